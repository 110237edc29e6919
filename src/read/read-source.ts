import type { SourceOutcome } from '../domain/assembled.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { isPartOfFile } from '../domain/entry-path.ts';
import type { SourceState } from '../domain/source-record.ts';
import { selectionDigest, type Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { pluginFormats } from '../introspect/plugins/plugin-formats.ts';
import { measureEntries } from '../introspect/measure-entries.ts';
import { readClaim } from '../introspect/read-claim.ts';
import { introspectSource, openSource, type ReadContext } from './open-source.ts';
import { type OlderContents, readOlder } from './read-revisions.ts';
import { checkClaim } from '../validate/check-claim.ts';
import { validateSource } from '../validate/validate-source.ts';

/** Reads one source at its locked commit: fetch, introspect, validate. Whatever goes wrong stays with this source. */
export async function readLockedSource(source: Source, context: ReadContext): Promise<SourceOutcome> {
  const at = { root: 'catalog', file: `sources/${source.id}.yaml`, line: 1 } as const;
  const { lock } = source;
  if (!lock) {
    const pending = diagnose('source-pending', {
      message: `The source "${source.id}" has not been locked yet.`,
      at,
      source: source.id,
    });
    return outcome(source, 'pending', [pending]);
  }
  if (lock.place !== source.place) {
    const message = `It was locked as ${lock.place} and now means ${source.place}, so nothing of it is published.`;
    return outcome(source, 'pending', [diagnose('lock-outdated', { message, at, source: source.id })]);
  }
  const outdated: Diagnostic[] = [];
  if (lock.selection !== selectionDigest(source)) {
    const message = 'What it includes or excludes has changed since it was locked.';
    outdated.push(diagnose('lock-outdated', { message, at, source: source.id }));
  }
  if (lock.unreachableSince !== undefined) {
    const message = `It cannot be had since ${lock.unreachableSince.slice(0, 10)}; what is listed was locked before.`;
    outdated.push(diagnose('source-unreachable-since', { message, at, source: source.id }));
  }

  const { url } = context.catalog.file;
  outdated.push(...checkClaim(source, url));

  const opened = await openSource(source, lock.commit, context);
  if (!opened.tree) return outcome(source, 'unavailable', [...outdated, ...opened.diagnostics]);
  const older = await readOlder(source, context);
  const read = await readTree(source, opened.tree, context.today, older, url);
  // Everything that can be said about it is said, but what stands beside an error may be the half that matters.
  if (source.faulty) return outcome(source, 'unavailable', [...outdated, ...opened.diagnostics, ...read.diagnostics]);
  return { ...read, diagnostics: [...outdated, ...opened.diagnostics, ...read.diagnostics] };
}

/**
 * Introspects, measures and validates the tree of a locked source, and closes it.
 *
 * @param older The content of entries whose latest revision is not the one in the tree.
 * @param url The address of the catalog, where it is asked whether the source names it.
 */
export async function readTree(
  source: Source,
  tree: Tree,
  today: string,
  older: OlderContents = { contents: new Map(), diagnostics: [] },
  url?: string,
): Promise<SourceOutcome> {
  try {
    const found = await introspectSource(source, tree);
    // Only what is said of it is of use here: whether it names the catalog stands in the lock.
    const claim = url === undefined ? undefined : await readClaim(tree, source, url);
    const measured = await measureEntries(tree, source.id, found.entries);
    const hidden = [...found.quarantined, ...measured.quarantined];
    const validated = validateSource(source, measured.entries, hidden, today, older.contents);
    return {
      source,
      state: 'published',
      entries: validated.entries,
      quarantined: [...hidden, ...validated.quarantined],
      references: found.references,
      diagnostics: [
        ...withEntries(found.diagnostics, validated.entries),
        ...(claim?.diagnostics ?? []),
        ...measured.diagnostics,
        ...older.diagnostics,
        ...validated.diagnostics,
      ],
    };
  } finally {
    await tree.close();
  }
}

/** Introspection speaks of files, before anything has a name; here the published entry each file defines is added. */
function withEntries(diagnostics: readonly Diagnostic[], entries: readonly CatalogEntry[]): Diagnostic[] {
  const byFile = new Map(entries.flatMap((entry) => filesThatDefine(entry).map((file) => [file, entry.id] as const)));
  return diagnostics.map((diagnostic) => {
    const entry = diagnostic.at.root === 'source' ? byFile.get(diagnostic.at.file) : undefined;
    return entry === undefined ? diagnostic : { ...diagnostic, entry };
  });
}

/** The files that speak of this entry alone: not those of many servers or of a marketplace. */
function filesThatDefine({ kind, path, definition }: CatalogEntry): string[] {
  if (kind === 'workflow')
    return [definition.path, path === '.' ? '.ambient/ambient.json' : `${path}/.ambient/ambient.json`];
  if (kind === 'plugin' && !isPartOfFile(path)) {
    const manifests = pluginFormats.flatMap((format) => format.manifests);
    return manifests.map((manifest) => (path === '.' ? manifest : `${path}/${manifest}`));
  }
  return definition.format === 'markdown' ? [definition.path] : [];
}

function outcome(source: Source, state: SourceState, diagnostics: readonly Diagnostic[]): SourceOutcome {
  return { source, state, entries: [], quarantined: [], references: [], diagnostics };
}
