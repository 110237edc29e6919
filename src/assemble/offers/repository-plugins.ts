import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { isTreePath } from '../../domain/git-path.ts';
import { type Harness, harnessesOf } from '../../domain/harness.ts';
import { pinnedPlace, rootFolder } from '../../domain/pinned-place.ts';

const copilotManifests = ['copilot-plugin', 'agent-plugins', 'claude-plugin'];

/** Those that read a marketplace in a repository, and what they can take of it (Codex 0.169.0, Copilot 1.0.102). */
const readers: Readonly<Partial<Record<Harness, (plugin: CatalogEntry, isEmbedded: boolean) => boolean>>> = {
  'claude-code': () => true,
  // It finds no skill at the root of a plugin.
  codex: (plugin) => !plugin.members.some(({ kind, path }) => kind === 'skill' && path === rootFolder(plugin.files)),
  // What it is given as an address cannot name a commit.
  cursor: (_plugin, isEmbedded) => isEmbedded,
  // It installs nothing without a manifest.
  'github-copilot': ({ formats }) => copilotManifests.some((format) => formats.includes(format)),
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
