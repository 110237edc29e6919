import { describe, expect, test } from 'vitest';
import { type Diagnostic, diagnose } from '../../src/domain/diagnostic.ts';
import { loadScans } from '../../src/load/load-scans.ts';
import { sarif } from '../../src/report/sarif.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { hostileReport } from '../helpers/sample-check.ts';
import { hostileTexts } from '../helpers/hostile-texts.ts';
import { SarifShape } from '../helpers/sarif-shape.ts';

const inCatalog = diagnose('key-unknown', {
  message: '"tranports" has no meaning below "policy".',
  hint: 'Did you mean "transports"?',
  at: { root: 'catalog', file: 'catalog.yaml', line: 6, column: 3 },
});
const inSource = diagnose('finding-credential', {
  message: 'Something that looks like a working credential stands there.',
  at: { root: 'source', file: 'skills/pay me/SKILL.md', line: 12, column: 4 },
  source: 'quay',
  entry: 'skill:quay/pay-me',
});
const outside = diagnose('operator-file-changed', {
  message: 'The change touches it.',
  at: { root: 'catalog', file: '../.github/workflows/a b.yml' },
});

function logOf(diagnostics: readonly Diagnostic[], url?: string) {
  return SarifShape.parse(JSON.parse(sarif(diagnostics, { url, prefix: 'market/catalog/' })));
}

function resultsOf(diagnostics: readonly Diagnostic[]) {
  return logOf(diagnostics).runs.flatMap(({ results }) => results);
}

describe('a SARIF log', () => {
  test('has each rule once with its page, and each result at its file', () => {
    const log = logOf([inCatalog, inSource, inCatalog], 'https://harbour.example.org/market/');
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id, helpUri }) => [id, helpUri])).toEqual([
      ['finding-credential', 'https://harbour.example.org/market/rules/finding-credential/'],
      ['key-unknown', 'https://harbour.example.org/market/rules/key-unknown/'],
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run?.results.map(({ level, message, locations: [place] }) => [level, message.text, place]))
      .toMatchInlineSnapshot(`
      [
        [
          "error",
          ""tranports" has no meaning below "policy". Did you mean "transports"?",
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "market/catalog/catalog.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startColumn": 3,
                "startLine": 6,
              },
            },
          },
        ],
        [
          "error",
          "skills/pay me/SKILL.md:12: Something that looks like a working credential stands there. Revoke it first, then replace it by the name of an environment variable. In examples, write a clear placeholder.",
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "skill:quay/pay-me",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "market/catalog/sources/quay.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startLine": 1,
              },
            },
          },
        ],
        [
          "error",
          ""tranports" has no meaning below "policy". Did you mean "transports"?",
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "market/catalog/catalog.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startColumn": 3,
                "startLine": 6,
              },
            },
          },
        ],
      ]
    `);
  });

  test('shows what lies beside the catalog, and what has no line, at a place that hosts can show', () => {
    expect(resultsOf([outside]).map(({ locations: [place] }) => place?.physicalLocation)).toEqual([
      {
        artifactLocation: { uri: 'market/.github/workflows/a%20b.yml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 1 },
      },
    ]);
  });

  test('keeps what an operator has accepted, with the reason', () => {
    const exception = { reason: 'A sample.', owner: 'Ada', until: '2030-01-01' };
    expect(resultsOf([{ ...inSource, exception }])[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'A sample. (accepted by Ada until 2030-01-01)' },
    ]);
  });

  test('gives two results two fingerprints, and the same one wherever the line moves to', () => {
    const moved = { ...inCatalog, at: { ...inCatalog.at, line: 40 } };
    const prints = resultsOf([inCatalog, inCatalog, inSource]).map(({ partialFingerprints }) => partialFingerprints);
    expect(new Set(prints.map((print) => JSON.stringify(print))).size).toBe(3);
    expect(resultsOf([moved])[0]?.partialFingerprints).toEqual(resultsOf([inCatalog])[0]?.partialFingerprints);
  });

  test('has at most 5,000 results, the gravest first, and says what it leaves out', () => {
    const notices = Array.from({ length: 5000 }, (): Diagnostic => ({ ...inCatalog, severity: 'info' }));
    const [run] = logOf([...notices, { ...inSource, severity: 'warning' }, inCatalog]).runs;
    expect(run?.results.slice(0, 3).map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
    expect(run?.results).toHaveLength(5000);
    expect(run?.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '2 more are not in this file; "--reporter json" gives all.',
    );
  });

  test.each(Object.values(hostileTexts))('is valid, and has no link of strangers: %j', (text) => {
    const [run] = logOf(hostileReport(text).diagnostics).runs;
    for (const { message } of run?.results ?? []) {
      expect(message.text).not.toMatch(/\]\(/);
      expect(message.text).not.toMatch(/\p{Cc}/u);
    }
    expect(run?.results).toHaveLength(6);
  });

  test('is one that this tool reads itself as the result of a scanner', async () => {
    const text = sarif([inCatalog, inSource], { url: undefined, prefix: '' });
    const { runs, diagnostics } = await loadScans(catalogFolder({ 'scans/own.sarif': text }));
    expect(diagnostics).toEqual([]);
    expect(runs).toHaveLength(1);
  });
});
