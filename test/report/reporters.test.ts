import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnostic.ts';
import { readReporters, reporters } from '../../src/report/index.ts';
import { changesOf } from '../helpers/sample-check.ts';

describe('--reporter', () => {
  test.each([
    [[], []],
    [['pretty'], [{ name: 'pretty' }]],
    [
      ['github', 'sarif=out/a=b.sarif', 'markdown=c.md'],
      [{ name: 'github' }, { name: 'sarif', file: 'out/a=b.sarif' }, { name: 'markdown', file: 'c.md' }],
    ],
    [
      ['json', 'json=again.json'],
      [{ name: 'json' }, { name: 'json', file: 'again.json' }],
    ],
    [
      ['html'],
      '--reporter takes one of pretty, json, github, sarif, markdown, not "html"; with a file as in sarif=check.sarif.',
    ],
    [
      ['constructor'],
      '--reporter takes one of pretty, json, github, sarif, markdown, not "constructor"; with a file as in sarif=check.sarif.',
    ],
    [
      [''],
      '--reporter takes one of pretty, json, github, sarif, markdown, not ""; with a file as in sarif=check.sarif.',
    ],
    [['sarif='], '--reporter sarif= names no file.'],
    [
      ['pretty', 'json'],
      'Only one reporter can write to the output. Name a file for the other: --reporter json=<file>.',
    ],
    [['json=a', 'sarif=./a'], 'Two reporters cannot write to one file: ./a.'],
  ])('reads %j', (words, told) => {
    expect(readReporters(words)).toEqual(told);
  });
});

test('each way to tell has all of a report that it can hold', () => {
  const at = { root: 'catalog', file: 'sources/quay.yaml', line: 2 } as const;
  const diagnostics = [diagnose('key-unknown', { message: '"x" has no meaning.', at, source: 'quay' })];
  const report = { diagnostics, changes: changesOf(), prefix: 'catalog/', url: 'https://harbour.example.org/' };
  const told = (name: keyof typeof reporters): string => reporters[name](report, { color: false, verbose: false });
  expect(JSON.parse(told('json'))).toEqual({ diagnostics, changes: changesOf() });
  expect(told('pretty')).toMatchInlineSnapshot(`
    "sources/quay.yaml:2  error  key-unknown
      "x" has no meaning.
      Correct the key or remove it.

    No source is changed since bbbbbbbbbbbb.

    1 error, 0 warnings, 0 notices."
  `);
  expect(told('github')).toMatchInlineSnapshot(
    `"::error file=catalog/sources/quay.yaml,line=2,title=key-unknown::"x" has no meaning. Correct the key or remove it."`,
  );
  for (const name of ['sarif', 'markdown'] as const) expect(told(name)).toContain('key-unknown');
});
