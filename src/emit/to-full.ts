import type { Archives } from '../domain/archive.ts';
import type { AssembledCatalog } from '../domain/assembled.ts';
import type { Coordinate } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { extentOf } from '../domain/history.ts';
import type { Surfaces } from '../domain/distribution.ts';
import type { FullEntry, GovernanceRecord } from '../domain/index-v1.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { surfacesOf } from './surfaces/surfaces-of.ts';
import { toClaim } from './to-claim.ts';
import { toCompact } from './to-compact.ts';
import { toDocument } from './to-document.ts';
import { toDistribution, toMembers } from './to-members.ts';
import { toRevisions } from './to-revisions.ts';

/** What full records need to know of other entries. */
export interface Relations {
  /** The members of plugins and workflows, by their coordinate. */
  readonly membersOf: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** The plugins and workflows that bring an entry, by its coordinate. */
  readonly memberOf: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** The workflows that refer to an entry, by its coordinate. */
  readonly referencedBy: ReadonlyMap<string, readonly CatalogEntry[]>;
  readonly copyOf: AssembledCatalog['copyOf'];
  /** The `url` of `catalog.yaml`, by which sources name the catalog. */
  readonly catalogUrl: string;
  /** The copies of an entry, by its coordinate. */
  readonly copies: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** The former names of an entry, by its coordinate. */
  readonly renamedFrom: ReadonlyMap<string, readonly Coordinate[]>;
  readonly withdrawals: AssembledCatalog['withdrawals'];
  readonly offers: AssembledCatalog['offers'];
  readonly archives: Archives;
  /** Where entries stand for harnesses, by coordinate. */
  readonly surfaces: ReadonlyMap<Coordinate, Surfaces>;
  /** Decisions by coordinate; absent where they are not known. */
  readonly history: AssembledCatalog['history']['events'] | undefined;
  /** Diagnostics by coordinate. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** Looks up once what every full record needs of the others. */
export function relate(
  {
    file,
    entries,
    former,
    copyOf,
    membersOf: memberIds,
    withdrawals,
    offers,
    history: told,
    diagnostics,
  }: AssembledCatalog,
  archives: Archives = new Map(),
): Relations {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const membersOf = new Map([...memberIds].map(([id, ids]) => [id, ids.flatMap((member) => byId.get(member) ?? [])]));
  const memberOf = invert(entries, ({ id }) => memberIds.get(id) ?? []);
  const referencedBy = invert(entries, ({ references }) =>
    references.flatMap(({ entries: named = [] }) => named.map(({ id }) => id)),
  );
  const copies = invert(entries, ({ id }) => copyOf.get(id) ?? []);
  const renamedFrom = new Map<string, Coordinate[]>();
  for (const { id, renamedTo = '' } of former) renamedFrom.set(renamedTo, [...(renamedFrom.get(renamedTo) ?? []), id]);
  const byEntry = Map.groupBy(diagnostics, ({ entry }) => entry ?? '');
  const history = extentOf(told) === 'absent' ? undefined : told.events;
  return {
    membersOf,
    memberOf,
    referencedBy,
    copyOf,
    catalogUrl: file.url,
    copies,
    renamedFrom,
    withdrawals,
    offers,
    archives,
    surfaces: surfacesOf(offers),
    history,
    diagnostics: byEntry,
  };
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

/** The full record of an entry. */
export function toFull(entry: CatalogEntry, relations: Relations, licenses: readonly string[]): FullEntry {
  const { membersOf, memberOf, referencedBy, copies, renamedFrom, withdrawals, diagnostics } = relations;
  const { source, kind, name, path } = entry;
  const remote = 'remote' in source.origin ? source.origin.remote : undefined;
  const named = ({ id, title }: CatalogEntry): { id: CatalogEntry['id']; title: string } => ({ id, title });
  const { commit } = entry;
  return {
    formatVersion: '1.0',
    ...toCompact(entry, relations, `entries/${kind}/${source.id}`),
    governance: governanceOf(entry),
    trust: source.governance.trust,
    ...toClaim(source, relations.catalogUrl),
    provenance: {
      ...(remote
        ? { git: remote.url, repository: remote.repository, ref: source.ref }
        : { local: 'local' in source.origin ? source.origin.local : name }),
      ...(commit !== undefined && { commit }),
      path: path === '.' ? '' : path,
    },
    files: [...entry.fileRecords],
    ...(entry.licenseFile !== undefined && { licenseFile: entry.licenseFile }),
    ...(entry.frontMatter.size > 0 && {
      frontMatter: Object.fromEntries([...entry.frontMatter].map(([key, { value }]) => [key, value])),
    }),
    document: toDocument(entry, licenses, withdrawals.entries.has(entry.id)),
    formats: [...entry.formats],
    members: toMembers(entry, membersOf.get(entry.id) ?? []),
    memberOf: (memberOf.get(entry.id) ?? []).map(named),
    references: entry.references.map(({ at: _at, ...reference }) => reference),
    referencedBy: (referencedBy.get(entry.id) ?? []).map(named),
    variants: entry.variants.map((variant) => ({ path: variant })),
    copies: (copies.get(entry.id) ?? []).map(named),
    aliases: entry.aliases,
    revisions: toRevisions(entry, withdrawals),
    evidence: entry.evidence,
    findings: [...entry.findings],
    scans: [...entry.scans],
    diagnostics: [...(diagnostics.get(entry.id) ?? [])],
    ...(renamedFrom.has(entry.id) && { renamedFrom: [...(renamedFrom.get(entry.id) ?? [])] }),
    distribution: toDistribution(entry, relations),
    ...(relations.history && { history: [...(relations.history.get(entry.id) ?? [])] }),
  };
}

function governanceOf({ verdict, attestation, status }: CatalogEntry): GovernanceRecord {
  const { value, origin, reason, replacedBy } = status;
  return {
    riskTier: { ...verdict.riskTier, ...(attestation && { attestation }) },
    category: verdict.category,
    stub: verdict.stub,
    status: {
      value,
      origin,
      ...(reason !== undefined && { reason }),
      ...(replacedBy !== undefined && { replacedBy }),
    },
  };
}
