import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { PlacedReference } from '../../domain/entry.ts';
import { parseRemote } from '../../domain/place.ts';
import { isCommit, isRef, parseSourceAddress, type SourceAddress, sourcePath } from '../../domain/source-address.ts';
import { shorten } from '../../domain/shorten.ts';
import { asObject } from '../../domain/untyped.ts';
import type { JsonFile } from '../read-json.ts';
import { withoutSecrets } from '../secrets.ts';
import { baseName } from '../tree-view.ts';

export interface WorkflowSources {
  readonly references: readonly PlacedReference[];
  /** `sources` as it may be shown: what was refused is left out, for it may be an address with a password in it. */
  readonly shown: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/** Real workflows load a handful. This bounds what one file can make of the index. */
const MOST_SOURCES = 100;

type Understood =
  | { readonly target: Target; readonly problem?: undefined }
  | { readonly problem: string; readonly hint?: string | undefined; readonly target?: undefined };

interface Target extends SourceAddress {
  readonly sha?: string;
}

/**
 * Reads `sources` of `ambient.json`: objects with `url`, `branch` or `tag` or `sha`, and `path`, or addresses as texts.
 * `ref` is another word for `branch`.
 * Where several say which state is meant, `tag` goes before `branch` and both before what the address says; `sha` is kept
 * beside them.
 */
export function readWorkflowSources(json: JsonFile, sources: unknown): WorkflowSources {
  if (sources === undefined) return { references: [], shown: undefined, diagnostics: [] };
  const refuse = (keys: readonly (string | number)[], message: string, hint?: string): Diagnostic =>
    diagnose('workflow-source-invalid', { message, hint, at: json.at(['sources', ...keys]) });
  if (!Array.isArray(sources)) {
    const hint = typeof sources === 'string' ? 'Write a list, also for one: "sources": ["https://…"].' : undefined;
    return { references: [], shown: '…', diagnostics: [refuse([], '"sources" is not a list.', hint)] };
  }

  const references = new Map<string, PlacedReference>();
  const shown: unknown[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, item] of sources.slice(0, MOST_SOURCES).entries()) {
    const understood = understand(item);
    const { target } = understood;
    shown.push(target ? visible(item) : '…');
    if (!target) {
      diagnostics.push(refuse([index], understood.problem, understood.hint));
      continue;
    }
    const { repository = '' } = parseRemote(target.url) ?? {};
    const key = [repository, target.ref, target.sha, target.path].join('\n');
    if (!references.has(key)) references.set(key, toReference(target, repository, json.at(['sources', index])));
  }
  if (sources.length > MOST_SOURCES)
    diagnostics.push(
      refuse([MOST_SOURCES], `There are ${sources.length} sources; the first ${MOST_SOURCES} are read.`),
    );
  return { references: [...references.values()], shown, diagnostics };
}

function understand(item: unknown): Understood {
  if (typeof item === 'string') return fromAddress(item);
  const fields = asObject(item);
  if (!fields) return { problem: 'The source is neither an object nor an address.' };
  for (const key of ['url', 'branch', 'tag', 'ref', 'sha', 'path']) {
    const value = fields[key] ?? undefined;
    if (value !== undefined && typeof value !== 'string') return { problem: `"${key}" of the source is not a text.` };
  }
  const { url, branch, tag, ref: said, sha, path } = fields as Readonly<Record<string, string | null | undefined>>;
  if (url === undefined || url === null) return { problem: 'The source has no "url".' };
  const understood = fromAddress(url);
  const { target } = understood;
  if (!target) return understood;

  const ref = tag ?? branch ?? said ?? target.ref;
  if (ref !== undefined && !isRef(ref))
    return { problem: 'The branch or tag of the source is no name that git takes.' };
  const commit = sha ?? target.sha;
  if (commit !== undefined && !isCommit(commit)) return { problem: '"sha" of the source is not a whole commit id.' };
  const below = sourcePath(path ?? target.path ?? '');
  if (below === undefined) return { problem: '"path" of the source leads out of the repository.' };
  return {
    target: {
      url: target.url,
      ...(ref !== undefined && { ref }),
      ...(commit !== undefined && { sha: commit }),
      ...(below !== '' && { path: below }),
    },
  };
}

function fromAddress(text: string): Understood {
  const address = parseSourceAddress(text);
  if (!address) return refused(text.trim());
  const { ref, ...place } = address;
  if (ref === undefined) return { target: place };
  return { target: isCommit(ref) ? { ...place, sha: ref } : address };
}

/** Says what is wrong with an address. It is repeated only where it can hold no password or key. */
function refused(text: string): Understood {
  if (/^https?:\/\/[^/]*@/i.test(text))
    return { problem: 'The address of the source carries a user name or password.' };
  const named = /[@?#=]/.test(text) ? 'The address of the source' : `"${shorten(text)}"`;
  const [, host, place] =
    /^(?:(?:www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/)?(\w[\w.-]{0,100}\/\w[\w.-]{0,100}?)(?:\.git)?\/?$/i.exec(
      text,
    ) ?? [];
  const hint = place === undefined ? undefined : `Write https://${(host ?? 'github.com').toLowerCase()}/${place}.`;
  return { problem: `${named} is none of a repository or a folder in one.`, hint };
}

function toReference({ url, ref, sha, path }: Target, repository: string, at: PlacedReference['at']): PlacedReference {
  return {
    // `.claude` is called the same everywhere.
    name: [path ?? '', repository].map(baseName).find((name) => /^[^.]/.test(name)) ?? repository,
    type: 'git',
    url,
    ...(ref !== undefined && { ref }),
    ...(sha !== undefined && { sha: sha.toLowerCase() }),
    ...(path !== undefined && { path }),
    pinned: sha !== undefined,
    at,
  };
}

/** Queries and fragments are where people put keys. */
function visible(item: unknown): unknown {
  return typeof item === 'string' ? item.split(/[?#]/, 1)[0] : withoutSecrets(item);
}
