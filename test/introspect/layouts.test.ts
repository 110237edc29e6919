import { describe, expect, test } from 'vitest';
import type { Tree } from '../../src/domain/tree.ts';
import { introspectTree } from '../../src/introspect/introspect-tree.ts';
import { openView, textLinkTarget } from '../../src/introspect/tree-view.ts';
import { link, memoryTree, skill } from '../helpers/memory-tree.ts';

async function look(tree: Tree): Promise<{ entries: string[]; said: string[]; quarantined: string[] }> {
  const selection = { path: '', include: ['**'], exclude: [] };
  const found = await introspectTree(tree, { source: 'harbour', selection, bindings: new Map() });
  return {
    entries: found.entries.map(
      ({ kind, name, path, formats, variants }) =>
        `${kind}:${name} ${path} ${formats.join('+')}${variants.length > 0 ? ` (${variants.join(', ')})` : ''}`,
    ),
    said: found.diagnostics
      .filter(({ rule }) => rule !== 'source-empty')
      .map(({ rule, at, message }) => `${rule} ${[at.file, at.line, at.column].filter(Boolean).join(':')} ${message}`),
    quarantined: found.quarantined.map(({ kind, path, rule }) => `${kind} ${path} ${rule}`),
  };
}

const tides = skill('name: tides\ndescription: Reads tides.');
const pilot = skill('name: pilot\ndescription: Guides ships.');
const words = '# Tides\n\nJust a page.\n';

describe('subagents and commands', () => {
  test('have the format of the harness whose folder they lie in', async () => {
    const agent = (name: string): string => skill(`name: ${name}\ndescription: Guides ships.`);
    const files = {
      '.claude/agents/a.md': agent('a'),
      '.cursor/agents/b.md': agent('b'),
      '.gemini/agents/c.md': agent('c'),
      '.github/agents/d.agent.md': skill('description: Guides ships.'),
      '.opencode/agent/e.md': skill('description: Guides ships.'),
      '.codex/agents/f.toml': 'name = "f"\ndescription = "Guides ships."\ndeveloper_instructions = "Guide."\n',
      '.kiro/agents/g.md': agent('g'),
      'apps/port/.claude/agents/h.md': agent('h'),
      '.claude/commands/moor.md': 'Moor the ship.\n',
      '.cursor/commands/tow.md': 'Tow the ship.\n',
      '.opencode/command/berth.md': 'Berth the ship.\n',
      '.gemini/commands/port/sail.toml': 'prompt = "Sail."\n',
    };
    expect((await look(memoryTree(files))).entries).toEqual([
      'command:berth .opencode/command/berth.md opencode-command',
      'command:moor .claude/commands/moor.md claude-command',
      'command:port-sail .gemini/commands/port/sail.toml gemini-command',
      'command:tow .cursor/commands/tow.md cursor-command',
      'subagent:a .claude/agents/a.md claude-subagent',
      'subagent:b .cursor/agents/b.md cursor-subagent',
      'subagent:c .gemini/agents/c.md gemini-subagent',
      'subagent:d .github/agents/d.agent.md copilot-agent',
      'subagent:e .opencode/agent/e.md opencode-subagent',
      'subagent:f .codex/agents/f.toml codex-agent',
      'subagent:g .kiro/agents/g.md claude-subagent',
      'subagent:h apps/port/.claude/agents/h.md claude-subagent',
    ]);
  });

  test('of several harnesses are one with variants', async () => {
    const files = {
      '.claude/agents/pilot.md': pilot,
      '.github/agents/pilot.agent.md': pilot,
      '.codex/agents/pilot.toml': 'name = "pilot"\ndescription = "Guides ships."\ndeveloper_instructions = "Guide."\n',
    };
    expect((await look(memoryTree(files))).entries).toEqual([
      'subagent:pilot .claude/agents/pilot.md claude-subagent (.codex/agents/pilot.toml, .github/agents/pilot.agent.md)',
    ]);
  });

  test.each([
    ['pages beside subagents', { '.claude/agents/notes.md': words, '.claude/agents/README.md': pilot }],
    ['prompts of a root without a manifest', { 'agents/grader.md': words, 'commands/build.md': words }],
    ['parts of a skill', { 'skills/x/SKILL.md': tides, 'skills/x/agents/grader.md': pilot }],
    [
      'code and documentation',
      { 'src/commands/run.md': pilot, 'docs/commands/run.md': pilot, 'src/agents/a.md': pilot },
    ],
    ['a folder of any other name in the singular', { '.claude/agent/pilot.md': pilot }],
  ])('are not %s', async (_what, files: Record<string, string>) => {
    const { entries, quarantined } = await look(memoryTree(files));
    expect({ entries: entries.filter((entry) => !entry.startsWith('skill:')), quarantined }).toEqual({
      entries: [],
      quarantined: [],
    });
  });

  test('that are broken are quarantined', async () => {
    const { quarantined } = await look(memoryTree({ '.claude/agents/a.md': '---\n- a\n---\n' }));
    expect(quarantined).toEqual(['subagent .claude/agents/a.md front-matter-invalid']);
  });
});

