import { describe, expect, test } from 'vitest';
import { readSarif } from '../../src/load/read-sarif.ts';
import { messages } from '../helpers/message.ts';
import { at, readLog, resultOf, runOf } from './sarif-log.ts';

const commit = 'c0'.repeat(20);
const digest = 'd1'.repeat(32);
const hash = 'e2'.repeat(32);

test('a run as scanners of skills write it', () => {
  const { runs, diagnostics } = readLog({
    tool: {
      driver: { name: 'lighthouse', version: '1.4.0', rules: [{ id: 'L7', defaultConfiguration: { level: 'error' } }] },
    },
    invocations: [{ executionSuccessful: true, endTimeUtc: '2026-11-02T10:00:00Z' }],
    versionControlProvenance: [{ repositoryUri: 'https://github.com/Harbour/Quay.git', revisionId: commit }],
    artifacts: [{ location: { uri: 'tides/SKILL.md' }, hashes: { 'sha-256': hash.toUpperCase() } }],
    results: [
      {
        ruleId: 'L7',
        ruleIndex: 0,
        message: { text: 'Sends the log away.' },
        ...at({ uri: 'tides/SKILL.md', uriBaseId: '%SRCROOT%' }, { startLine: 7 }),
      },
      { ruleId: 'L8', level: 'note', message: { text: 'Long.' } },
    ],
  });
  expect(diagnostics).toEqual([]);
  expect(runs).toMatchInlineSnapshot(`
    [
      {
        "at": {
          "file": "scans/lighthouse.sarif",
          "root": "catalog",
        },
        "commits": [
          {
            "base": undefined,
            "commit": "c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0",
            "repository": "github.com/harbour/quay",
          },
        ],
        "complete": true,
        "date": "2026-11-02T10:00:00Z",
        "digest": undefined,
        "files": [
          {
            "absolute": false,
            "base": undefined,
            "path": "tides/SKILL.md",
            "sha256": "e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2",
          },
        ],
        "folder": undefined,
        "results": [
          {
            "file": {
              "absolute": false,
              "base": "%SRCROOT%",
              "path": "tides/SKILL.md",
            },
            "finding": {
              "level": "error",
              "line": 7,
              "message": "Sends the log away.",
              "rule": "L7",
            },
            "suppressed": false,
          },
          {
            "finding": {
              "level": "note",
              "message": "Long.",
              "rule": "L8",
            },
            "suppressed": false,
          },
        ],
        "tool": "lighthouse",
        "version": "1.4.0",
      },
    ]
  `);
});

