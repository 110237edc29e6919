import { describe, expect, test } from 'vitest';
import { findPlugins } from '../../../src/introspect/plugins/find-plugins.ts';
import { openView } from '../../../src/introspect/tree-view.ts';
import { link, memoryTree, skill, submodule } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

type Files = Parameters<typeof memoryTree>[0];

async function look(files: Files) {
  const found = await findPlugins(await openView(memoryTree(files)), () => true, new Map());
  return {
    plugins: found.plugins.map(({ path, name, formats }) => `${path} ${name}: ${formats.join(', ')}`),
    skills: found.plugins.flatMap(({ components }) => components.skills),
    references: found.references,
    quarantined: found.quarantined.map(({ path, rule }) => `${path} ${rule}`),
    said: messages(found.diagnostics),
  };
}

const tides = skill('name: tides\ndescription: Reads tides.');
const json = (value: unknown): string => JSON.stringify(value, null, 2);
const marketplace = (...plugins: unknown[]): string => json({ name: 'harbour', owner: { name: 'Harbour' }, plugins });

describe('a manifest', () => {
  test.each([
    ['plugin.json', 'agent-plugins'],
    ['.claude-plugin/plugin.json', 'claude-plugin'],
    ['.codex-plugin/plugin.json', 'codex-plugin'],
    ['.cursor-plugin/plugin.json', 'cursor-plugin'],
    ['.plugin/plugin.json', 'copilot-plugin'],
    ['.github/plugin/plugin.json', 'copilot-plugin'],
    ['gemini-extension.json', 'gemini-extension'],
  ])('%s makes its folder a plugin', async (manifest, format) => {
    const $schema = 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json';
    const fields = format === 'agent-plugins' ? { $schema, name: 'quay' } : { name: 'quay', version: '1.0.0' };
    const { plugins, skills, said } = await look({
      [`desk/${manifest}`]: json(fields),
      'desk/skills/tides/SKILL.md': tides,
    });
    expect(plugins).toEqual([`desk quay: ${format}`]);
    expect(skills).toEqual(['desk/skills/tides']);
    expect(said).toBe('');
  });

  test('of another harness beside it is the same plugin', async () => {
    const { plugins } = await look({
      '.claude-plugin/plugin.json': json({ name: 'quay' }),
      '.codex-plugin/plugin.json': json({ name: 'quay' }),
    });
    expect(plugins).toEqual(['. quay: claude-plugin, codex-plugin']);
  });

  test('that is a link counts where it lies', async () => {
    const { plugins } = await look({
      'desk/.claude-plugin/plugin.json': json({ name: 'quay' }),
      'desk/.cursor-plugin/plugin.json': link('../.claude-plugin/plugin.json'),
    });
    expect(plugins).toEqual(['desk quay: claude-plugin, cursor-plugin']);
  });

  test('that is broken is left out where another one can be read', async () => {
    const { plugins, quarantined, said } = await look({
      'desk/.claude-plugin/plugin.json': json({ name: 'quay' }),
      'desk/.codex-plugin/plugin.json': '{ "name": ',
    });
    expect(plugins).toEqual(['desk quay: claude-plugin']);
    expect(quarantined).toEqual([]);
    expect(said).toMatchInlineSnapshot(
      `"error manifest-invalid source:desk/.codex-plugin/plugin.json:1 It is not JSON: Unexpected end of JSON input. | Correct the JSON at the place that is named."`,
    );
  });

  test('called plugin.json is only one for agents where it says so or parts of a plugin lie beside it', async () => {
    const other = json({ name: 'panel', type: 'panel' });
    expect((await look({ 'panel/plugin.json': other, 'panel/src/x.ts': '' })).plugins).toEqual([]);
    expect((await look({ 'panel/plugin.json': '{ "name"', 'panel/src/x.ts': '' })).said).toBe('');
    expect((await look({ 'panel/plugin.json': other, 'panel/skills/tides/SKILL.md': tides })).plugins).toEqual([
      'panel panel: copilot-plugin',
    ]);
    const listed = { '.github/plugin/marketplace.json': marketplace({ name: 'panel', source: 'panel' }) };
    expect((await look({ ...listed, 'panel/plugin.json': other })).plugins).toEqual([
      'panel panel: copilot-plugin, copilot-marketplace',
    ]);
  });

  test.each(['.grok-plugin/plugin.json', '.kimi-plugin/plugin.json', '.agy/plugin.json'])(
    'of a harness that is not known, %s, makes no plugin',
    async (path) => {
      const { plugins } = await look({ [path]: json({ name: 'quay' }), 'skills/tides/SKILL.md': tides });
      expect(plugins).toEqual([]);
    },
  );

  test('with keys of the prototype is read like any other', async () => {
    const { plugins } = await look({
      '.claude-plugin/plugin.json': '{ "name": "quay", "__proto__": { "version": "9" }, "constructor": 1 }',
    });
    expect(plugins).toEqual(['. quay: claude-plugin']);
  });
});

