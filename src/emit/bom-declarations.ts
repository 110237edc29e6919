import { sha256 } from '../domain/digest.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Attestation } from '../domain/governance.ts';
import { byText } from '../domain/order.ts';
import { api, recordPath } from '../domain/paths.ts';
import { shownText } from '../domain/shown-text.ts';
import { absoluteAddress } from './absolute-address.ts';
import { type BomSubject, componentRef } from './bom-component.ts';
import type { BomClaim, BomDeclarations, BomEvidence } from './bom-format.ts';
import { iriOf } from './iri-of.ts';

/** How a document names the one requirement that claims are mapped to. */
export const REQUIREMENT = 'requirement:risk-tier';

/** In UTF-16 code units. What operators write is kept whole up to there. */
const LONGEST = 4000;

interface Declared extends BomSubject {
  readonly attestation: Attestation;
}

/**
 * The attestations that hold today, one for each who attests, with a claim and its evidence for each entry. One that has
 * ended or was made about earlier content claims nothing about what is listed now: it stands with the component.
 *
 * @returns Undefined where there is none.
 */
export function toDeclarations(subjects: readonly BomSubject[], baseUrl: string): BomDeclarations | undefined {
  const declared = subjects.flatMap((subject): Declared[] => {
    const { attestation, attested } = subject.record;
    return attestation && attested === 'current' ? [{ ...subject, attestation }] : [];
  });
  if (declared.length === 0) return undefined;
  const byAssessor = [...Map.groupBy(declared, ({ attestation }) => attestation.by)].toSorted(([a], [b]) =>
    byText(a, b),
  );
  return {
    assessors: byAssessor.map(([by]) => ({
      'bom-ref': assessorRef(by),
      organization: { name: shownText(by, LONGEST) },
    })),
    attestations: byAssessor.map(([by, own]) => ({
      summary: `Risk tiers that ${shownText(by, LONGEST)} has declared.`,
      assessor: assessorRef(by),
      map: [{ requirement: REQUIREMENT, claims: own.map(claimRef) }],
    })),
    claims: declared.map(toClaim),
    evidence: declared.map((subject) => toEvidence(subject, baseUrl)),
  };
}

function assessorRef(by: string): string {
  return `assessor:${sha256(by).slice(0, 16)}`;
}

function claimRef({ record }: Declared): string {
  return `claim:${componentRef(record)}`;
}

function evidenceRef({ record }: Declared): string {
  return `evidence:${componentRef(record)}`;
}

function toClaim(declared: Declared): BomClaim {
  const { record, attestation } = declared;
  const { intendedPurpose: purpose, until, on } = attestation;
  const about = `The risk tier of ${componentRef(record)} under Regulation (EU) 2024/1689 is declared as ${record.riskTier}`;
  const use =
    purpose === undefined ? ', without a stated purpose.' : ` for this purpose: ${shownText(purpose, LONGEST)}`;
  const when = `Declared on ${on}${until === undefined ? '' : `, until ${until}`}.`;
  return {
    'bom-ref': claimRef(declared),
    target: componentRef(record),
    predicate: `${about}${use} ${when}`,
    reasoning: shownText(attestation.basis, LONGEST),
    evidence: [evidenceRef(declared)],
  };
}

function toEvidence(declared: Declared, baseUrl: string): BomEvidence {
  const { entry, record } = declared;
  const address = iriOf(absoluteAddress(`${api}/${recordPath(record)}`, baseUrl));
  const content = JSON.stringify(countsOf(entry));
  return {
    'bom-ref': evidenceRef(declared),
    description: `What the files of revision ${record.revision} hold, counted by a program that runs none of them. It supports no tier by itself.`,
    data: [
      { name: 'Counts', contents: { attachment: { contentType: 'application/json', content } } },
      ...(address === undefined ? [] : [{ name: 'Full record', contents: { url: address } }]),
    ],
    created: record.updatedAt,
  };
}

function countsOf({ evidence, findings }: CatalogEntry): Record<string, number> {
  const { tools, scripts, hooks, servers, hosts, packages, variables, bytes } = evidence;
  const count = (accepted: boolean): number =>
    findings
      .filter(({ exception }) => (exception !== undefined) === accepted)
      .reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  return {
    tools: tools.length,
    scripts: scripts.length,
    hooks: hooks.length,
    servers: servers.length,
    hosts: hosts.length,
    packages: packages.length,
    variables: variables.length,
    bytes,
    findings: count(false),
    findingsAccepted: count(true),
  };
}
