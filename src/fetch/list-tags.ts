import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byText } from '../domain/order.ts';
import { shorten } from '../domain/shorten.ts';
import type { Source } from '../domain/source.ts';
import { byVersion, releaseVersion, starOf } from '../domain/version.ts';
import type { VersionTag } from '../domain/version-tag.ts';
import { checkRemote, diagnoseFailure, diagnoseSource, listedUrl } from './check-remote.ts';
import { isGone } from './explain-failure.ts';
import { type FetchOptions, gitRemote } from './git-remote.ts';
import { createNetwork } from './network.ts';
import type { ResolvedRef } from './resolve-ref.ts';

export interface ListedTags extends Pick<ResolvedRef, 'gone' | 'diagnostics'> {
  /** From the lowest version to the highest. Absent where there is a diagnostic. */
  readonly tags?: readonly VersionTag[];
  /** Tags that match and are prereleases or no versions. */
  readonly unversioned: readonly string[];
}

/** Room for about 100,000 tags. */
const OUTPUT_BYTES = 8_000_000;

/**
 * Lists the tags that a source follows, with one `ls-remote`. Annotated tags are followed to their commit. A source of
 * which no tag matches is asked once more, for what to say about it.
 *
 * @param known - Whether tags of the source are locked: then it may have none any more.
 * @throws As `resolveRef`; and where the source follows no tags.
 */
export async function listTags(source: Source, options: FetchOptions, known: boolean): Promise<ListedTags> {
  const { versions } = source.file;
  if (!versions) throw new TypeError(`The source "${source.id}" follows no tags.`);
  const { pattern } = versions;
  const checked = await checkRemote(source, options);
  if (checked.remote === undefined) return { unversioned: [], diagnostics: [checked.diagnostic] };
  const folder = join(options.cacheDir, 'git');
  await mkdir(folder, { recursive: true });
  const remote = gitRemote(checked.remote, options, createNetwork(options.limits, options.signal));
  const prefix = pattern.slice(0, pattern.indexOf('*'));
  const outcome = await remote.listTags(prefix, folder, OUTPUT_BYTES);
  if (outcome.failure) {
    const gone = isGone(outcome.failure);
    const diagnostics = [diagnoseFailure(source, outcome.failure, pattern, options)];
    return { ...(gone && { gone }), unversioned: [], diagnostics };
  }
  if (Buffer.byteLength(outcome.stdout) >= OUTPUT_BYTES) {
    const message = `${listedUrl(source)} has more tags that begin with "${prefix}" than are looked at.`;
    const diagnostics = [diagnoseSource(source, 'source-too-many-tags', message, { key: 'versions' })];
    return { unversioned: [], diagnostics };
  }
  const { tags, unversioned } = readTags(outcome.stdout, pattern);
  if (tags.length > 0 || known) return { tags, unversioned, diagnostics: [] };
  const all = prefix === '' ? outcome : await remote.listTags('', folder, OUTPUT_BYTES);
  const message = `${listedUrl(source)} has no tag that is a version as ${pattern} says. ${shownTags(all.failure ? '' : all.stdout)}`;
  const diagnostics = [diagnoseSource(source, 'tag-missing', message, { key: 'versions' })];
  return { unversioned, diagnostics };
}

/** Reads the lines of `ls-remote`; behind an annotated tag stands another line with the commit, under its name and `^{}`. */
function namedCommits(stdout: string): Map<string, string> {
  const commits = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [, oid, name, peeled] = /^([0-9a-f]{40})\trefs\/tags\/(.+?)(\^\{\})?$/.exec(line) ?? [];
    if (oid !== undefined && name !== undefined && (peeled !== undefined || !commits.has(name))) commits.set(name, oid);
  }
  return commits;
}

/**
 * Takes the versions out of the lines of `ls-remote`.
 *
 * @param stdout Lines of a commit id, a tab and a ref.
 * @param pattern A tag with one `*` for the version.
 */
export function readTags(stdout: string, pattern: string): { tags: VersionTag[]; unversioned: string[] } {
  const tags: VersionTag[] = [];
  const unversioned: string[] = [];
  for (const [name, commit] of namedCommits(stdout)) {
    const star = starOf(pattern, name);
    const version = star === undefined ? undefined : releaseVersion(star);
    if (version !== undefined) tags.push({ name, version, commit });
    else if (star !== undefined) unversioned.push(name);
  }
  return { tags: tags.toSorted((a, b) => byVersion(a.version, b.version) || byText(a.name, b.name)), unversioned };
}

function shownTags(stdout: string): string {
  const names = [...namedCommits(stdout).keys()];
  if (names.length === 0) return 'It has no tags.';
  const more = names.length > 3 ? `, and ${names.length - 3} more` : '';
  return `It has ${names
    .slice(-3)
    .map((name) => `"${shorten(name)}"`)
    .join(', ')}${more}.`;
}
