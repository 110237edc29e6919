import { describe, expect, test } from 'vitest';
import { CatalogFile, GovernanceFile } from '../../src/domain/catalog.ts';
import type { Readable } from '../../src/domain/comparison.ts';
import type { JudgementStep } from '../../src/domain/judgement-step.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { listJudgements } from '../../src/validate/list-judgements.ts';
import { catalogYaml } from '../helpers/catalog-folder.ts';

const read = (text: string | undefined): Readable<GovernanceFile> | undefined =>
  text === undefined ? undefined : parseYaml('governance/quay.yaml', text, GovernanceFile);

/** `skill:quay/moor stub: true → nothing, looser`. */
function told(before: string | undefined, now: string | undefined): string[] {
  const source = { id: 'quay', base: { governance: read(before) }, now: { governance: read(now) } };
  return listJudgements({ sources: [{ ...source, isGovernanceChanged: true }] }, {}).map(stepText);
}

function stepText({ entry, key, from = 'nothing', to = 'nothing', loosens }: JudgementStep): string {
  return `${entry === undefined ? '' : `${entry} `}${key}: ${from} → ${to}${loosens ? ', looser' : ''}`;
}

describe('the judgement of a source', () => {
  test.each<[string, string | undefined, string | undefined, string[]]>([
    ['a file that comes and says nothing', undefined, '{}', []],
    ['trust that rises', 'trust: third-party', 'trust: first-party', ['trust: third-party → first-party, looser']],
    ['a file that comes', undefined, 'trust: verified', ['trust: third-party → verified, looser']],
    ['a file that goes', 'trust: first-party', undefined, ['trust: first-party → third-party']],
    ['another comment', '# One\ntrust: verified', '# Two\ntrust: verified', []],
    ['a mirror', 'mirror: never', 'mirror: always', ['mirror: never → always, looser']],
    [
      'a default that goes',
      'defaults: { riskTier: high }',
      'defaults: {}',
      ['defaults.riskTier: high → nothing, looser'],
    ],
    [
      'a tier and a stub',
      'entries: { "skill:moor": { riskTier: high, stub: true, stubReason: Soon. } }',
      'entries: { "skill:moor": { riskTier: minimal } }',
      [
        'skill:quay/moor riskTier: high → minimal, looser',
        'skill:quay/moor stub: true → nothing, looser',
        'skill:quay/moor stubReason: Soon. → nothing',
      ],
    ],
    [
      'a tier that rises, and one that is said for the first time',
      'entries: { "skill:moor": { riskTier: minimal } }',
      'entries: { "skill:moor": { riskTier: high }, "hook:tide": { riskTier: limited } }',
      ['skill:quay/moor riskTier: minimal → high', 'hook:quay/tide riskTier: nothing → limited'],
    ],
    [
      'a stub of the publisher that is cleared',
      undefined,
      'entries: { "skill:moor": { stub: false } }',
      ['skill:quay/moor stub: nothing → false, looser'],
    ],
    [
      'an attestation that goes',
      'entries: { "skill:moor": { attestation: { by: Ada, on: 2026-01-01, basis: Read. } } }',
      'entries: { "skill:moor": {} }',
      ['skill:quay/moor attestation: Ada, 2026-01-01, Read. → nothing, looser'],
    ],
    [
      'exceptions of a source and of an entry',
      'exceptions: [{ rule: a-b, reason: Old., owner: Ada, until: 2026-01-01 }]',
      'exceptions: [{ rule: a-b, entry: "skill:moor", file: x.sh, reason: New., owner: Bob, until: 2030-01-01 }]',
      [
        'exception a-b: until 2026-01-01, Ada: Old. → nothing',
        'skill:quay/moor exception a-b in x.sh: nothing → until 2030-01-01, Bob: New., looser',
      ],
    ],
    [
      'two exceptions of one rule',
      undefined,
      'exceptions: [{ rule: a-b, reason: One., owner: Ada, until: 2026-01-01 }, { rule: a-b, reason: Two., owner: Ada, until: 2026-01-01 }]',
      ['exception a-b: nothing → until 2026-01-01, Ada: One.; until 2026-01-01, Ada: Two., looser'],
    ],
    [
      'aliases and statuses',
      'entries: { "skill:moor": { aliases: { production: 2 } } }',
      'entries: { "skill:moor": { aliases: { production: 3 }, revisions: { 1: { status: deleted } } } }',
      ['skill:quay/moor revisions.1.status: nothing → deleted', 'skill:quay/moor aliases.production: 2 → 3'],
    ],
    ['a file that cannot be read', 'trust: verified', 'trust: [', []],
  ])('%s', (_, before, now, expected) => {
    expect(told(before, now).toSorted()).toEqual(expected.toSorted());
  });

  test('is not looked at where its file has not changed', () => {
    const governance = read('trust: verified');
    const source = { id: 'quay', base: {}, now: { governance }, isGovernanceChanged: false };
    expect(listJudgements({ sources: [source] }, {})).toEqual([]);
  });
});

test('the policy and the address of the catalog are compared', () => {
  const file = (more: string): CatalogFile | undefined =>
    parseYaml('catalog.yaml', catalogYaml + more, CatalogFile).value;
  const base = file(
    'policy: { transports: [https], licenses: [MIT], limits: { seconds: 60 }, severities: { finding-remote-code: error } }',
  );
  const now = file(
    'policy: { transports: [https, file], licenses: [], limits: { seconds: 600 }, severities: { finding-remote-code: off, key-unknown: warning } }\nrepository: https://git.example.org/market',
  );
  const found = listJudgements({ sources: [] }, { base, now });
  expect(new Set(found.map((step) => step.file))).toEqual(new Set(['catalog.yaml']));
  expect(found.map(stepText)).toEqual([
    'policy.transports: https → https, file, looser',
    'policy.limits.seconds: 60 → 600, looser',
    'policy.licenses: MIT → nothing',
    'policy.severities.finding-remote-code: error → off, looser',
    'repository: nothing → https://git.example.org/market',
    'policy.severities.key-unknown: nothing → warning, looser',
  ]);
  expect(listJudgements({ sources: [] }, { base, now: undefined })).toEqual([]);
});
