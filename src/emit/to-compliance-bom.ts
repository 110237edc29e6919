import type { AssembledCatalog } from '../domain/assembled.ts';
import type { Compliance } from '../domain/compliance.ts';
import { iriOf } from './iri-of.ts';
import { shownText } from '../domain/shown-text.ts';
import { formerComponent, toComponent } from './bom-component.ts';
import { REQUIREMENT, toDeclarations } from './bom-declarations.ts';
import type { Bom, BomOrganization, BomStandard } from './bom-format.ts';

const NOTE =
  'The risk tier of a component is what a person has declared about its intended use. It is not computed from the content, and nothing here says that a component or its use is lawful.';

/** What a claim is measured against: that somebody has declared a tier, and not that anything conforms to the law. */
const standard: BomStandard = {
  'bom-ref': 'standard:risk-tier-declaration',
  name: 'Declaration of a risk tier',
  version: '1',
  description:
    'How a catalog of agent skills records which risk tier a person has declared for an entry. It is a rule of record keeping and no part of any law.',
  requirements: [
    {
      'bom-ref': REQUIREMENT,
      identifier: 'risk-tier',
      title: 'A person has declared the risk tier',
      text: 'A named person or group declares minimal, limited or high, in the vocabulary of Regulation (EU) 2024/1689, with the day, the basis and, where they state it, the intended purpose and the day until which it holds.',
      descriptions: [NOTE],
    },
  ],
  externalReferences: [
    {
      type: 'documentation',
      url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
      comment: 'Regulation (EU) 2024/1689, from which the words of the tiers are taken.',
    },
  ],
};

/**
 * The register as a CycloneDX 1.7 document: a component for every entry and for what is no longer listed, and for each
 * attestation that holds today a claim with the evidence that was computed. Conformance and confidence are left out, for
 * nobody has judged them; so is the serial number, for the same catalog gives the same bytes.
 *
 * @param baseUrl The public address of the marketplace.
 */
export function toComplianceBom(catalog: AssembledCatalog, compliance: Compliance, baseUrl: string): Bom {
  const { file, date, entries, former, withdrawals } = catalog;
  const subjects = entries.map((entry, index) => {
    const record = compliance.entries[index];
    if (record?.id !== entry.id) throw new Error(`${entry.id} has no record.`);
    return { entry, record, withdrawal: withdrawals.entries.get(entry.id) };
  });
  const declarations = toDeclarations(subjects, baseUrl);
  const website = iriOf(baseUrl);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: {
      timestamp: date,
      tools: { components: [{ type: 'application', 'bom-ref': 'tool:skillyard', name: 'skillyard' }] },
      ...(file.owner && { manufacturer: organization(file.owner) }),
      component: {
        type: 'data',
        'bom-ref': `catalog:${file.id}`,
        name: file.id,
        description: shownText(`${file.title}. ${file.description}`, 1000),
        ...(website !== undefined && { externalReferences: [{ type: 'website', url: website }] }),
      },
      properties: [{ name: 'skillyard:note', value: NOTE }],
    },
    components: [
      ...subjects.map((subject) => toComponent(subject, baseUrl)),
      ...former.map((gone) => formerComponent(gone)),
    ],
    ...(declarations && { declarations }),
    definitions: { standards: [standard] },
  };
}

function organization({ name, url }: { readonly name: string; readonly url?: string | undefined }): BomOrganization {
  const address = url === undefined ? undefined : iriOf(url);
  return { name: shownText(name, 200), ...(address !== undefined && { url: [address] }) };
}