test.each([
  ['name', { nmae: 'quay', version: '1.0.0' }, '2:11', 'Did you mean "name" where it says "nmae"?'],
  ['nothing like it', { version: '1.0.0' }, '1:1', 'Add "name" to the manifest.'],
])('a manifest without a name that has %s is told', async (_what, fields, place, hint) => {
  const { plugins, said } = await look({ 'desk/.claude-plugin/plugin.json': json(fields) });
  expect(plugins).toEqual(['desk desk: claude-plugin']);
  expect(said).toBe(
    `warning manifest-name-missing source:desk/.claude-plugin/plugin.json:${place} The manifest has no "name". | ${hint}`,
  );
});

describe('two manifests that disagree', () => {
  const pair = (one: object, other: object): Files => ({
    '.claude-plugin/plugin.json': json({ name: 'quay', ...one }),
    '.codex-plugin/plugin.json': json({ name: 'quay', ...other }),
  });

  test.each([
    ['version', { version: '1.0.0' }, { version: '1.0.1' }, '3:14 "version" is "1.0.0"', '"1.0.1"'],
    ['license', { license: 'MIT' }, { license: 'Apache-2.0' }, '3:14 "license" is "MIT"', '"Apache-2.0"'],
    ['name', {}, { name: 'dock' }, '2:11 "name" is "quay"', '"dock"'],
    [
      'description',
      { description: 'The quay.' },
      { description: 'The dock.' },
      '3:18 "description" is "The quay."',
      '"The dock."',
    ],
  ])('about the %s are shown both', async (_key, one, other, heard, unheard) => {
    expect((await look(pair(one, other))).said).toBe(
      `warning plugin-manifests-disagree source:.codex-plugin/plugin.json:${heard} in .claude-plugin/plugin.json and ` +
        `${unheard} in .codex-plugin/plugin.json; the first is shown. | Write the same in both manifests.`,
    );
  });

  test('do not where one says nothing', async () => {
    expect((await look(pair({ version: '1.0.0', description: 'The quay.' }, {}))).said).toBe('');
  });
});

