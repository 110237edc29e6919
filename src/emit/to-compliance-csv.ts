import { stringify } from 'csv-stringify/sync';
import type { AssembledCatalog } from '../domain/assembled.ts';
import { packageText } from '../domain/capability-diff.ts';
import type { ComplianceRecord } from '../domain/compliance.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { ContentFinding } from '../domain/finding.ts';
import { pagePath } from '../domain/paths.ts';
import { shownText } from '../domain/shown-text.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { absoluteAddress } from './absolute-address.ts';
import { licenseId } from '../domain/license-id.ts';

/** In UTF-16 code units. A spreadsheet holds 32,767 in a cell; nobody reads as many. */
const LONGEST = 2000;

/** How many things of one kind are named. */
const LISTED = 50;

interface Row {
  readonly record: ComplianceRecord;
  readonly entry: CatalogEntry;
  readonly withdrawal: Withdrawal | undefined;
  readonly baseUrl: string;
}

type Cell = string | number | boolean | readonly string[] | undefined;

/** The columns in their order. They are a contract: new ones come at the end. */
const columns: Readonly<Record<string, (row: Row) => Cell>> = {
  id: ({ record }) => record.id,
  kind: ({ record }) => record.kind,
  source: ({ record }) => record.source,
  name: ({ record }) => record.name,
  title: ({ record }) => record.title,
  trust: ({ record }) => record.trust,
  riskTier: ({ record }) => record.riskTier,
  riskTierOrigin: ({ record }) => record.riskTierOrigin,
  category: ({ record }) => record.category,
  categoryOrigin: ({ record }) => record.categoryOrigin,
  stub: ({ record }) => record.stub,
  stubReason: ({ record }) => record.stubReason,
  status: ({ record }) => record.status,
  withdrawn: ({ record }) => record.withdrawn,
  withdrawnReason: ({ withdrawal }) => withdrawal?.reason,
  attested: ({ record }) => record.attested,
  attestedBy: ({ record }) => record.attestation?.by,
  attestedOn: ({ record }) => record.attestation?.on,
  attestedUntil: ({ record }) => record.attestation?.until,
  basis: ({ record }) => record.attestation?.basis,
  intendedPurpose: ({ record }) => record.attestation?.intendedPurpose,
  concerns: ({ record }) => record.concerns,
  tools: ({ entry }) => entry.evidence.tools,
  hosts: ({ entry }) => entry.evidence.hosts,
  packages: ({ entry }) => entry.evidence.packages.map(packageText),
  scripts: ({ entry }) => entry.evidence.scripts.length,
  hooks: ({ entry }) => entry.evidence.hooks.length,
  servers: ({ entry }) => entry.evidence.servers.length,
  findings: ({ entry }) => countOf(entry.findings.filter(({ exception }) => exception === undefined)),
  findingsAccepted: ({ entry }) => countOf(entry.findings.filter(({ exception }) => exception !== undefined)),
  license: ({ entry }) => licenseId(entry.license),
  revision: ({ record }) => record.revision,
  version: ({ record }) => record.version,
  digest: ({ record }) => record.digest,
  updatedAt: ({ record }) => record.updatedAt,
  git: ({ entry: { source } }) => ('remote' in source.origin ? source.origin.remote.url : undefined),
  commit: ({ entry }) => entry.commit,
  page: ({ record, baseUrl }) => absoluteAddress(pagePath(record), baseUrl),
};

/**
 * The register as a table for spreadsheets: RFC 4180, UTF-8 with the mark at its start by which spreadsheets know it, one
 * row for each record. Texts are in one line, and none begins as a formula does.
 *
 * @param records Of the same entries, in the same order.
 * @param baseUrl The public address of the marketplace.
 */
export function toComplianceCsv(
  { entries, withdrawals }: Pick<AssembledCatalog, 'entries' | 'withdrawals'>,
  records: readonly ComplianceRecord[],
  baseUrl: string,
): string {
  const rows = records.map((record, index) => {
    const entry = entries[index];
    if (entry?.id !== record.id) throw new Error(`${record.id} is not the record of ${entry?.id}.`);
    const row: Row = { record, entry, withdrawal: withdrawals.entries.get(record.id), baseUrl };
    return Object.values(columns).map((cell) => toText(cell(row)));
  });
  return stringify([Object.keys(columns), ...rows], {
    bom: true,
    record_delimiter: 'windows',
    quoted_string: true,
    quoted_empty: false,
    escape_formulas: true,
  });
}

function toText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return oneCell(String(cell));
  const more = cell.length > LISTED ? [`and ${cell.length - LISTED} more`] : [];
  return oneCell([...cell.slice(0, LISTED), ...more].join(' | '));
}

/**
 * Where a semicolon separates cells, as in half of Europe, a spreadsheet begins a new cell behind one, quoted or not; a
 * formula must not begin there either.
 */
function oneCell(text: string): string {
  return shownText(text, LONGEST).replaceAll(/;(?=["'\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, ',');
}

function countOf(findings: readonly ContentFinding[]): number {
  return findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
}