describe('skills', () => {
  test.each([
    ['skills/tides', 'skills/tides'],
    ['.claude/skills/tides', '.claude/skills/tides'],
    ['.CURSOR/skills/tides', '.CURSOR/skills/tides'],
    ['tides', 'tides'],
    ['a/b/c/d/e/f/g/h/tides', 'a/b/c/d/e/f/g/h/tides'],
    ['skills/(sea)/tides', 'skills/(sea)/tides'],
    ['skills/--help', 'skills/--help'],
    ['skills/ckm:tides', 'skills/ckm:tides'],
    ['AI tides v3', 'AI tides v3'],
  ])('lie in %j', async (folder, path) => {
    expect((await look(memoryTree({ [`${folder}/SKILL.md`]: tides }))).entries).toEqual([
      `skill:tides ${path} agent-skills`,
    ]);
  });

  test.each([
    'tests/fixtures/tides',
    'skill-scan/test-fixtures/tides',
    'evals/test_skills/tides',
    'backups/2025/skills/tides',
    'templates/tides',
    'docs/ja-JP/skills/tides',
    'docs/tr/skills/tides',
    'docs/zh-Hans/skills/tides',
    'vendor/x/skills/tides',
  ])('in %s are counted and not listed', async (folder) => {
    const { entries, said } = await look(memoryTree({ [`${folder}/SKILL.md`]: tides }));
    expect(entries).toEqual([]);
    expect(said).toEqual([
      `paths-not-listed ${folder}/SKILL.md 1 found in folders of tests, fixtures, templates or copies: ${folder}/SKILL.md.`,
    ]);
  });

  test.each(['docs/ai/skills/tides', 'ja-JP/tides', 'src/testing/tides', 'skills/tests'])(
    'in %s are listed',
    async (at) => {
      expect((await look(memoryTree({ [`${at}/SKILL.md`]: tides }))).entries).toHaveLength(1);
    },
  );

  test('may be spelt otherwise, where the file reads as one', async () => {
    const files = {
      'a/Skill.md': skill('name: a\ndescription: A.'),
      'b/SKILL.MD': skill('name: b\ndescription: B.'),
      'c/skill.md': words,
      'd/skill.md': skill('title: Skills\ndescription: What skills are.'),
      'e/skill.md': '',
    };
    const { entries, quarantined } = await look(memoryTree(files));
    expect(entries).toEqual(['skill:a a agent-skills', 'skill:b b agent-skills']);
    expect(quarantined).toEqual([]);
  });

  test('whose file is there in two cases are read from SKILL.md, and it is said', async () => {
    const files = {
      'a/SKILL.md': tides,
      'a/skill.md': words,
      'a/NOTES.md': '',
      'a/notes.md': '',
      'B.md': '',
      'b.md': '',
    };
    const { entries, said } = await look(memoryTree(files));
    expect(entries).toEqual(['skill:tides a agent-skills']);
    expect(said).toMatchInlineSnapshot(`
      [
        "path-case-collision a/notes.md a/NOTES.md and notes.md differ in the case of letters only.",
        "path-case-collision a/skill.md a/SKILL.md and skill.md differ in the case of letters only. The skill is read from SKILL.md.",
      ]
    `);
  });

  test('hold others, and chapters that are called like skills', async () => {
    const files = {
      'skills/sea/SKILL.md': skill('name: sea\ndescription: Knows the sea.'),
      'skills/sea/tides/SKILL.md': tides,
      'skills/sea/waves/SKILL.md': words,
    };
    const found = await introspectTree(memoryTree(files), {
      source: 'harbour',
      selection: { path: '', include: ['**'], exclude: [] },
      bindings: new Map(),
    });
    expect(found.entries.map(({ name, files: own }) => [name, own.map(({ path }) => path)])).toEqual([
      ['sea', ['SKILL.md', 'waves/SKILL.md']],
      ['tides', ['SKILL.md']],
    ]);
    expect(found.quarantined).toEqual([]);
  });

  test('without a folder are named', async () => {
    const { entries, said } = await look(
      memoryTree({ '.claude/skills/tides.md': tides, '.claude/skills/README.md': words }),
    );
    expect(entries).toEqual([]);
    expect(said).toEqual([
      'skill-without-folder .claude/skills/tides.md .claude/skills/tides.md lies where folders of skills are expected.',
    ]);
  });
});

