import { describe, expect, test } from 'vitest';
import { type Diagnostic, diagnose } from '../../src/domain/diagnostic.ts';
import { ruleGroups, rules } from '../../src/domain/rules/index.ts';
import { explainRule, listRules, nearestRule } from '../../src/report/explain.ts';
import { createProgress } from '../../src/report/progress.ts';
import { summary } from '../../src/report/summary.ts';
import type { SyncChange } from '../../src/domain/sync-report.ts';
import { syncText } from '../../src/report/sync-text.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

test('what a catalog holds', async () => {
  const catalog = await catalogOf([
    {
      id: 'quay',
      files: {
        'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.'),
        'log/SKILL.md': skill('name: log\ndescription: Keeps a log.\nmetadata: { stub: "true", stub-reason: Soon. }'),
        'broken/SKILL.md': 'no front matter',
        '.mcp.json': '{ "sea": { "command": "sea" } }',
        '.claude-plugin/plugin.json': '{ "name": "desk" }',
      },
    },
    { id: 'a-long-name-for-a-source', files: {} },
  ]);
  expect(summary(catalog, catalog.diagnostics)).toMatchInlineSnapshot(`
    "  a-long-name-for-a-source  nothing
      quay                      2 skills, 1 MCP server, 1 plugin, 1 quarantined

    4 entries (1 of them a stub) from 2 sources. 1 error, 1 warning, 4 notices."
  `);
});

test('a source that its own files keep out says which of them', async () => {
  const catalog = await catalogOf([{ id: 'quay', files: {} }]);
  const outcomes = catalog.outcomes.map((outcome) => ({ ...outcome, state: 'unavailable' as const }));
  const broken = { root: 'catalog', file: 'governance/quay.yaml', line: 2, column: 1 } as const;
  const wrong = diagnose('value-invalid', { message: 'Wrong.', at: broken });
  const other = diagnose('value-invalid', { message: 'Wrong.', at: { ...broken, file: 'governance/dock.yaml' } });
  const rowWith = (...diagnostics: Diagnostic[]) => summary({ ...catalog, outcomes }, diagnostics).split('\n', 1)[0];
  expect(rowWith(other, wrong)).toBe('  quay    unavailable: governance/quay.yaml has an error (value-invalid)');
  expect(rowWith(other)).toBe('  quay    unavailable');
});

test('what a sync did', () => {
  const change = (name: string, revision: number, what: SyncChange['change']): SyncChange => ({
    key: `skill:${name}`,
    id: `skill:quay/${name}`,
    change: what,
    revision,
    digest: 'd'.repeat(64),
    path: name,
  });
  const changes = Array.from({ length: 22 }, (_, n) => change(`s${n}`, 1, 'added'));
  const changed = [change('tides', 3, 'changed')];
  const diagnostics: never[] = [];
  const text = syncText([
    { id: 'quay', state: 'locked', to: 'b'.repeat(40), changes, bytesFetched: 1_234_567, diagnostics },
    {
      id: 'dock',
      state: 'locked',
      from: 'a'.repeat(40),
      to: 'b'.repeat(40),
      changes: changed,
      bytesFetched: 0,
      diagnostics,
    },
    { id: 'notes', state: 'locked', changes: [], bytesFetched: 0, diagnostics },
    { id: 'pier', state: 'unchanged', changes: [], bytesFetched: 0, diagnostics },
    { id: 'reef', state: 'failed', changes: [], bytesFetched: 0, diagnostics },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "quay: bbbbbbbbbbbb 22 changes, 1.23 MB fetched
      + skill:s0 @1
      + skill:s1 @1
      + skill:s2 @1
      + skill:s3 @1
      + skill:s4 @1
      + skill:s5 @1
      + skill:s6 @1
      + skill:s7 @1
      + skill:s8 @1
      + skill:s9 @1
      + skill:s10 @1
      + skill:s11 @1
      + skill:s12 @1
      + skill:s13 @1
      + skill:s14 @1
      + skill:s15 @1
      + skill:s16 @1
      + skill:s17 @1
      + skill:s18 @1
      + skill:s19 @1
      … and 2 more
    dock: aaaaaaaaaaaa → bbbbbbbbbbbb 1 change
      ~ skill:tides @3
    notes: 0 changes
    pier: unchanged
    reef: failed

    5 sources: 3 locked, 1 unchanged, 1 failed."
  `);
});

describe('rules', () => {
  test('are explained', () => {
    expect(explainRule('front-matter-language')).toMatchInlineSnapshot(`
      "front-matter-language (error)
      Front matter in a language that is not read

      Why: Some readers run code that stands there. It is refused here and not looked at.
      What to do: Write YAML, and nothing behind the three dashes of the first line.
      What breaks it is not published."
    `);
    expect(explainRule('toString')).toBeUndefined();
    expect(nearestRule('front-matter-langauge')).toBe('front-matter-language');
    expect(nearestRule('x')).toBeUndefined();
  });

  test('are listed in their groups, each once', () => {
    const ids = ruleGroups.flatMap(({ rules: group }) => Object.keys(group));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(Object.keys(rules).toSorted());
    for (const id of ids) expect(listRules()).toContain(`\n  ${id}`);
  });

  test.each(Object.entries(rules))('%s says what, why and what to do, in sentences', (id, { title, why, hint }) => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(title).not.toMatch(/[.!]$/);
    expect(why).toMatch(/[.]$/);
    expect(hint).toMatch(/[.)*]$|"$/);
  });
});

describe('progress', () => {
  const screen = (isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } => {
    const written: string[] = [];
    const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) };
    return { stream: stream as unknown as NodeJS.WriteStream, written };
  };

  test('is one line on a terminal', () => {
    const { stream, written } = screen(true);
    const progress = createProgress(stream, false);
    progress.step(`Reading ${'x'.repeat(100)}`);
    progress.end();
    expect(written).toEqual([`\r\u001B[KReading ${'x'.repeat(30)} …`, '\r\u001B[K']);
  });

  test.each([
    [false, false],
    [true, true],
  ])('is nothing where there is none, or where it is not wanted', (isTTY, isQuiet) => {
    const { stream, written } = screen(isTTY);
    const progress = createProgress(stream, isQuiet);
    progress.step('Reading');
    progress.end();
    expect(written).toEqual([]);
  });
});