describe('what is no SARIF is reported and read as far as it goes', () => {
  const texts = [
    ['nothing', ''],
    ['half a file', '{\n  "version": "2.1.0",\n  "runs": [}'],
    ['an invisible character where none may be', '{ \u202E }'],
    ['a list', '[]'],
    ['null', 'null'],
    ['the JSON of another tool', '{ "findings": [] }'],
    ['runs that are no list', '{ "version": "2.1.0", "runs": {} }'],
    ['an older version', '{ "version": "2.0.0", "runs": [] }'],
    ['a version that is a number', '{ "version": 2.1, "runs": [] }'],
    ['a key that only the prototype has', '{ "__proto__": { "version": "2.1.0", "runs": [] } }'],
    ['no tool', '{ "version": "2.1.0", "runs": [{}, null, 7, { "tool": { "driver": { "name": 7 } } }] }'],
  ] as const;

  test('with the place, where it is known', () => {
    const read = texts.map(([what, text]) => ({ what, ...readSarif('scans/a.sarif', text) }));
    expect(read.flatMap(({ runs }) => runs)).toEqual([]);
    const said = read.map(({ what, diagnostics }) => `${what}\n${messages(diagnostics).replaceAll(/ \| .*/g, '')}`);
    expect(said.join('\n\n')).toMatchInlineSnapshot(`
      "nothing
      error scan-invalid scans/a.sarif:1 It is not JSON: Unexpected end of JSON input.

      half a file
      error scan-invalid scans/a.sarif It is not JSON: Unexpected token '}', ..." "runs": [}" is not valid JSON.

      an invisible character where none may be
      error scan-invalid scans/a.sarif:1:3 It is not JSON: Expected property name or '}' in JSON at position 2 (line 1 column 3).

      a list
      error scan-invalid scans/a.sarif:1:1 It is not SARIF: it has no "runs".

      null
      error scan-invalid scans/a.sarif:1:1 It is not SARIF: it has no "runs".

      the JSON of another tool
      error scan-invalid scans/a.sarif:1:1 It is not SARIF: it has no "runs".

      runs that are no list
      error scan-invalid scans/a.sarif:1:1 It is not SARIF: it has no "runs".

      an older version
      error scan-invalid scans/a.sarif:1:1 It is not SARIF 2.1.0, which its "version" would say.

      a version that is a number
      error scan-invalid scans/a.sarif:1:1 It is not SARIF 2.1.0, which its "version" would say.

      a key that only the prototype has
      error scan-invalid scans/a.sarif:1:1 It is not SARIF: it has no "runs".

      no tool
      error scan-invalid scans/a.sarif:1:1 "runs[0]" does not say which tool it is of.
      error scan-invalid scans/a.sarif:1:1 "runs[1]" does not say which tool it is of.
      error scan-invalid scans/a.sarif:1:1 "runs[2]" does not say which tool it is of.
      error scan-invalid scans/a.sarif:1:1 "runs[3]" does not say which tool it is of."
    `);
  });

  test('a byte order mark is passed over', () => {
    expect(readSarif('scans/a.sarif', '\uFEFF{ "version": "2.1.0", "runs": [] }')).toEqual({
      runs: [],
      diagnostics: [],
    });
  });
});

describe('wrong types are as good as missing', () => {
  const odd: readonly unknown[] = [
    null,
    7,
    'text',
    true,
    [],
    {},
    [[]],
    { text: 7 },
    { __proto__: null, constructor: 7 },
  ];
  const keys = ['results', 'artifacts', 'invocations', 'versionControlProvenance', 'originalUriBaseIds', 'properties'];
  test.each(keys.flatMap((key) => odd.map((value) => [key, JSON.stringify(value)] as const)))(
    '%s: %s',
    (key, value) => {
      const { runs, diagnostics } = readLog({ [key]: JSON.parse(value) });
      expect(diagnostics).toEqual([]);
      expect(runs).toHaveLength(1);
      expect(runs[0]).toMatchObject({ tool: 'lighthouse', commits: [], date: undefined, digest: undefined });
    },
  );

  test.each(['ruleId', 'ruleIndex', 'rule', 'level', 'message', 'kind', 'locations', 'suppressions', 'properties'])(
    'in a result: %s',
    (key) => {
      for (const value of odd) {
        const level = key === 'kind' && value === 'text' ? 'none' : 'warning';
        expect(resultOf({ [key]: value })?.finding.level).toBe(level);
      }
    },
  );

  test('a result that is no object is passed over', () => {
    expect(runOf({ results: [null, 7, 'text', { message: { text: 'Seen.' } }] })?.results).toHaveLength(1);
  });
});

