import type { AssembledCatalog } from '../domain/assembled.ts';
import { diffCapabilities } from '../domain/capability-diff.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { FullEntry, GovernanceRecord } from '../domain/index-v1.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { toCompact } from './to-compact.ts';
import { toDocument } from './to-document.ts';

/** What full records need to know of other entries. */
export interface Relations {
  /** Entries by source, kind and path. */
  readonly byPath: ReadonlyMap<string, CatalogEntry>;
  /** The plugins and workflows that bring an entry, by its coordinate. */
  readonly memberOf: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** The workflows that refer to an entry, by its coordinate. */
  readonly referencedBy: ReadonlyMap<string, readonly CatalogEntry[]>;
  readonly copyOf: AssembledCatalog['copyOf'];
  /** The copies of an entry, by its coordinate. */
  readonly copies: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** Diagnostics by coordinate. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** Looks up once what every full record needs of the others. */
export function relate({ entries, copyOf, diagnostics }: AssembledCatalog): Relations {
  const byPath = new Map(entries.map((entry) => [pathKey(entry.source.id, entry), entry]));
  const memberOf = invert(entries, ({ source, members }) =>
    members.flatMap((member) => byPath.get(pathKey(source.id, member))?.id ?? []),
  );
  const referencedBy = invert(entries, ({ references }) =>
    references.flatMap(({ entries: named = [] }) => named.map(({ id }) => id)),
  );
  const copies = invert(entries, ({ id }) => copyOf.get(id) ?? []);
  const byEntry = Map.groupBy(diagnostics, ({ entry }) => entry ?? '');
  return { byPath, memberOf, referencedBy, copyOf, copies, diagnostics: byEntry };
}

/** By coordinate the entries that point to it, each once, in the order of the entries. */
function invert(
  entries: readonly CatalogEntry[],
  targets: (entry: CatalogEntry) => string | readonly string[],
): Map<string, CatalogEntry[]> {
  const sources = new Map<string, CatalogEntry[]>();
  for (const entry of entries) {
    for (const id of new Set([targets(entry)].flat())) {
      const list = sources.get(id);
      if (list) list.push(entry);
      else sources.set(id, [entry]);
    }
  }
  return sources;
}

function pathKey(source: string, { kind, path }: { readonly kind: string; readonly path: string }): string {
  return `${source} ${kind} ${path}`;
}

/** The full record of an entry. */
export function toFull(
  entry: CatalogEntry,
  { byPath, memberOf, referencedBy, copyOf, copies, diagnostics }: Relations,
  licenses: readonly string[],
): FullEntry {
  const { source, kind, name, path, revisions } = entry;
  const remote = 'remote' in source.origin ? source.origin.remote : undefined;
  const members = entry.members.flatMap((member) => byPath.get(pathKey(source.id, member)) ?? []);
  const named = ({ id, title }: CatalogEntry): { id: CatalogEntry['id']; title: string } => ({ id, title });
  const { commit } = entry;
  return {
    formatVersion: '1.0',
    ...toCompact(entry, copyOf, `entries/${kind}/${source.id}`),
    governance: governanceOf(entry),
    trust: source.governance.trust,
    provenance: {
      ...(remote
        ? { git: remote.url, repository: remote.repository, ref: source.ref }
        : { local: 'local' in source.origin ? source.origin.local : name }),
      ...(commit !== undefined && { commit }),
      path: path === '.' ? '' : path,
    },
    files: [...entry.fileRecords],
    ...(entry.frontMatter.size > 0 && {
      frontMatter: Object.fromEntries([...entry.frontMatter].map(([key, { value }]) => [key, value])),
    }),
    document: toDocument(entry, licenses),
    formats: [...entry.formats],
    members: members.map((member) => ({ ...named(member), ...countFindings(member) })),
    memberOf: (memberOf.get(entry.id) ?? []).map(named),
    references: entry.references.map(({ at: _at, ...reference }) => reference),
    referencedBy: (referencedBy.get(entry.id) ?? []).map(named),
    variants: entry.variants.map((variant) => ({ path: variant })),
    copies: (copies.get(entry.id) ?? []).map(named),
    aliases: entry.aliases,
    revisions: revisions.map(({ revision, version, digest, commit: seenIn, date, evidence }, index) => ({
      revision,
      version,
      digest,
      commit: seenIn,
      status: entry.status.value,
      since: date,
      changes: diffCapabilities(revisions[index - 1]?.evidence, evidence),
    })),
    evidence: entry.evidence,
    findings: [...entry.findings],
    scans: [...entry.scans],
    diagnostics: [...(diagnostics.get(entry.id) ?? [])],
    distribution:
      remote && commit !== undefined ? { git: { url: remote.url, commit, path: path === '.' ? '' : path } } : {},
  };
}

function governanceOf({ verdict, attestation, status }: CatalogEntry): GovernanceRecord {
  const { value, said, reason, replacedBy } = status;
  return {
    riskTier: { ...verdict.riskTier, ...(attestation && { attestation }) },
    category: verdict.category,
    stub: verdict.stub,
    status: {
      value,
      origin: said ? 'source' : 'policy',
      ...(reason !== undefined && { reason }),
      ...(replacedBy !== undefined && { replacedBy }),
    },
  };
}

function countFindings({ findings }: CatalogEntry): { findings?: number } {
  const count = findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  return count === 0 ? {} : { findings: count };
}
