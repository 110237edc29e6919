import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { parseRemote, type Remote } from '../domain/place.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Source } from '../domain/source.ts';
import { explain, type Failure } from './explain-failure.ts';
import type { FetchOptions } from './git-remote.ts';

/** A diagnostic at a key of the source's file. */
export function diagnoseSource(
  source: Source,
  rule: RuleId,
  message: string,
  { hint, key = 'git' }: { readonly hint?: string | undefined; readonly key?: string } = {},
): Diagnostic {
  const place = source.locate([key]) ?? source.locate(['git']);
  const at = { root: 'catalog' as const, file: `sources/${source.id}.yaml`, ...place };
  return diagnose(rule, { message, at, source: source.id, hint });
}

/** The diagnostic for a failure of git. `wanted` is the commit or ref that was asked for. */
export function diagnoseFailure(
  source: Source,
  failure: Failure,
  wanted: string,
  { limits }: FetchOptions,
): Diagnostic {
  const { rule, message, hint } = explain(failure, { url: listedUrl(source), wanted, limits });
  const key = rule === 'source-ref-missing' ? (source.file.commit === undefined ? 'ref' : 'commit') : 'git';
  return diagnoseSource(source, rule, message, { hint, key });
}

/** The address as the catalog lists it. */
export function listedUrl({ origin }: Source): string {
  return 'remote' in origin ? origin.remote.url : origin.local;
}

export type CheckedRemote =
  | { readonly remote: Remote; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly remote?: undefined };

/**
 * Checks an address once more before git gets it: its form, its transport, and where it is a bundle, that the file lies
 * below the catalog folder and is one.
 *
 * @returns The remote as git is given it, or why it is not.
 * @throws Where the source is a local one.
 */
export async function checkRemote(source: Source, options: FetchOptions): Promise<CheckedRemote> {
  if (!('remote' in source.origin)) throw new TypeError(`The source "${source.id}" is local.`);
  const { url } = source.origin.remote;
  const remote = parseRemote(url);
  if (remote === undefined) {
    const message = 'The address has none of the forms that are handed to git.';
    return { diagnostic: diagnoseSource(source, 'source-address-invalid', message) };
  }
  if (!options.transports.includes(remote.transport)) {
    const message = `The transport "${remote.transport}" of ${url} is not in policy.transports.`;
    return { diagnostic: diagnoseSource(source, 'source-transport-refused', message) };
  }
  return remote.transport === 'bundle' ? checkBundle(source, remote, options) : { remote };
}

async function checkBundle(source: Source, remote: Remote, options: FetchOptions): Promise<CheckedRemote> {
  const refuse = (message: string): CheckedRemote => ({
    diagnostic: diagnoseSource(source, 'source-unreachable', message, {
      hint: 'Make it with "git bundle create", and name its path below the catalog folder.',
    }),
  });
  const root = await realpath(options.catalogDir);
  const path = await realpath(join(root, remote.url)).catch(() => undefined);
  if (path === undefined) return refuse(`There is no bundle ${remote.url} in the catalog folder.`);
  if (!path.startsWith(root + sep)) return refuse(`The bundle ${remote.url} lies outside of the catalog folder.`);
  // Anything else git would open as a repository, whose settings name programs to run.
  if (!(await isBundle(path))) return refuse(`The file ${remote.url} is not a git bundle.`);
  const { size } = await stat(path);
  if (size > options.limits.sourceBytes) {
    return { diagnostic: diagnoseFailure(source, { kind: 'too-large', stderr: '' }, '', options) };
  }
  return { remote: { ...remote, url: path } };
}

async function isBundle(path: string): Promise<boolean> {
  if (!(await stat(path)).isFile()) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return /^# v[23] git bundle\n/.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}