describe('links', () => {
  test('of a skill file lead to the skill', async () => {
    const files = {
      '.claude-plugin/plugin.json': '{ "name": "desk", "skills": "./linked" }',
      'linked/tides/SKILL.md': link('../../store/tides/SKILL.md'),
      'store/tides/SKILL.md': tides,
    };
    const found = await introspectTree(memoryTree(files), {
      source: 'harbour',
      selection: { path: '', include: ['**'], exclude: [] },
      bindings: new Map(),
    });
    expect(found.entries.find(({ kind }) => kind === 'plugin')?.members).toEqual([
      { kind: 'skill', path: 'store/tides' },
    ]);
  });

  test('that became texts are followed, and it is said', async () => {
    const files = {
      '.claude-plugin/plugin.json': '{ "name": "desk" }',
      'skills/tides': '../store/tides',
      'skills/gone': '../store/gone',
      'skills/LICENSE': 'MIT, see the file',
      'store/tides/SKILL.md': tides,
      '.gemini/skills/tides/SKILL.md': '../../../store/tides/SKILL.md',
      '.gemini/skills/lost/SKILL.md': '../../../store/lost/SKILL.md\n',
      '.agents/skills': '../store',
    };
    const { entries, said, quarantined } = await look(memoryTree(files));
    expect(entries).toEqual(['plugin:desk . claude-plugin', 'skill:tides store/tides agent-skills']);
    expect(said).toMatchInlineSnapshot(`
      [
        "link-as-text .agents/skills:1 .agents/skills holds the path of store; it was followed as a link.",
        "link-as-text skills/gone:1 skills/gone holds a path that is not there.",
        "link-as-text skills/tides:1 skills/tides holds the path of store/tides; it was followed as a link.",
        "link-as-text .gemini/skills/lost/SKILL.md:1 The file holds a path, and no skill is there.",
        "link-as-text .gemini/skills/tides/SKILL.md:1 The file holds the path of store/tides/SKILL.md, where the skill is read.",
      ]
    `);
    expect(quarantined).toEqual(['skill .gemini/skills/lost link-as-text']);
  });

  test.each([
    ['../b/plugin.json', { path: 'b/plugin.json' }],
    ['../b/plugin.json\n', { path: 'b/plugin.json' }],
    ['../b/none.json', { problem: 'dangling' }],
    ['../../etc/passwd', { problem: 'escapes' }],
    ['/etc/passwd', undefined],
    ['plugin.json', undefined],
    ['{ "a/b": 1 }', undefined],
    ['a/b\nc/d', undefined],
    ['see ../b/plugin.json', undefined],
    ['https://example.org/a', undefined],
    ['', undefined],
    ['a/'.repeat(3000), undefined],
  ])('in a text: %j', async (text, target) => {
    const view = await openView(memoryTree({ 'a/plugin.json': text, 'b/plugin.json': '{}' }));
    expect(textLinkTarget(view, 'a/plugin.json', text)).toEqual(target);
  });
});

describe('names', () => {
  const nameOf = async (path: string, name: string): Promise<string> =>
    (await look(memoryTree({ [path]: skill(`name: ${JSON.stringify(name)}\ndescription: Reads.`) }))).entries.join();

  test.each([
    ['skills/tides/SKILL.md', '潮汐', 'skill:tides skills/tides agent-skills'],
    ['skills/tide-table/SKILL.md', '潮汐 AI', 'skill:tide-table skills/tide-table agent-skills'],
    ['skills/Tides/SKILL.md', 'Prüfung der Flut', 'skill:prufung-der-flut skills/Tides agent-skills'],
    ['.claude/agents/tides.md', 'приливы', 'subagent:tides .claude/agents/tides.md claude-subagent'],
    ['skills/ui/SKILL.md', 'ckm:ui/styling', 'skill:ckm-ui-styling skills/ui agent-skills'],
  ])('of %s, which calls itself %j', async (path, name, expected) => {
    expect(await nameOf(path, name)).toBe(expected);
  });

  test('of which nothing can stand in an address become a number made from them', async () => {
    const [one, again, other] = [
      await nameOf('技/SKILL.md', '潮汐'),
      await nameOf('能/SKILL.md', '潮汐'),
      await nameOf('技/SKILL.md', '海'),
    ];
    expect(one).toMatch(/^skill:skill-[0-9a-f]{8} 技 agent-skills$/);
    expect(again.split(' ')[0]).toBe(one.split(' ')[0]);
    expect(other.split(' ')[0]).not.toBe(one.split(' ')[0]);
  });

  test('that are one after slugging are told apart by their folders, whatever comes first', async () => {
    const files = {
      'a/x/SKILL.md': skill('name: Tide Table\ndescription: One.'),
      'b/y/SKILL.md': skill('name: tide_table\ndescription: Two.'),
      'c/z/SKILL.md': skill('name: tide-table\ndescription: Three.'),
    };
    const expected = [
      'skill:b-tide-table b/y agent-skills',
      'skill:c-tide-table c/z agent-skills',
      'skill:tide-table a/x agent-skills',
    ];
    expect((await look(memoryTree(files))).entries).toEqual(expected);
    expect((await look(memoryTree(Object.fromEntries(Object.entries(files).toReversed())))).entries).toEqual(expected);
  });
});
