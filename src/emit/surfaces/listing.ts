import type { CatalogEntry } from '../../domain/entry.ts';
import type { GovernanceRecord } from '../../domain/index-v1.ts';
import { pinnedPlace } from '../../domain/pinned-place.ts';
import { shownText } from '../../domain/shown-text.ts';

/** The longest description that every client takes, in UTF-16 code units (Agent Skills Discovery 0.2.0). */
const LONGEST = 1024;

/** The description of an entry as lists for harnesses show it: one line, never empty, with what a reader must know first. */
export function listedDescription({ description, title, name, verdict, status }: CatalogEntry): string {
  const marks = [
    ...(verdict.category.value === 'raw' ? ['[raw]'] : []),
    ...(status.value === 'deprecated' ? ['[deprecated]'] : []),
  ];
  const words = [description, title, name].find((text) => text.trim() !== '') ?? name;
  return shownText([...marks, words].join(' '), LONGEST);
}

/** A tier as texts say it: one that nobody has set must not read like one that somebody did. */
export function tierWords({ value, origin }: GovernanceRecord['riskTier']): string {
  return origin === 'policy' || origin === 'defaults' ? `${value} risk, not assessed` : `${value} risk`;
}

/** What this catalog says of an entry, for the place where a client keeps what it does not know. */
export function listedMetadata(entry: CatalogEntry): Readonly<Record<string, string | number | boolean>> {
  const { id, latest, digest, verdict, status } = entry;
  return {
    coordinate: id,
    revision: latest.revision,
    ...(latest.version !== undefined && { version: latest.version }),
    digest,
    riskTier: verdict.riskTier.value,
    category: verdict.category.value,
    stub: verdict.stub.value,
    status: status.value,
    ...(status.replacedBy !== undefined && { replacedBy: shownText(status.replacedBy, LONGEST) }),
  };
}

/** A source of a plugin as Claude Code, Codex and Copilot write it: a repository, or a folder of one, at a commit. */
type GitSource =
  | { readonly source: 'url'; readonly url: string; readonly sha: string }
  | { readonly source: 'git-subdir'; readonly url: string; readonly path: string; readonly sha: string };

/** The pinned place of an entry as a source; undefined where it has none. */
export function gitSource(entry: CatalogEntry): GitSource | undefined {
  const place = pinnedPlace(entry);
  if (!place) return undefined;
  const { url, folder, commit } = place;
  return folder === '' ? { source: 'url', url, sha: commit } : { source: 'git-subdir', url, path: folder, sha: commit };
}
