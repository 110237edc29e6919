import { beforeAll, describe, expect, test } from 'vitest';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import type { Bom } from '../../src/emit/bom-format.ts';
import { iriOf } from '../../src/emit/iri-of.ts';
import { toComplianceBom } from '../../src/emit/to-compliance-bom.ts';
import { toCompliance } from '../../src/emit/to-compliance.ts';
import { bomValidator } from '../helpers/bom-schema.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { registerCatalog } from '../helpers/register-catalog.ts';

let errorsOf: (document: unknown) => string[];
beforeAll(async () => {
  errorsOf = await bomValidator();
}, 30_000);

const baseUrl = 'https://yard.example.org/market';

function written(catalog: AssembledCatalog, base = baseUrl): Bom {
  return JSON.parse(JSON.stringify(toComplianceBom(catalog, toCompliance(catalog), base))) as Bom;
}

describe('the CycloneDX document', () => {
  test.each(['https://yard.example.org/market', 'http://[::1]:8000/', 'https://h.example/a b|c/'])(
    'of a catalog at %s is valid by the official schema',
    async (base) => {
      expect(errorsOf(written(await registerCatalog(), base))).toEqual([]);
    },
  );

  test('of an empty catalog is valid', async () => {
    const bom = written(await catalogOf([]));
    expect(errorsOf(bom)).toEqual([]);
    expect(bom.declarations).toBeUndefined();
  });

  test('would be refused by that schema for one wrong word', async () => {
    const bom = written(await registerCatalog());
    expect(errorsOf({ ...bom, components: [{ ...bom.components[0], type: 'skill' }] })).not.toEqual([]);
    expect(errorsOf({ ...bom, metadata: { ...bom.metadata, timestamp: 'today' } })).not.toEqual([]);
  });

  test('has a component for every entry and for what is gone, each under a name of its own', async () => {
    const catalog = await registerCatalog();
    const { components, declarations, definitions } = written(catalog);
    expect(components).toHaveLength(catalog.entries.length + catalog.former.length);
    const refs = JSON.stringify({ components, declarations, definitions }).match(/"bom-ref":"[^"]+"/g) ?? [];
    expect(new Set(refs).size).toBe(refs.length);
    const named = (name: string) => components.find((component) => component.name === name);
    expect(named('gone')).toMatchInlineSnapshot(`
      {
        "bom-ref": "skill:harbour/gone@2",
        "group": "harbour",
        "name": "gone",
        "properties": [
          {
            "name": "skillyard:coordinate",
            "value": "skill:harbour/gone",
          },
          {
            "name": "skillyard:kind",
            "value": "skill",
          },
          {
            "name": "skillyard:revision",
            "value": "2",
          },
          {
            "name": "skillyard:contentDigest",
            "value": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          },
          {
            "name": "skillyard:noLongerListed",
            "value": "removed",
          },
        ],
        "type": "application",
        "version": "1.1.0",
      }
    `);
    expect(named('poisoned')?.properties).toContainEqual({ name: 'skillyard:withdrawn', value: '=Sends keys away.' });
    expect(named('open')?.properties).toContainEqual({ name: 'skillyard:declaredBy', value: 'nobody' });
    expect(named('current')).toMatchInlineSnapshot(`
      {
        "bom-ref": "skill:harbour/current@1",
        "description": "current.",
        "externalReferences": [
          {
            "comment": "At current.",
            "type": "vcs",
            "url": "https://github.com/harbour/skills",
          },
          {
            "comment": "The page of this skill.",
            "type": "website",
            "url": "https://yard.example.org/market/skills/harbour/current/",
          },
        ],
        "group": "harbour",
        "licenses": [
          {
            "expression": "MIT",
          },
        ],
        "name": "current",
        "properties": [
          {
            "name": "skillyard:coordinate",
            "value": "skill:harbour/current",
          },
          {
            "name": "skillyard:kind",
            "value": "skill",
          },
          {
            "name": "skillyard:revision",
            "value": "1",
          },
          {
            "name": "skillyard:contentDigest",
            "value": "sha256:7bec20b9ed7998aed50310cc9d1599d235b81e7a31884cbaa4a7a011948e6d90",
          },
          {
            "name": "skillyard:trust",
            "value": "verified",
          },
          {
            "name": "skillyard:riskTier",
            "value": "limited",
          },
          {
            "name": "skillyard:riskTierOrigin",
            "value": "governance",
          },
          {
            "name": "skillyard:declaredBy",
            "value": "operator",
          },
          {
            "name": "skillyard:category",
            "value": "standard",
          },
          {
            "name": "skillyard:stub",
            "value": "false",
          },
          {
            "name": "skillyard:status",
            "value": "active",
          },
          {
            "name": "skillyard:attestation",
            "value": "current",
          },
          {
            "name": "skillyard:attestedBy",
            "value": "Ada",
          },
          {
            "name": "skillyard:attestedOn",
            "value": "2026-11-05",
          },
          {
            "name": "skillyard:attestedUntil",
            "value": "2027-11-05",
          },
        ],
        "type": "application",
        "version": "1",
      }
    `);
    expect(named('evil')?.licenses).toEqual([{ license: { name: '"><script>' } }]);
  });

  test('claims something only of entries whose attestation holds, and points only to what is there', async () => {
    const { components, declarations, definitions } = written(await registerCatalog());
    const { assessors = [], attestations = [], claims = [], evidence = [] } = declarations ?? {};
    expect(claims.map(({ target }) => target)).toEqual([
      'skill:drifters/evil@1',
      'skill:harbour/current@1',
      'skill:harbour/poisoned@1',
    ]);
    expect(claims[1]).toMatchInlineSnapshot(`
      {
        "bom-ref": "claim:skill:harbour/current@1",
        "evidence": [
          "evidence:skill:harbour/current@1",
        ],
        "predicate": "The risk tier of skill:harbour/current@1 under Regulation (EU) 2024/1689 is declared as limited for this purpose: Tides. Declared on 2026-11-05, until 2027-11-05.",
        "reasoning": "Read.",
        "target": "skill:harbour/current@1",
      }
    `);
    expect(assessors.map(({ organization }) => organization.name)).toEqual(['+Mallory =1+1', 'Ada', 'Grace']);
    const refs = new Set([components, assessors, claims, evidence].flat().map((item) => item['bom-ref']));
    for (const claim of claims) {
      expect(refs).toContain(claim.target);
      for (const ref of claim.evidence) expect(refs).toContain(ref);
    }
    for (const attestation of attestations) {
      expect(refs).toContain(attestation.assessor);
      for (const { requirement, claims: mapped } of attestation.map) {
        expect(definitions.standards[0]?.requirements[0]?.['bom-ref']).toBe(requirement);
        for (const ref of mapped) expect(refs).toContain(ref);
      }
    }
    expect(JSON.stringify({ attestations, claims })).not.toMatch(/conformance|confidence/);
  });

  test('is the same twice, and says nothing endless', async () => {
    const [one, two] = [written(await registerCatalog()), written(await registerCatalog())];
    expect(two).toEqual(one);
    expect(JSON.stringify(one).length).toBeLessThan(40_000);
    expect(JSON.stringify(one)).not.toMatch(/\\n|\\t|\u202E|serialNumber/);
  });
});

test.each<[string, string | undefined]>([
  ['https://a.example/b?c=%20#d', 'https://a.example/b?c=%20#d'],
  ['https://a.example/b c', 'https://a.example/b%20c'],
  ['https://ä.example/ü', 'https://xn--4ca.example/%C3%BC'],
  ['ssh://git@a.example/b', 'ssh://git@a.example/b'],
  ['https://a.example/|', undefined],
  ['https://a.example/%zz', undefined],
  ['https://a.example/[x]', undefined],
  ['https://a.example/#a#b', undefined],
  ['https://[::1]/', undefined],
  ['\uD83D', undefined],
  ['../a', undefined],
  ['', undefined],
])('the address "%s" is the IRI %s', (text, iri) => {
  expect(iriOf(text)).toBe(iri);
});
