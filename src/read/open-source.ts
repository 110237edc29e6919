import { join } from 'node:path';
import { type EntryKey, keyParts } from '../domain/coordinate.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { IntrospectedSource } from '../domain/entry.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { fetchSource } from '../fetch/fetch-source.ts';
import { openLocalTree } from '../fetch/local-tree.ts';
import type { Bindings } from '../introspect/assign-names.ts';
import { introspectTree } from '../introspect/introspect-tree.ts';
import type { Catalog } from '../load/load-catalog.ts';

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
    const { kind, name } = keyParts(key as EntryKey);
    bindings.set(`${kind} ${path}`, name);
  }
  return bindings;
}
