import { expect, test } from 'vitest';
import { countEntries, traitsOf } from '../../src/domain/count-entries.ts';
import { type CountedEntry, Statistics } from '../../src/domain/statistics.ts';

const plain: CountedEntry = {
  kind: 'skill',
  source: 'harbour',
  riskTier: 'minimal',
  isAssessed: true,
  category: 'standard',
  stub: false,
  status: 'active',
  isWithdrawn: false,
  isOffered: true,
  isCopy: false,
  license: 'MIT',
  harnesses: ['codex'],
  traits: [],
  locked: ['2026-11-01T10:00:00Z'],
};
const hidden: CountedEntry = { ...plain, isOffered: false };

test('counts what is offered, in the order of the vocabularies, and beside it what is not', () => {
  const entries: CountedEntry[] = [
    { ...plain, kind: 'plugin', source: 'quay', riskTier: 'high', license: undefined, category: 'raw' },
    { ...plain, isAssessed: false, traits: ['scripts', 'findings'], status: 'deprecated', isCopy: true },
    { ...plain, harnesses: ['claude-code', 'codex'], license: 'Apache-2.0' },
    { ...hidden, stub: true, isWithdrawn: true },
    { ...hidden, status: 'draft', source: 'only-drafts' },
    { ...hidden, status: 'deleted', isWithdrawn: true },
  ];
  const counted = countEntries(entries, ['b-rule', 'a-rule', 'b-rule'], '2026-11-20');
  expect(Statistics.parse(counted)).toEqual(counted);
  expect(JSON.stringify(counted, undefined, 1).replaceAll(/\n\s*/g, ' ')).toMatchInlineSnapshot(
    `"{ "formatVersion": "1.0", "asOf": "2026-11-20", "entries": 3, "kinds": { "skill": 2, "plugin": 1 }, "riskTiers": { "minimal": 2, "high": 1 }, "notAssessed": 1, "sources": { "harbour": 2, "quay": 1 }, "harnesses": { "claude-code": 1, "codex": 3 }, "licenses": { "Apache-2.0": 1, "MIT": 1 }, "withoutLicense": 1, "traits": { "scripts": 1, "findings": 1 }, "raw": 1, "deprecated": 1, "copies": 1, "growth": [ { "day": "2026-11-01", "entries": 3, "revisions": 3 } ], "beside": { "stubs": 1, "drafts": 1, "deleted": 1, "withdrawn": 2 }, "quarantined": { "a-rule": 1, "b-rule": 2 } }"`,
  );
});

test.each<[string, readonly (readonly string[])[], readonly unknown[]]>([
  ['nothing', [], []],
  ['one entry', [['2026-11-01T10:00:00Z']], [['2026-11-01', 1, 1]]],
  [
    'a whole catalog on one day',
    [['2026-11-01T00:00:00Z'], ['2026-11-01T23:59:59Z', '2026-11-01T23:59:59Z']],
    [['2026-11-01', 2, 3]],
  ],
  [
    'days in order, whatever the order of the entries and of their revisions',
    [['2026-11-09T10:00:00Z', '2026-11-03T10:00:00Z'], ['2026-10-30T10:00:00Z']],
    [
      ['2026-10-30', 1, 1],
      ['2026-11-03', 2, 2],
      ['2026-11-09', 2, 3],
    ],
  ],
  ['a date from the future', [['2999-01-01T00:00:00Z']], [['2026-11-20', 1, 1]]],
])('draws the growth of %s', (_, dates, expected) => {
  const { growth } = countEntries(
    dates.map((locked) => ({ ...plain, locked })),
    [],
    '2026-11-20',
  );
  expect(growth.map(({ day, entries, revisions }) => [day, entries, revisions])).toEqual(expected);
});

test('names what an entry brings or does', () => {
  const nothing = { tools: [], scripts: [], hooks: [], servers: [], hosts: [], packages: [], variables: ['HOME'] };
  const size = { bytes: 1, tokens: { description: 0, body: 0, everything: 0 } };
  expect(traitsOf({ ...nothing, ...size }, 0)).toEqual([]);
  const scripts = [{ path: 'a.sh', language: 'shell', executable: true }];
  expect(traitsOf({ ...nothing, ...size, scripts, hosts: ['example.org'] }, 2)).toEqual([
    'scripts',
    'hosts',
    'findings',
  ]);
});
