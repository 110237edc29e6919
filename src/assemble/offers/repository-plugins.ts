import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { isTreePath } from '../../domain/git-path.ts';
import { type Harness, harnessesOf } from '../../domain/harness.ts';
import { listsItsSkills } from '../../domain/listed-skills.ts';
import { pinnedPlace } from '../../domain/pinned-place.ts';

/** Those that read a marketplace in a repository, and what they can take of it. */
const readers: Readonly<Partial<Record<Harness, (plugin: CatalogEntry, isEmbedded: boolean) => boolean>>> = {
  'claude-code': () => true,
  // It takes a folder as it is, so of several plugins that share one it would give each the skills of all.
  codex: (plugin) => !listsItsSkills(plugin),
  // What it is given as an address cannot name a commit.
  cursor: (_plugin, isEmbedded) => isEmbedded,
  'github-copilot': (plugin) => !listsItsSkills(plugin),
};

/** The harnesses that find a plugin in the repository; none for one that no reader can have from there. */
export function repositoryReaders(plugin: CatalogEntry): readonly Harness[] {
  const isEmbedded = pinnedPlace(plugin) === undefined;
  return harnessesOf(plugin).filter((harness) => readers[harness]?.(plugin, isEmbedded) ?? false);
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
