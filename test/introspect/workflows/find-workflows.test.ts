import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../src/domain/tree.ts';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { link, memoryTree, skill } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function look(tree: Tree, path = '') {
  const selection = { path, include: ['**'], exclude: [] };
  const { entries, quarantined, diagnostics } = await introspectTree(tree, {
    source: 'harbour',
    selection,
    bindings: new Map(),
  });
  const workflows = entries.filter(({ kind }) => kind === 'workflow');
  return { entries, workflows, quarantined, said: messages(diagnostics) };
}

const ambient = (fields: object): string =>
  JSON.stringify({
    name: 'Bring a ship in',
    description: 'From the roads to the quay.',
    systemPrompt: 'You pilot.',
    ...fields,
  });

const moor = skill('name: moor\ndescription: Ties ships up.');

test('what it keeps to itself is not published', async () => {
  const { workflows } = await look(
    memoryTree({
      '.ambient/ambient.json': ambient({ env: { A: 'hush' }, apiKey: 'hush', headers: { X: 'hush' }, results: 'a/*' }),
    }),
  );
  const [workflow] = workflows;
  expect([...(workflow?.frontMatter ?? [])].map(([key, { value }]) => [key, value])).toEqual([
    ['env', { A: '…' }],
    ['apiKey', '…'],
    ['headers', { X: '…' }],
    ['results', 'a/*'],
  ]);
  expect(workflow?.definition.text).not.toContain('hush');
});

describe('a workflow', () => {
  test('is the folder above .ambient, with what lies in it as members', async () => {
    const { workflows, said } = await look(
      memoryTree({
        'skills/sail/SKILL.md': skill('name: sail\ndescription: Sails.'),
        'flows/arrive/.ambient/ambient.json': ambient({}),
        'flows/arrive/CLAUDE.md': '# Arrive\n\nRead the tides first.\n',
        'flows/arrive/.claude/skills/moor/SKILL.md': moor,
        'flows/arrive/.claude/skills/moor/knots.md': 'Bowline.\n',
        'flows/arrive/.claude/agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\n\nGuide.\n',
        'flows/arrive/.claude/commands/dock.md': '---\ndescription: Docks.\n---\n\nDock the ship.\n',
        'flows/arrive/templates/log.html': '<p></p>\n',
      }),
    );
    expect(said).toBe('');
    const [workflow] = workflows;
    expect(workflow).toMatchObject({
      path: 'flows/arrive',
      name: 'bring-a-ship-in',
      title: 'Bring a ship in',
      description: 'From the roads to the quay.',
      formats: ['ambient-workflow'],
      definition: {
        path: 'flows/arrive/CLAUDE.md',
        format: 'markdown',
        text: '# Arrive\n\nRead the tides first.\n',
        line: 1,
      },
      references: [],
    });
    expect(workflow?.members).toEqual([
      { kind: 'skill', path: 'flows/arrive/.claude/skills/moor' },
      { kind: 'subagent', path: 'flows/arrive/.claude/agents/pilot.md' },
      { kind: 'command', path: 'flows/arrive/.claude/commands/dock.md' },
    ]);
    expect(workflow?.files.map(({ path }) => path)).toEqual([
      '.ambient/ambient.json',
      '.claude/agents/pilot.md',
      '.claude/commands/dock.md',
      '.claude/skills/moor/SKILL.md',
      '.claude/skills/moor/knots.md',
      'CLAUDE.md',
      'templates/log.html',
    ]);
  });

  test('in the older form is its JSON, and rests on the prompt in it', async () => {
    const { workflows, said } = await look(
      memoryTree({ '.ambient/ambient.json': ambient({ results: { Log: 'log.md' } }) }),
    );
    expect(said).toBe('');
    expect(workflows[0]).toMatchObject({ path: '.', definition: { path: '.ambient/ambient.json', format: 'json' } });
    expect(JSON.parse(workflows[0]?.definition.text ?? '')).toMatchObject({ systemPrompt: 'You pilot.' });
    expect(workflows[0]?.frontMatter.get('results')?.value).toEqual({ Log: 'log.md' });
  });

  test('tells which parts its rubric has and what its publisher says of it, and no prompt beside the text', async () => {
    const fields = {
      metadata: { 'risk-tier': 'limited' },
      rubric: { activationPrompt: 'Judge the landing.', schema: { type: 'object' } },
    };
    const { workflows } = await look(memoryTree({ '.ambient/ambient.json': ambient(fields), 'CLAUDE.md': 'Pilot.\n' }));
    const written = workflows[0]?.frontMatter;
    expect(written?.get('rubric')?.value).toEqual(['activationPrompt', 'schema']);
    expect(written?.get('metadata')).toMatchObject({ value: { 'risk-tier': 'limited' } });
    expect([...(written?.keys() ?? [])]).toEqual(['metadata', 'rubric']);
  });

  test.each([
    ['beside .ambient', { 'CLAUDE.md': 'One.\n', '.claude/CLAUDE.md': 'Two.\n' }, 'CLAUDE.md', 'One.\n'],
    ['in .claude', { '.claude/CLAUDE.md': 'Two.\n' }, '.claude/CLAUDE.md', 'Two.\n'],
    ['a link', { 'CLAUDE.md': link('AGENTS.md'), 'AGENTS.md': 'Three.\n' }, 'AGENTS.md', 'Three.\n'],
    ['with front matter', { 'CLAUDE.md': '---\na: 1\n---\n\nFour.\n' }, 'CLAUDE.md', 'Four.\n'],
    ['with broken front matter', { 'CLAUDE.md': '---\nFive.\n' }, 'CLAUDE.md', '---\nFive.\n'],
  ])('has its prompt %s', async (_where, files, path, text) => {
    const { workflows, said } = await look(memoryTree({ '.ambient/ambient.json': ambient({}), ...files }));
    expect(said).toBe('');
    expect(workflows[0]?.definition).toMatchObject({ path, format: 'markdown', text: expect.stringContaining(text) });
  });

  test('inside another one has its members for itself', async () => {
    const { workflows } = await look(
      memoryTree({
        '.ambient/ambient.json': ambient({ name: 'Outer' }),
        'skills/sail/SKILL.md': skill('name: sail\ndescription: Sails.'),
        'inner/.ambient/ambient.json': ambient({ name: 'Inner' }),
        'inner/skills/moor/SKILL.md': moor,
      }),
    );
    expect(workflows.map(({ name, members }) => [name, members.map(({ path }) => path)])).toEqual([
      ['inner', ['inner/skills/moor']],
      ['outer', ['skills/sail']],
    ]);
  });

  test('counts a skill that is kept for several harnesses once', async () => {
    const { workflows } = await look(
      memoryTree({
        'a/.ambient/ambient.json': ambient({}),
        'a/.claude/skills/moor/SKILL.md': moor,
        'a/.agents/skills/moor/SKILL.md': moor,
      }),
    );
    expect(workflows[0]?.members).toEqual([{ kind: 'skill', path: 'a/.agents/skills/moor' }]);
  });

  test('is looked for where the source says, and not among templates', async () => {
    const files = {
      'a/.ambient/ambient.json': ambient({ name: 'A' }),
      'b/.ambient/ambient.json': ambient({ name: 'B' }),
      'b/templates/c/.ambient/ambient.json': ambient({ name: 'C' }),
      'b/ambient.json': ambient({ name: 'D' }),
    };
    expect((await look(memoryTree(files), 'b')).workflows.map(({ path }) => path)).toEqual(['b']);
  });
});

