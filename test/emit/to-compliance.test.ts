import { expect, test } from 'vitest';
import { Compliance } from '../../src/domain/compliance.ts';
import { toCompliance } from '../../src/emit/to-compliance.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { registerCatalog } from '../helpers/register-catalog.ts';

test('the register has every entry, and says how far somebody stands by its tier', async () => {
  const compliance = toCompliance(await registerCatalog());
  expect(Compliance.parse(compliance)).toEqual(compliance);
  const rows = compliance.entries.map(({ id, riskTier, riskTierOrigin, attested, concerns, ...rest }) =>
    [id, riskTier, riskTierOrigin, attested, rest.withdrawn ? 'withdrawn' : rest.status, ...concerns].join(' '),
  );
  expect(rows.join('\n')).toMatchInlineSnapshot(`
    "skill:drifters/evil high governance current active
    skill:drifters/half minimal policy none active risk-tier-default
    skill:harbour/current limited governance current active
    skill:harbour/ended high governance expired active attestation-expired
    skill:harbour/half-done minimal policy none draft risk-tier-default
    skill:harbour/open minimal policy none active risk-tier-default
    skill:harbour/poisoned minimal governance current withdrawn
    skill:harbour/stand-in minimal governance none active
    skill:harbour/too-old limited governance outdated active attestation-outdated"
  `);
});

test('its counts are those of its entries', async () => {
  const { counts, entries } = toCompliance(await registerCatalog());
  expect(counts).toMatchInlineSnapshot(`
    {
      "attested": {
        "current": 3,
        "expired": 1,
        "none": 4,
        "outdated": 1,
      },
      "category": {
        "raw": 1,
        "standard": 8,
      },
      "concerns": 5,
      "entries": 9,
      "onDefaults": 3,
      "riskTier": {
        "high": 2,
        "limited": 2,
        "minimal": 5,
      },
      "riskTierOrigin": {
        "defaults": 0,
        "entry": 0,
        "governance": 6,
        "plugin": 0,
        "policy": 3,
        "source": 0,
      },
      "stubs": 1,
      "withdrawn": 1,
    }
  `);
  for (const axis of ['riskTier', 'riskTierOrigin', 'category', 'attested'] as const) {
    const sum = Object.values(counts[axis]).reduce((total, count) => total + count, 0);
    expect([axis, sum]).toEqual([axis, entries.length]);
  }
});

test('a concern that the operator has accepted is none', async () => {
  const files = { 'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nallowed-tools: WebFetch') };
  const entry = 'entries:\n  skill:tides: { riskTier: minimal }';
  const accepted = `${entry}\nexceptions:\n  - { rule: tier-below-evidence, reason: Only our own pages., owner: Ada, until: 2027-01-01 }`;
  const concernsWith = async (governance: string): Promise<unknown> =>
    toCompliance(await catalogOf([{ files, governance }])).entries.map(({ concerns }) => concerns);
  expect(await concernsWith(entry)).toEqual([['tier-below-evidence']]);
  expect(await concernsWith(accepted)).toEqual([[]]);
});
