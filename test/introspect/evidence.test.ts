import { expect, test } from 'vitest';
import { introspectTree } from '../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../src/introspect/measure-entries.ts';
import { memoryTree, script, skill } from '../helpers/memory-tree.ts';

async function evidence(files: Parameters<typeof memoryTree>[0]) {
  const tree = memoryTree(files);
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries } = await introspectTree(tree, { source: 'harbour', selection, bindings: new Map() });
  return (await measureEntries(tree, 'harbour', entries)).entries[0]?.evidence;
}

test.each([
  ['allowed-tools: Read Grep', ['Grep', 'Read']],
  ['allowed-tools: Read, Write,Read', ['Read', 'Write']],
  ['allowed-tools: Bash(git add *:*), Read', ['Bash(git add *:*)', 'Read']],
  ['allowed-tools: [Read, "Bash(ls *)"]', ['Bash(ls *)', 'Read']],
  ['tools: Read', ['Read']],
  ['allowed-tools: Read\ntools: Write', ['Read']],
  ['allowed-tools: { a: 1 }', []],
  ['allowed-tools:', []],
  ['license: MIT', []],
])('the tools of %j', async (line, tools) => {
  const found = await evidence({ 'tides/SKILL.md': skill(`name: tides\ndescription: Reads tides.\n${line}`) });
  expect(found?.tools).toEqual(tools);
});

test('scripts are known by their ending or their first line', async () => {
  const found = await evidence({
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.'),
    'tides/a.py': 'print()',
    'tides/b.TS': '',
    'tides/bin/c': script('#!/usr/bin/env -S bash -e\n'),
    'tides/bin/d': script('#!/usr/bin/python3.12\n'),
    'tides/bin/e': '#!/usr/bin/env node\n',
    'tides/bin/f': 'no script',
    'tides/notes.constructor': 'no script',
    'tides/bin/g': script(''),
  });
  expect(found?.scripts.map(({ path, language, executable }) => `${path} ${language} ${executable}`)).toEqual([
    'a.py python false',
    'b.TS typescript false',
    'bin/c shell true',
    'bin/d python true',
    'bin/e javascript false',
  ]);
});

test('sizes count bytes, and tokens of text only', async () => {
  const found = await evidence({
    'tides/SKILL.md': '---\nname: tides\ndescription: Reads tides.\n---\n12345678\n',
    'tides/chart.png': new Uint8Array(1000),
    'tides/table.md': 'x'.repeat(400),
  });
  expect(found?.bytes).toBe(55 + 1000 + 400);
  expect(found?.tokens).toEqual({ description: 3, body: 3, everything: Math.ceil((55 + 400) / 4) });
});
