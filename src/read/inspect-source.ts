import { GovernanceFile, SourceFile } from '../domain/catalog.ts';
import { type Diagnostic, sortDiagnostics } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import type { Reference } from '../domain/reference.ts';
import { selectionOf, type Source } from '../domain/source.ts';
import type { SourceDraft } from '../domain/source-draft.ts';
import { resolveRef } from '../fetch/resolve-ref.ts';
import { measureEntries } from '../introspect/measure-entries.ts';
import { type ReadClaim, readClaim } from '../introspect/read-claim.ts';
import { introspectSource, openSource, type ReadContext } from './open-source.ts';

/** What a source holds that no catalog lists yet. */
export interface Inspection {
  /** Absent where the repository or the ref cannot be had; the diagnostics say why. */
  readonly commit?: string | undefined;
  readonly entries: readonly MeasuredEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  /** Plugins in other places that its marketplaces name. */
  readonly references: readonly Reference[];
  /** The file in it that names this catalog, where there is one. */
  readonly claim?: ReadClaim['claim'];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a source as the next sync would read it, within the limits of the catalog. Nothing is written but the cache of
 * git objects.
 */
export async function inspectSource(draft: SourceDraft, context: ReadContext): Promise<Inspection> {
  const { catalog, cacheDir, signal } = context;
  const { limits, transports } = catalog.file.policy;
  const source = sourceOf(draft);
  const nothing = { entries: [], quarantined: [], references: [] };
  const resolved = await resolveRef(source, { cacheDir, catalogDir: catalog.dir, limits, transports, signal });
  if (resolved.commit === undefined) return { ...nothing, diagnostics: resolved.diagnostics };
  const opened = await openSource(source, resolved.commit, context);
  const { tree } = opened;
  if (!tree) return { ...nothing, diagnostics: opened.diagnostics };
  try {
    const found = await introspectSource(source, tree);
    const measured = await measureEntries(tree, source.id, found.entries);
    const { claim, diagnostics } = await readClaim(tree, source, catalog.file.url);
    return {
      commit: resolved.commit,
      entries: measured.entries,
      quarantined: [...found.quarantined, ...measured.quarantined],
      references: found.references,
      ...(claim && { claim }),
      diagnostics: sortDiagnostics([
        ...opened.diagnostics,
        ...found.diagnostics,
        ...measured.diagnostics,
        ...diagnostics,
      ]),
    };
  } finally {
    await tree.close();
  }
}

function sourceOf({ id, git, ref, commit, path, exclude, remote, place }: SourceDraft): Source {
  const file = SourceFile.parse({ git, ref, commit, path, exclude });
  return {
    id,
    origin: { remote },
    ...selectionOf(file),
    place,
    file,
    governance: GovernanceFile.parse({}),
    faulty: false,
    locate: () => undefined,
    locateGovernance: () => undefined,
  };
}
