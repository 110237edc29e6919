import { describe, expect, test } from 'vitest';
import { resolveReferences } from '../../src/assemble/resolve-references.ts';
import type { Reference } from '../../src/domain/reference.ts';
import { catalogOf, type Harbour, outcomeOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const named = (name: string): string => skill(`name: ${name}\ndescription: It does ${name}.`);
const repository = 'https://github.com/harbour/tides';

/** A repository with a plugin, skills beside it, a folder for a harness, and a skill that is kept twice. */
const tides: Harbour = {
  id: 'tides',
  source: `git: ${repository}\nref: main`,
  files: {
    'plugins/desk/.claude-plugin/plugin.json': '{ "name": "desk", "description": "The desk." }',
    'plugins/desk/skills/log/SKILL.md': named('log'),
    'plugins/desk/commands/ring.md': 'Ring the bell.\n',
    'skills/moor/SKILL.md': named('moor'),
    '.claude/skills/moor/SKILL.md': named('moor'),
    '.claude/agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\n\nGuide.\n',
    'extra/berth/SKILL.md': named('berth'),
  },
};

const flow = (...sources: unknown[]): Harbour => ({
  id: 'flows',
  files: {
    '.ambient/ambient.json': JSON.stringify(
      { name: 'Arrive', description: 'Arrives.', systemPrompt: 'Pilot.', sources },
      null,
      2,
    ),
  },
});

/** What the one workflow refers to, each reference as `source ref path: entries`. */
async function linked(harbours: readonly Harbour[]) {
  const { entries, diagnostics } = await catalogOf(harbours);
  const workflow = entries.find(({ id }) => id.startsWith('workflow:flows/'));
  const said = diagnostics.filter(({ rule }) => rule.startsWith('workflow-source'));
  return { links: workflow?.references.map(show) ?? [], said: messages(said) };
}

function show({ source = '-', ref = '-', path = '', entries = [] }: Reference): string {
  return `${source} ${ref} ${path}: ${entries.map(({ id }) => id).join(' ')}`.trim();
}

describe('a source of a workflow', () => {
  test.each([
    [
      'a skill folder',
      { url: repository, branch: 'main', path: 'skills/moor' },
      'tides main skills/moor: skill:tides/moor',
    ],
    ['its file', `${repository}/blob/main/skills/moor/SKILL.md`, 'tides main skills/moor: skill:tides/moor'],
    [
      'a plugin, which stands for its members',
      { url: repository, path: 'plugins/desk' },
      'tides - plugins/desk: plugin:tides/desk',
    ],
    [
      'a part of a plugin',
      { url: repository, path: 'plugins/desk/skills' },
      'tides - plugins/desk/skills: skill:tides/log',
    ],
    ['a folder of skills', `${repository}/tree/main/skills`, 'tides main skills: skill:tides/moor'],
    [
      'a folder of a harness, copies of listed skills in it too',
      { url: repository, path: '.claude' },
      'tides - .claude: skill:tides/moor subagent:tides/pilot',
    ],
    [
      'a whole repository, however it is written',
      'git@github.com:Harbour/Tides.git',
      'tides - : plugin:tides/desk skill:tides/berth skill:tides/moor subagent:tides/pilot',
    ],
    [
      'another ref, which it keeps',
      { url: repository, tag: 'v1', path: 'skills/moor' },
      'tides v1 skills/moor: skill:tides/moor',
    ],
    ['a place that is not listed', 'https://github.com/harbour/charts/tree/main/x', '- main x:'],
    ['another host', 'https://gitlab.com/harbour/tides/-/tree/main/skills/moor', '- main skills/moor:'],
  ])('is %s', async (_what, source, link) => {
    expect(await linked([tides, flow(source)])).toEqual({ links: [link], said: '' });
  });

  test('that matches nothing is told, with its place', async () => {
    const { links, said } = await linked([tides, flow(repository, { url: repository, path: 'skills/mo' })]);
    expect(links[1]).toBe('tides - skills/mo:');
    expect(said).toMatchInlineSnapshot(
      `"info workflow-source-unmatched source:.ambient/ambient.json:7:5 [workflow:flows/arrive] Of the source "tides" nothing is listed at skills/mo. | Compare the path with those of the listed entries."`,
    );
  });

  test('can have a ref with slashes, which the listed source knows', async () => {
    const release = { ...tides, source: `git: ${repository}\nref: release/2` };
    const { links } = await linked([
      release,
      flow(`${repository}/tree/release/2/skills/moor`, `${repository}/tree/release/2`, `${repository}/tree/release/20`),
    ]);
    expect(links).toEqual([
      'tides release/2 skills/moor: skill:tides/moor',
      'tides release/2 : plugin:tides/desk skill:tides/berth skill:tides/moor subagent:tides/pilot',
      'tides release 20:',
    ]);
  });

  test('is never the workflow itself', async () => {
    const own = flow(repository);
    const { links } = await linked([
      { ...own, source: `git: ${repository}`, files: { ...own.files, 'skills/sail/SKILL.md': named('sail') } },
    ]);
    expect(links).toEqual(['flows - :']);
  });

  test('is not looked for in paths and bundles of this machine', async () => {
    const bundle = { ...tides, source: 'git: tides.bundle' };
    expect((await linked([bundle, flow(repository)])).links).toEqual(['- - :']);
  });

  test('in a source that could not be read is linked to the source, without a word', async () => {
    const outcomes = [
      await outcomeOf(flow(repository)),
      { ...(await outcomeOf(tides)), state: 'pending' as const, entries: [] },
    ];
    const { outcomes: resolved, diagnostics } = resolveReferences(outcomes);
    expect(resolved[0]?.entries[0]?.references.map(show)).toEqual(['tides - :']);
    expect(diagnostics).toEqual([]);
  });
});

test('sources of a workflow that stand for more than a thousand entries together are not all linked', async () => {
  const files = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`skills/s${n}/SKILL.md`, named(`s${n}`)]));
  const many: Harbour = { id: 'many', source: `git: ${repository}\nref: main`, files };
  const { links, said } = await linked([many, flow(repository, `${repository}/tree/v1`, `${repository}/tree/v2`)]);
  expect(links.map((link) => link.split(' skill:').length - 1)).toEqual([600, 0, 0]);
  expect(said).toMatchInlineSnapshot(`
    "warning workflow-source-wide source:.ambient/ambient.json:7:5 [workflow:flows/arrive] It stands for 600 entries; with it the workflow would load more than 1000. | Name the folder of the skills that the workflow needs.
    warning workflow-source-wide source:.ambient/ambient.json:8:5 [workflow:flows/arrive] It stands for 600 entries; with it the workflow would load more than 1000. | Name the folder of the skills that the workflow needs."
  `);
});

