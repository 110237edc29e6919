import correct from 'spdx-correct';
import type { FormerFacts } from '../domain/assembled.ts';
import type { ComplianceRecord } from '../domain/compliance.ts';
import type { CatalogEntry } from '../domain/entry.ts';

import { kindNoun } from '../domain/kind.ts';
import { pagePath } from '../domain/paths.ts';
import { shownText } from '../domain/shown-text.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { absoluteAddress } from './absolute-address.ts';
import type { BomComponent, BomProperty, BomReference } from './bom-format.ts';
import { iriOf } from './iri-of.ts';
import { licenseId } from '../domain/license-id.ts';

/** One entry with what the register says of it. */
export interface BomSubject {
  readonly entry: CatalogEntry;
  readonly record: ComplianceRecord;
  readonly withdrawal: Withdrawal | undefined;
}

/** In UTF-16 code units. */
const LONGEST = 1000;

/** How a document names the revision of an entry that is listed. */
export function componentRef({ id, revision }: { readonly id: string; readonly revision: number }): string {
  return `${id}@${revision}`;
}

/**
 * One entry as a component. Its digest is of its list of files and not of a file, so it is a property and none of the
 * hashes, which a scanner would compare with a file.
 */
export function toComponent({ entry, record, withdrawal }: BomSubject, baseUrl: string): BomComponent {
  const { license, description, source } = entry;
  const references = referencesOf(entry, baseUrl);
  return {
    type: 'application',
    'bom-ref': componentRef(record),
    group: source.id,
    name: record.name,
    version: shownText(record.version ?? String(record.revision), LONGEST),
    ...(description !== '' && { description: shownText(description, LONGEST) }),
    ...(license !== undefined && { licenses: [licenseOf(license)] }),
    ...(references.length > 0 && { externalReferences: references }),
    properties: properties([
      ['coordinate', record.id],
      ['kind', record.kind],
      ['revision', String(record.revision)],
      ['contentDigest', `sha256:${record.digest}`],
      ['trust', record.trust],
      ['riskTier', record.riskTier],
      ['riskTierOrigin', record.riskTierOrigin],
      ['declaredBy', declaredBy(record)],
      ['category', record.category],
      ['stub', String(record.stub)],
      ['stubReason', record.stubReason],
      ['status', record.status],
      ['attestation', record.attested],
      ['attestedBy', record.attestation?.by],
      ['attestedOn', record.attestation?.on],
      ['attestedUntil', record.attestation?.until],
      ['withdrawn', withdrawal && withdrawal.reason],
      ...record.concerns.map((rule): [string, string] => ['concern', rule]),
    ]),
  };
}

/** What was listed and is not listed now, with the last that is known of it. */
export function formerComponent({
  id,
  kind,
  source,
  name,
  state,
  renamedTo,
  withdrawn,
  pins,
}: FormerFacts): BomComponent {
  const last = pins.at(-1);
  return {
    type: 'application',
    'bom-ref': last ? componentRef({ id, revision: last.revision }) : id,
    group: source,
    name,
    ...(last && { version: shownText(last.version ?? String(last.revision), LONGEST) }),
    properties: properties([
      ['coordinate', id],
      ['kind', kind],
      ['revision', last && String(last.revision)],
      ['contentDigest', last && `sha256:${last.digest}`],
      ['noLongerListed', state],
      ['renamedTo', renamedTo],
      ['withdrawn', withdrawn?.reason],
    ]),
  };
}

/** Whose word the tier is. Defaults and policy speak of no entry in particular. */
function declaredBy({ riskTierOrigin }: ComplianceRecord): string {
  if (riskTierOrigin === 'governance') return 'operator';
  return riskTierOrigin === 'defaults' || riskTierOrigin === 'policy' ? 'nobody' : 'publisher';
}

function properties(pairs: readonly (readonly [string, string | undefined])[]): BomProperty[] {
  return pairs.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `skillyard:${name}`, value: shownText(value, LONGEST) }],
  );
}

/** An SPDX expression where it is one, a single id too; else the words of its publisher. */
function licenseOf(written: string): { expression: string } | { license: { name: string } } {
  const license = licenseId(written) ?? '';
  const isExpression = license !== '' && license.length <= 200 && correct(license) === license;
  return isExpression ? { expression: license } : { license: { name: shownText(written, LONGEST) } };
}

function referencesOf(entry: CatalogEntry, baseUrl: string): BomReference[] {
  const { source, commit, path, kind, name } = entry;
  const git = 'remote' in source.origin ? iriOf(source.origin.remote.url) : undefined;
  const page = iriOf(absoluteAddress(pagePath({ kind, source: source.id, name }), baseUrl));
  const where = path === '.' ? 'the root' : shownText(path, LONGEST);
  const pinned = commit === undefined ? '' : `, commit ${commit}`;
  return [
    ...(git === undefined ? [] : [{ type: 'vcs', url: git, comment: `At ${where}${pinned}.` } as const]),
    ...(page === undefined
      ? []
      : [{ type: 'website', url: page, comment: `The page of this ${kindNoun(kind)}.` } as const]),
  ];
}