describe('which content was scanned', () => {
  test.each([
    ['a property of the run', { properties: { 'skillyard/digest': digest } }, undefined],
    [
      'a property with the name of the hash',
      { properties: { 'skillyard/digest': `sha256:${digest.toUpperCase()}` } },
      undefined,
    ],
    ['the name of the file', {}, `scans/lighthouse-${digest}.sarif`],
  ])('by digest in %s', (_, run, file) => {
    expect(runOf(run, file)?.digest).toBe(digest);
  });

  test.each([['abc'], [`${digest}0`], ['x'.repeat(64)], [7], [null]])('not by digest %j', (value) => {
    expect(runOf({ properties: { 'skillyard/digest': value } })?.digest).toBeUndefined();
  });

  test('by digest of a single result', () => {
    expect(resultOf({ properties: { 'skillyard/digest': digest } })?.digest).toBe(digest);
  });

  const provenance = (...items: object[]) => ({ versionControlProvenance: items });
  const quay = { repositoryUri: 'https://github.com/Harbour/Quay' };
  test.each([
    [
      'provenance',
      provenance({ ...quay, revisionId: commit.toUpperCase() }),
      'scans/a.sarif',
      [{ repository: 'github.com/harbour/quay', commit }],
    ],
    ['the name of the file', {}, `scans/quay/${commit}.sarif`, [{ commit }]],
    ['both', provenance(quay), `scans/quay/${commit}.sarif`, [{ repository: 'github.com/harbour/quay', commit }]],
    ['a short commit', provenance({ ...quay, revisionId: 'c0c0c0c' }), 'scans/a.sarif', []],
    [
      'an address of no known form',
      provenance({ repositoryUri: 'ext::sh -c id', revisionId: commit }),
      `scans/quay/${commit}.sarif`,
      [],
    ],
    ['a longer number', {}, `scans/quay/${commit}0.sarif`, []],
  ])('by commit: %s', (_, run, file, commits) => {
    expect(runOf(run, file)?.commits).toEqual(commits);
  });
});

test.each([
  ['2026-11-02T10:00:00Z', '2026-11-02T10:00:00Z'],
  ['2026-11-02T10:00:00.123456+02:00', '2026-11-02T08:00:00.123Z'],
  ['2026-11-02', undefined],
  ['yesterday', undefined],
  ['2026-99-99T10:00:00Z', undefined],
  [1_700_000_000, undefined],
])('the run ended at %j', (endTimeUtc, date) => {
  expect(runOf({ invocations: [{}, { endTimeUtc }, { endTimeUtc: '1990-01-01T00:00:00' }] })?.date).toBe(date);
});

test.each([
  [{ results: [] }, true],
  [{ results: [], invocations: [{ executionSuccessful: true }] }, true],
  [{ results: [], invocations: [{ executionSuccessful: false }] }, false],
  [{ results: null }, false],
  [{}, false],
])('the scanner came to its end: %j %s', (run, complete) => {
  expect(runOf(run)?.complete).toBe(complete);
});

describe('a hostile file', () => {
  test('is nested deeply', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const text = `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"properties":${deep},"results":[${deep}]}]}`;
    expect(readSarif('scans/a.sarif', text).runs).toHaveLength(1);
  });

  test('has more results and runs than anybody reads', () => {
    const { runs, diagnostics } = readLog({ results: Array.from({ length: 100_001 }, () => ({})) });
    expect(runs[0]?.results).toHaveLength(100_000);
    const many = JSON.stringify({
      version: '2.1.0',
      runs: Array.from({ length: 1001 }, () => ({ tool: { driver: { name: 'a' } } })),
    });
    const read = readSarif('scans/a.sarif', many);
    expect(read.runs).toHaveLength(1000);
    expect(messages([...diagnostics, ...read.diagnostics])).toMatchInlineSnapshot(`
      "error scan-invalid scans/lighthouse.sarif:1:1 "runs[0]" has 100001 results; 100000 of them are read. | Let the scanner write SARIF 2.1.0 in UTF-8, or delete the file.
      error scan-invalid scans/a.sarif:1:1 It has 1001 runs; 1000 of them are read. | Let the scanner write SARIF 2.1.0 in UTF-8, or delete the file."
    `);
  });

  test('leaves objects as they are', () => {
    readSarif(
      'scans/a.sarif',
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"__proto__":{"polluted":1},"originalUriBaseIds":{"__proto__":{"uri":"x"}}}]}',
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