describe('a marketplace', () => {
  test.each([
    ['.claude-plugin/marketplace.json', 'claude-marketplace'],
    ['.agents/plugins/marketplace.json', 'codex-marketplace'],
    ['.cursor-plugin/marketplace.json', 'cursor-marketplace'],
    ['.github/plugin/marketplace.json', 'copilot-marketplace'],
    ['.plugin/marketplace.json', 'copilot-marketplace'],
  ])('%s lists folders that need no manifest', async (path, format) => {
    const { plugins, skills } = await look({
      [path]: marketplace({ name: 'quay', source: './desk' }),
      'desk/skills/tides/SKILL.md': tides,
    });
    expect(plugins).toEqual([`${path}#quay quay: ${format}`]);
    expect(skills).toEqual(['desk/skills/tides']);
  });

  test.each<[unknown]>([
    ['./desk'],
    ['desk'],
    [{ source: 'local', path: './desk' }],
    [{ type: 'local', path: 'desk' }],
    [{ source: 'url', url: './desk' }],
  ])('names a folder of its own repository as %j', async (source) => {
    const { plugins } = await look({
      '.agents/plugins/marketplace.json': marketplace({ name: 'quay', source }),
      'desk/.claude-plugin/plugin.json': json({ name: 'quay' }),
    });
    expect(plugins).toEqual(['desk quay: claude-plugin, codex-marketplace']);
  });

  const tugs = 'https://git.example.org/tugs';
  test.each<[string, unknown, object]>([
    ['an address', tugs, { type: 'url', url: tugs, pinned: false }],
    ['an address with a password', 'https://me:secret@git.example.org/tugs', { type: 'url', url: tugs, pinned: false }],
    [
      'github',
      { source: 'github', repo: 'harbour/tugs', ref: 'main' },
      { type: 'github', url: 'https://github.com/harbour/tugs', ref: 'main', pinned: false },
    ],
    [
      'url with sha',
      { source: 'url', url: `${tugs}.git`, sha: 'a'.repeat(40) },
      { type: 'url', url: `${tugs}.git`, sha: 'a'.repeat(40), pinned: true },
    ],
    [
      'git-subdir',
      { source: 'git-subdir', url: 'https://git.example.org/all', path: 'tugs', ref: 'v1' },
      { type: 'git-subdir', url: 'https://git.example.org/all', path: 'tugs', ref: 'v1', pinned: false },
    ],
    [
      'npm',
      { source: 'npm', package: '@harbour/tugs', version: '1.2.0' },
      { type: 'npm', url: '@harbour/tugs', ref: '1.2.0', pinned: false },
    ],
  ])('refers to another place by %s', async (_form, source, expected) => {
    const { references, plugins } = await look({
      '.claude-plugin/marketplace.json': marketplace({ name: 'tugs', source }),
    });
    expect(plugins).toEqual([]);
    expect(references).toEqual([{ name: 'tugs', ...expected }]);
  });

  test('says with their places what it names and does not hold', async () => {
    const { plugins, said } = await look({
      '.claude-plugin/marketplace.json': marketplace(
        { name: 'gone', source: './gone' },
        { name: 'sub', source: './sub/desk' },
        { name: 'loop', source: './loop' },
        { name: 'out', source: './out' },
        { name: 'climbs', source: '../climbs' },
        { name: 'file', source: './file.md' },
        { name: 'odd', source: 7 },
        { source: './nameless' },
        'not an object',
      ),
      sub: submodule,
      loop: link('loop'),
      out: link('../../outside'),
      'file.md': 'text',
    });
    expect(plugins).toEqual([]);
    expect(said).toMatchInlineSnapshot(`
      "warning manifest-path-missing source:.claude-plugin/marketplace.json:9:17 "./gone" is not in the source. | Correct the path or take it out.
      info submodule-skipped source:.claude-plugin/marketplace.json:13:17 "./sub/desk" lies in the submodule sub. | List the other repository as a source.
      warning link-broken source:.claude-plugin/marketplace.json:17:17 "./loop" is not in the source. | Correct or delete the link in the source.
      error link-escapes source:.claude-plugin/marketplace.json:21:17 "./out" leads out of the repository. | Replace the link by the file it should bring in.
      error manifest-path-escapes source:.claude-plugin/marketplace.json:25:17 "../climbs" leaves the folder of the plugin. | Write a path that begins with "./" and stays inside.
      warning manifest-path-missing source:.claude-plugin/marketplace.json:29:17 "./file.md" is not a folder. | Correct the path or take it out.
      error manifest-invalid source:.claude-plugin/marketplace.json:33:17 The source of "odd" cannot be understood. | Correct the JSON at the place that is named.
      error manifest-invalid source:.claude-plugin/marketplace.json:35:5 The plugin has no "name". | Correct the JSON at the place that is named.
      error manifest-invalid source:.claude-plugin/marketplace.json:38:5 The plugin has no "name". | Correct the JSON at the place that is named."
    `);
  });

  test('that is a link to that of another harness says nothing twice', async () => {
    const { plugins, references } = await look({
      '.github/plugin/marketplace.json': marketplace(
        { name: 'quay', source: './desk' },
        { name: 'tugs', source: { source: 'github', repo: 'harbour/tugs' } },
      ),
      '.claude-plugin/marketplace.json': link('../.github/plugin/marketplace.json'),
      'desk/skills/tides/SKILL.md': tides,
    });
    expect(plugins).toEqual(['.github/plugin/marketplace.json#quay quay: claude-marketplace, copilot-marketplace']);
    expect(references).toHaveLength(1);
  });
});

describe('a plugin that the ledger has named', () => {
  const files = { 'desk/skills/tides/SKILL.md': tides };
  const listed = { '.agents/plugins/marketplace.json': marketplace({ name: 'quay', source: './desk' }) };

  async function paths(more: Files, bound?: string): Promise<string[]> {
    const bindings = new Map(bound === undefined ? [] : [[`plugin ${bound}`, 'quay']]);
    const view = await openView(memoryTree({ ...files, ...more }));
    return (await findPlugins(view, () => true, bindings)).plugins.map(({ path }) => path);
  }

  test('keeps its path when it gets a manifest', async () => {
    const more = { ...listed, 'desk/.claude-plugin/plugin.json': json({ name: 'quay' }) };
    expect(await paths(more)).toEqual(['desk']);
    expect(await paths(more, '.agents/plugins/marketplace.json#quay')).toEqual([
      '.agents/plugins/marketplace.json#quay',
    ]);
  });

  test('keeps its path when a marketplace of another harness lists it too', async () => {
    const more = { ...listed, '.claude-plugin/marketplace.json': marketplace({ name: 'quay', source: './desk' }) };
    expect(await paths(more)).toEqual(['.claude-plugin/marketplace.json#quay']);
    expect(await paths(more, '.agents/plugins/marketplace.json#quay')).toEqual([
      '.agents/plugins/marketplace.json#quay',
    ]);
  });
});

test('a marketplace cannot make thousands of plugins of one folder', async () => {
  const plugins = Array.from({ length: 2000 }, (_, n) => ({ name: `p${n}`, source: './' }));
  const { plugins: found, said } = await look({
    '.claude-plugin/marketplace.json': marketplace(...plugins),
    'skills/tides/SKILL.md': tides,
  });
  expect(found).toHaveLength(60);
  expect(said.split('\n')).toHaveLength(1940);
});
