import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { isTreePath } from '../../domain/git-path.ts';
import { type Harness, harnessesOf } from '../../domain/harness.ts';
import { pinnedPlace } from '../../domain/pinned-place.ts';
import { asObject } from '../../domain/untyped.ts';

/** Those that read a marketplace in a repository, and what they can take of it. */
const readers: Readonly<Partial<Record<Harness, (plugin: CatalogEntry, isEmbedded: boolean) => boolean>>> = {
  'claude-code': () => true,
  // It takes a folder as it is, so of several plugins that share one it would give each the skills of all.
  codex: (plugin) => !isList(plugin),
  // What it is given as an address cannot name a commit.
  cursor: (_plugin, isEmbedded) => isEmbedded,
  'github-copilot': (plugin) => !isList(plugin),
};

/** The harnesses that find a plugin in the repository; none for one that no reader can have from there. */
export function repositoryReaders(plugin: CatalogEntry): readonly Harness[] {
  const isEmbedded = pinnedPlace(plugin) === undefined;
  return harnessesOf(plugin).filter((harness) => readers[harness]?.(plugin, isEmbedded) ?? false);
}

/** True for a plugin that is no folder of its own, but some skills that the entry of a marketplace names. */
function isList({ formats, definition }: CatalogEntry): boolean {
  const hasManifest = formats.some((format) => !format.endsWith('-marketplace'));
  return !hasManifest && asObject(JSON.parse(definition.text))?.['skills'] !== undefined;
}

/** What keeps a plugin out of the repository whose files would have to lie in it. */
export function unfitForTree({ id, source, fileRecords, definition }: CatalogEntry): Diagnostic | undefined {
  const path = fileRecords.find((file) => !isTreePath(file.path))?.path;
  if (path === undefined) return undefined;
  const message = `${JSON.stringify(path)} would change how git treats the repository, so the repository does not hold ${id}.`;
  return diagnose('offer-path-refused', {
    message,
    at: { root: 'source', file: definition.path },
    source: source.id,
    entry: id,
  });
}
