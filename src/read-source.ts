import { join } from 'node:path';
import type { SourceOutcome } from './domain/assembled.ts';
import { type Diagnostic, diagnose } from './domain/diagnostic.ts';
import type { CatalogEntry, IntrospectedSource } from './domain/entry.ts';
import { isPartOfFile } from './domain/entry-path.ts';
import type { SourceState } from './domain/index-v1.ts';
import { selectionDigest, type Source } from './domain/source.ts';
import type { Tree } from './domain/tree.ts';
import { fetchSource } from './fetch/fetch-source.ts';
import { openLocalTree } from './fetch/local-tree.ts';
import type { Bindings } from './introspect/assign-names.ts';
import { pluginFormats } from './introspect/plugins/plugin-formats.ts';
import { introspectTree } from './introspect/introspect-tree.ts';
import { measureEntries } from './introspect/measure-entries.ts';
import type { Catalog } from './load/load-catalog.ts';
import { validateSource } from './validate/validate-source.ts';

/** What reading any source needs. */
export interface ReadContext {
  readonly catalog: Catalog;
  readonly cacheDir: string;
  /** `YYYY-MM-DD`, the date of the catalog's commit. */
  readonly today: string;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenedSource {
  /** Absent where the diagnostics say why. */
  readonly tree?: Tree | undefined;
  /** The date of the commit; a local source has none. */
  readonly date?: string | undefined;
  /** Complete once the tree is closed. */
  readonly diagnostics: readonly Diagnostic[];
  /** What it has cost; complete once the tree is closed. */
  readonly stats: { readonly bytesFetched: number };
}

/** Opens the tree of a source: of a git source at one commit, of a local one as it lies in the catalog folder. */
export async function openSource(
  source: Source,
  commit: string | undefined,
  { catalog, cacheDir, signal }: ReadContext,
): Promise<OpenedSource> {
  const { limits, transports } = catalog.file.policy;
  if ('local' in source.origin) {
    return {
      ...(await openLocalTree(join(catalog.dir, source.origin.local), limits, source)),
      stats: { bytesFetched: 0 },
    };
  }
  if (commit === undefined) throw new Error(`${source.id} is a git source and was opened without a commit.`);
  return fetchSource(source, commit, {
    cacheDir,
    catalogDir: catalog.dir,
    limits,
    transports,
    ...(signal && { signal }),
  });
}

/** Introspects a tree as the source file selects it, with the names the ledger has given. */
export async function introspectSource(source: Source, tree: Tree): Promise<IntrospectedSource> {
  const { include, exclude } = source.file;
  return introspectTree(tree, {
    source: source.id,
    selection: { path: source.path, include, exclude },
    bindings: bindingsOf(source),
  });
}

function bindingsOf({ lock }: Source): Bindings {
  const bindings = new Map<string, string>();
  for (const [key, { path }] of Object.entries(lock?.entries ?? {})) {
    const [kind = '', name = ''] = key.split(':');
    bindings.set(`${kind} ${path}`, name);
  }
  return bindings;
}

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
  const outdated =
    lock.selection === selectionDigest(source)
      ? []
      : [
          diagnose('lock-outdated', {
            message: 'What it includes or excludes has changed since it was locked.',
            at,
            source: source.id,
          }),
        ];

  const opened = await openSource(source, lock.commit, context);
  if (!opened.tree) return outcome(source, 'unavailable', [...outdated, ...opened.diagnostics]);
  const read = await readTree(source, opened.tree, context.today);
  // Everything that can be said about it is said, but what stands beside an error may be the half that matters.
  if (source.faulty) return outcome(source, 'unavailable', [...outdated, ...opened.diagnostics, ...read.diagnostics]);
  return { ...read, diagnostics: [...outdated, ...opened.diagnostics, ...read.diagnostics] };
}

/** Introspects, measures and validates the tree of a locked source, and closes it. */
export async function readTree(source: Source, tree: Tree, today: string): Promise<SourceOutcome> {
  try {
    const found = await introspectSource(source, tree);
    const measured = await measureEntries(tree, source.id, found.entries);
    const hidden = [...found.quarantined, ...measured.quarantined];
    const validated = validateSource(source, measured.entries, hidden, today);
    return {
      source,
      state: 'published',
      entries: validated.entries,
      quarantined: [...hidden, ...validated.quarantined],
      references: found.references,
      diagnostics: [
        ...withEntries(found.diagnostics, validated.entries),
        ...measured.diagnostics,
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
