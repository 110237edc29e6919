import { hasErrors, sortDiagnostics, type Diagnostic } from '../../domain/diagnostic.ts';
import type { IntrospectedSource, MeasuredEntry } from '../../domain/entry.ts';
import type { QuarantinedEntry } from '../../domain/source-record.ts';
import type { Reference } from '../../domain/reference.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { measureEntries } from '../../introspect/measure-entries.ts';
import type { OpenedPlace } from '../discovery/open-place.ts';

/** What the generator would find in a folder or repository. */
export interface Introspection {
  /** Absent for a folder. */
  readonly commit?: string | undefined;
  readonly entries: readonly MeasuredEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  /** Plugins in other places that its marketplaces name. */
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a place as the generator would read it as a new source, and closes it. Nothing is written. */
export async function introspect({ source, tree, diagnostics }: OpenedPlace): Promise<Introspection> {
  try {
    const { path, id } = source;
    const selection = { path, include: ['**'], exclude: [] };
    const found: IntrospectedSource = await introspectTree(tree, { source: id, selection, bindings: new Map() });
    const measured = await measureEntries(tree, id, found.entries);
    return {
      commit: tree.commit,
      entries: measured.entries,
      quarantined: [...found.quarantined, ...measured.quarantined],
      references: found.references,
      diagnostics: sortDiagnostics(
        [...diagnostics, ...found.diagnostics, ...measured.diagnostics].map((one) => withoutCatalog(one, path)),
      ),
    };
  } finally {
    await tree.close();
  }
}

/** There is no catalog here: what would stand in the file of its source stands at the place itself. */
function withoutCatalog({ source: _source, ...diagnostic }: Diagnostic, path: string): Diagnostic {
  if (diagnostic.at.root !== 'catalog') return diagnostic;
  const hint = diagnostic.rule === 'source-empty' ? 'A skill is a folder with a SKILL.md.' : diagnostic.hint;
  return { ...diagnostic, hint, at: { root: 'source', file: path === '' ? '.' : path } };
}

/** The same for programs: what is published of an entry, and nothing that only the generator needs. */
export function introspectionJson({ commit, entries, quarantined, references, diagnostics }: Introspection): unknown {
  return {
    ...(commit !== undefined && { commit }),
    entries: entries.map((entry) => ({
      kind: entry.kind,
      name: entry.name,
      title: entry.title,
      path: entry.path,
      description: entry.description,
      ...(entry.version !== undefined && { version: entry.version }),
      ...(entry.license !== undefined && { license: entry.license }),
      formats: entry.formats,
      digest: entry.digest,
      files: entry.fileRecords,
      members: entry.members,
      references: entry.references.map(({ at: _at, ...reference }) => reference),
      evidence: entry.evidence,
      findings: entry.findings,
    })),
    quarantined,
    references,
    diagnostics,
  };
}

/** True where the generator would report an error, so that a script can stop there. */
export function isBroken({ diagnostics }: Introspection): boolean {
  return hasErrors(diagnostics);
}
