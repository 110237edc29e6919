import { expect, test } from 'vitest';
import { changesText } from '../../src/report/changes-text.ts';
import { reporters } from '../../src/report/index.ts';
import { hostileTexts } from '../helpers/hostile-texts.ts';
import { changesOf, hostileReport, listedEntry, listedSource } from '../helpers/sample-check.ts';

test('a person at a terminal is told what a branch brings', () => {
  const can = [
    { kind: 'tool', value: 'Bash' },
    { kind: 'tool', value: 'Read' },
    { kind: 'hook', value: 'Stop' },
  ] as const;
  const diff = { added: can.slice(2), removed: [] };
  const sources = [
    listedSource({
      id: 'dock',
      change: 'changed',
      entries: [
        listedEntry({ id: 'skill:dock/sink', change: 'changed', can, diff }),
        listedEntry({ id: 'skill:dock/sail', change: 'changed', diff: { added: [], removed: [...can] } }),
      ],
      gone: ['skill:dock/row'],
    }),
    listedSource({ id: 'empty' }),
    listedSource({ id: 'gone', change: 'gone', place: undefined, state: undefined }),
    listedSource({ id: 'lost', state: 'pending' }),
    listedSource({
      entries: [listedEntry({ can }), listedEntry({ id: 'mcp_server:quay/sea', kind: 'mcp_server' })],
      quarantined: [{ kind: 'skill', path: 'a', rule: 'skill-name-missing', message: 'No name.' }],
    }),
  ];
  expect(changesText(changesOf({ sources }))).toMatchInlineSnapshot(`
    "Changed since bbbbbbbbbbbb:
      dock: changed source from git.example.org/harbour/quay. Changed: 2 skills.
        skill:dock/sink  changed, now 1 hook
        skill:dock/sail  changed, nothing more
        skill:dock/row  no longer listed
      empty: new source from git.example.org/harbour/quay. Nothing in it can be listed.
      gone: source taken out.
      lost: new source from git.example.org/harbour/quay. Nothing of it was read.
      quay: new source from git.example.org/harbour/quay. New: 1 skill and 1 MCP server. 1 held back.
        skill:quay/moor  new, 2 tools, 1 hook
        mcp_server:quay/sea  new, text only"
  `);
  expect(changesText(changesOf())).toBe('No source is changed since bbbbbbbbbbbb.');
});

test('it is never longer than a screen, and stands before the count', () => {
  const entries = Array.from({ length: 300 }, () => listedEntry());
  const changes = changesOf({ sources: [listedSource({ entries })] });
  const text = reporters.pretty({ diagnostics: [], changes, prefix: '' }, { color: false, verbose: false });
  expect(text.split('\n').slice(-5)).toMatchInlineSnapshot(`
    [
      "    skill:quay/moor  new, text only",
      "    skill:quay/moor  new, text only",
      "  … and 282 more lines; --reporter markdown tells more",
      "",
      "0 errors, 0 warnings, 0 notices.",
    ]
  `);
  expect(text.split('\n')).toHaveLength(23);
});

test.each(Object.values(hostileTexts))('what strangers write cannot steer a terminal: %j', (text) => {
  const { changes } = hostileReport(text);
  if (!changes) throw new Error('There are no changes.');
  for (const line of changesText(changes).split('\n'))
    expect(line).not.toMatch(/(?!\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  expect(changesText(changes).split('\n').length).toBeLessThanOrEqual(21);
});
