import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import { checkRemote, diagnoseFailure, diagnoseSource, listedUrl } from './check-remote.ts';
import { isGone } from './explain-failure.ts';
import { type FetchOptions, gitRemote } from './git-remote.ts';
import { createNetwork } from './network.ts';

export interface ResolvedRef {
  /** 40 hex digits; absent where there is a diagnostic. */
  readonly commit?: string;
  /** The repository or the ref is not there, or not for us: to ask again later would not help. */
  readonly gone?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Asks what commit a source's ref is, with one `ls-remote` and nothing else; a full commit id asks nobody. Of a branch
 * and a tag of the same name the branch wins. Annotated tags are followed to their commit.
 *
 * @throws The reason of `options.signal` where that is aborted, and where git cannot be started.
 */
export async function resolveRef(source: Source, options: FetchOptions): Promise<ResolvedRef> {
  const checked = await checkRemote(source, options);
  if (checked.remote === undefined) return { diagnostics: [checked.diagnostic] };
  const { ref } = source;
  if (/^[0-9a-f]{40}$/.test(ref)) return { commit: ref, diagnostics: [] };

  const folder = join(options.cacheDir, 'git');
  await mkdir(folder, { recursive: true });
  const names = namesOf(ref);
  const network = createNetwork(options.limits, options.signal);
  const outcome = await gitRemote(checked.remote, options, network).listRefs(names, folder);
  if (outcome.failure) {
    const gone = isGone(outcome.failure);
    return { ...(gone && { gone }), diagnostics: [diagnoseFailure(source, outcome.failure, ref, options)] };
  }

  const lines = outcome.stdout.split('\n').map((line) => line.split('\t'));
  const found = names.map((name) => lines.find(([, listed]) => listed === name)?.[0]);
  const commit = found.find((oid) => oid !== undefined);
  return commit === undefined ? { gone: true, diagnostics: [missing(source)] } : { commit, diagnostics: [] };
}

/** Where a ref may be, best first. `^{}` is the commit an annotated tag stands for. */
function namesOf(ref: string): string[] {
  if (ref === 'HEAD') return ['HEAD'];
  const full = ref.startsWith('refs/') ? [`${ref}^{}`, ref] : [];
  return [...full, `refs/heads/${ref}`, `refs/tags/${ref}^{}`, `refs/tags/${ref}`];
}

function missing(source: Source): Diagnostic {
  const url = listedUrl(source);
  if (source.ref === 'HEAD') {
    const hint = 'Push a commit, or name a branch under "ref".';
    return diagnoseSource(source, 'source-ref-missing', `${url} has no default branch: it may be empty.`, { hint });
  }
  return diagnoseSource(source, 'source-ref-missing', `${url} has no branch or tag "${source.ref}".`, { key: 'ref' });
}