describe('what is missing or broken', () => {
  test('name and description are derived', async () => {
    const files = {
      'flows/arrive/.ambient/ambient.json': '{\n  "name": 3,\n  "x": 1\n}\n',
      'flows/arrive/CLAUDE.md': '# Arrive\n\nBrings ships in.\n',
    };
    const { workflows, said } = await look(memoryTree(files));
    expect(workflows[0]).toMatchObject({ name: 'arrive', title: 'arrive', description: 'Brings ships in.' });
    expect(said).toMatchInlineSnapshot(`
      "warning workflow-field-missing source:flows/arrive/.ambient/ambient.json:2:11 "name" is missing; the workflow is listed as "arrive". | Add the field to ambient.json.
      warning workflow-field-missing source:flows/arrive/.ambient/ambient.json:1:1 "description" is missing; the workflow is listed as "Brings ships in.". | Add the field to ambient.json."
    `);
  });

  test('a workflow without a prompt says so', async () => {
    const { workflows, said } = await look(
      memoryTree({ '.ambient/ambient.json': '{ "name": "a", "description": "b" }' }),
    );
    expect(workflows).toHaveLength(1);
    expect(said).toMatchInlineSnapshot(
      `"warning workflow-prompt-missing source:.ambient/ambient.json:1 There is neither a CLAUDE.md nor a "systemPrompt". | Write CLAUDE.md beside the folder .ambient."`,
    );
  });

  test.each([
    ['{\n  "name": "a",\n  "description": "b",\n}\n'],
    ['["a"]'],
    ['null'],
    ['a\u0000'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('%j is quarantined', async (text) => {
    const { workflows, quarantined } = await look(
      memoryTree({ 'a/.ambient/ambient.json': text, 'moor/SKILL.md': moor }),
    );
    expect(workflows).toEqual([]);
    expect(quarantined).toMatchObject([{ kind: 'workflow', path: 'a' }]);
  });

  test('broken JSON has its place', async () => {
    const { said } = await look(memoryTree({ 'a/.ambient/ambient.json': '{\n  "name": "a",\n}\n' }));
    expect(said).toMatchInlineSnapshot(
      `"error manifest-invalid source:a/.ambient/ambient.json:3:1 It is not JSON: Expected double-quoted property name in JSON at position 17 (line 3 column 1). | Correct the JSON at the place that is named."`,
    );
  });

  test('keys with a meaning to JavaScript are keys like any other', async () => {
    const text = '{ "name": "a", "description": "b", "systemPrompt": "c", "__proto__": { "x": 1 }, "constructor": 2 }';
    const { workflows } = await look(memoryTree({ '.ambient/ambient.json': text }));
    expect([...(workflows[0]?.frontMatter.keys() ?? [])]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