test('two thousand sources of a workflow that each stand for eight thousand entries are counted soon', async () => {
  const [flows, listed] = [await outcomeOf(flow(repository)), await outcomeOf(tides)];
  const [workflow] = flows.entries;
  const [entry] = listed.entries;
  if (!workflow || !entry) throw new Error('the helper makes both');
  const numbers = Array.from({ length: 8000 }, (_, n) => n);
  const [reference] = workflow.references;
  const references = numbers.slice(0, 2000).flatMap((n) => (reference ? { ...reference, ref: `v${n}` } : []));
  const many = numbers.map((n) => ({ ...entry, id: `skill:tides/s${n}`, path: `skills/s${n}`, members: [] }) as const);
  const outcomes = [
    { ...flows, entries: [{ ...workflow, references }] },
    { ...listed, entries: many },
  ];
  const start = performance.now();
  const { diagnostics, outcomes: resolved } = resolveReferences(outcomes);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(diagnostics.length).toBe(2000);
  expect(resolved[0]?.entries[0]?.references.every(({ source, entries }) => source === 'tides' && !entries)).toBe(true);
});

describe('of several sources with one repository goes first', () => {
  const source = (id: string, says: string): Harbour => ({ ...tides, id, source: `git: ${repository}\n${says}` });
  const all = [
    source('a', 'ref: main'),
    source('b', 'ref: v2'),
    source('c', 'ref: main\npath: skills'),
    source('d', 'ref: v3\npath: skills/moor'),
    source('e', 'ref: v3\npath: extra/berth'),
  ];

  test.each([
    [{ tag: 'v2', path: 'skills/moor' }, 'b', 'the one with the ref'],
    [{ branch: 'main', path: 'skills/moor' }, 'c', 'among those the one with the longest path'],
    [{ path: 'skills/moor' }, 'd', 'without the ref the longest path'],
    [{ branch: 'main', path: 'plugins' }, 'a', 'one that has all of it'],
    [{ tag: 'v3', path: '' }, 'a', 'even where one with a part of it has the ref'],
  ])('%j: %s, %s', async (where: object, id, _why) => {
    const { links } = await linked([...all, flow({ url: repository, ...where })]);
    expect(links[0]?.split(' ')[0]).toBe(id);
    expect((await linked([...all.toReversed(), flow({ url: repository, ...where })])).links).toEqual(links);
  });

  test('one that lists only a part, where there is no other', async () => {
    const { links } = await linked([...all.slice(2), flow({ url: repository })]);
    expect(links).toEqual(['c - : skill:c/moor']);
  });
});

describe('a plugin that a marketplace names', () => {
  async function market(source: unknown): Promise<string[]> {
    const plugins = [{ name: 'desk', source }];
    const files = { '.claude-plugin/marketplace.json': JSON.stringify({ name: 'market', plugins }) };
    const { outcomes } = await catalogOf([tides, { id: 'market', files }]);
    return outcomes.find(({ source: { id } }) => id === 'market')?.references.map(show) ?? [];
  }

  test.each([
    [{ source: 'git-subdir', url: repository, path: 'plugins/desk' }, 'tides - plugins/desk: plugin:tides/desk'],
    [
      { source: 'git-subdir', url: 'harbour/tides', path: './plugins/desk', ref: 'v1' },
      'tides v1 ./plugins/desk: plugin:tides/desk',
    ],
    [{ source: 'github', repo: 'Harbour/Tides' }, 'tides - :'],
    [{ source: 'url', url: `${repository}.git` }, 'tides - :'],
    [{ source: 'git-subdir', url: repository, path: '../plugins/desk' }, '- - ../plugins/desk:'],
    [{ source: 'npm', package: 'harbour/tides' }, '- - :'],
    [{ source: 'url', url: 'https://github.com/harbour/charts' }, '- - :'],
  ])('%j', async (source, link) => {
    expect(await market(source)).toEqual([link]);
  });

  test('at the root of its repository, and defined by a marketplace there', async () => {
    const desk: Harbour = {
      id: 'desk',
      source: 'git: https://github.com/harbour/desk',
      files: {
        '.claude-plugin/marketplace.json':
          '{ "name": "m", "plugins": [{ "name": "desk", "source": "./", "strict": false }] }',
        'skills/log/SKILL.md': named('log'),
      },
    };
    const plugins = [{ name: 'desk', source: { source: 'github', repo: 'harbour/desk' } }];
    const files = { '.claude-plugin/marketplace.json': JSON.stringify({ name: 'market', plugins }) };
    const { outcomes } = await catalogOf([desk, { id: 'market', files }]);
    expect(outcomes.flatMap(({ references }) => references.map(show))).toEqual(['desk - : plugin:desk/desk']);
  });
});
