import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AssembledCatalog } from '../../../src/domain/assembled.ts';
import { catalogRepository } from '../../../src/emit/surfaces/repository.ts';
import { scratchFolder } from '../../helpers/catalog-folder.ts';
import { catalogOf, type Harbour } from '../../helpers/harbour.ts';
import { skill } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';
import { plannedFolders } from '../../helpers/surface-files.ts';

const moor = skill('name: moor\ndescription: Ties ships up.\nlicense: MIT');
const manifest = (name: string): string =>
  JSON.stringify({ name, description: `Has ${name}.`, version: '1.0.0', license: 'MIT' });
const base = 'https://harbour.example.org/market';

/** A plugin that lies in the catalog, one in a repository, and one that only Gemini CLI takes. */
const harbours: readonly Harbour[] = [
  {
    id: 'quay',
    files: {
      'kit/.claude-plugin/plugin.json': manifest('kit'),
      'kit/skills/moor/SKILL.md': moor,
      'tides/gemini-extension.json': '{ "name": "tides", "version": "1.0.0" }',
    },
  },
  {
    id: 'dock',
    source: 'git: https://github.com/harbour/dock',
    commit: 'c'.repeat(40),
    files: { 'tools/.claude-plugin/plugin.json': manifest('tools'), 'tools/skills/sail/SKILL.md': moor },
    governance: 'entries: { "plugin:tools": { category: raw } }',
  },
];

/** The paths and texts of what a clone would hold. */
function clone(catalog: AssembledCatalog): Record<string, string> {
  const folder = scratchFolder();
  for (const [path, bytes] of catalogRepository(catalog, base, plannedFolders(catalog))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: folder, env, encoding: 'utf8' });
  expect(git('fsck', '--strict', '--full')).toBe('');
  const paths = git('ls-tree', '-r', '--name-only', '-z', 'main').split('\0').filter(Boolean);
  return Object.fromEntries(paths.map((path) => [path, git('show', `main:${path}`)]));
}

describe('what a clone holds', { tags: ['slow'] }, () => {
  test('a marketplace for each client, and the folders that have no address', async () => {
    const files = clone(await catalogOf(harbours));
    expect(Object.keys(files)).toMatchInlineSnapshot(`
      [
        ".agents/plugins/marketplace.json",
        ".claude-plugin/marketplace.json",
        ".cursor-plugin/marketplace.json",
        ".github/plugin/marketplace.json",
        "README.md",
        "plugins/kit/.claude-plugin/plugin.json",
        "plugins/kit/skills/moor/SKILL.md",
      ]
    `);
    expect(files['README.md']).toMatchInlineSnapshot(`
      "# harbour-market

      \`Harbour market\`: a marketplace of plugins for agent harnesses, made from the catalog at https://harbour.example.org/market. It is written anew with every build and has no past.

      It lists 2 plugins. 1 of them lie below \`plugins/\`, the others are named by address and commit. Each is under the licence of its own authors.

      - Codex: \`codex plugin marketplace add <address of this repository>\`
      - Claude Code and Copilot read the same from a clone.
      "
    `);
    expect(JSON.parse(files['.agents/plugins/marketplace.json'] ?? '')).toMatchInlineSnapshot(`
      {
        "interface": {
          "displayName": "Harbour market",
        },
        "name": "harbour-market",
        "plugins": [
          {
            "category": "standard",
            "description": "Has kit.",
            "metadata": {
              "category": "standard",
              "coordinate": "plugin:quay/kit",
              "digest": "271e7954d6e934a0457e4108c2a78e70b394187302dc306f2217dca08beb6538",
              "revision": 1,
              "riskTier": "minimal",
              "status": "active",
              "stub": false,
              "version": "1.0.0",
            },
            "name": "kit",
            "policy": {
              "authentication": "ON_INSTALL",
              "installation": "AVAILABLE",
            },
            "source": "./plugins/kit",
          },
          {
            "category": "raw",
            "description": "[raw] Has tools.",
            "metadata": {
              "category": "raw",
              "coordinate": "plugin:dock/tools",
              "digest": "aac2ffacf67530c857beaf91f3e82d2583de1919d39b972618255f5deb14b2e0",
              "revision": 1,
              "riskTier": "minimal",
              "status": "active",
              "stub": false,
              "version": "1.0.0",
            },
            "name": "tools",
            "policy": {
              "authentication": "ON_INSTALL",
              "installation": "AVAILABLE",
            },
            "source": {
              "path": "tools",
              "sha": "cccccccccccccccccccccccccccccccccccccccc",
              "source": "git-subdir",
              "url": "https://github.com/harbour/dock",
            },
          },
        ],
      }
    `);
    expect(JSON.parse(files['.cursor-plugin/marketplace.json'] ?? '')).toMatchInlineSnapshot(`
      {
        "metadata": {
          "description": "Skills for people who work at a harbour.",
        },
        "name": "harbour-market",
        "owner": {
          "name": "Harbour market",
        },
        "plugins": [],
      }
    `);
    const sources = (path: string): unknown =>
      (JSON.parse(files[path] ?? '') as { plugins: { name: string; source: unknown }[] }).plugins.map(
        ({ name, source }) => [name, source],
      );
    expect(sources('.claude-plugin/marketplace.json')).toMatchInlineSnapshot(`
      [
        [
          "kit",
          "./plugins/kit",
        ],
        [
          "tools",
          {
            "path": "tools",
            "sha": "cccccccccccccccccccccccccccccccccccccccc",
            "source": "git-subdir",
            "url": "https://github.com/harbour/dock",
          },
        ],
      ]
    `);
    expect(sources('.github/plugin/marketplace.json')).toEqual(sources('.claude-plugin/marketplace.json'));
  });
});

test('the same catalog gives the same bytes', async () => {
  const write = async () => {
    const catalog = await catalogOf(harbours);
    return catalogRepository(catalog, base, plannedFolders(catalog));
  };
  expect(await write()).toEqual(await write());
});

const offered = ({ offers }: AssembledCatalog): string[] =>
  offers.repository.map(({ as, harnesses }) => `${as}: ${harnesses.join(' ')}`);
const told = ({ diagnostics }: AssembledCatalog): string =>
  messages(diagnostics.filter(({ rule, message }) => rule.startsWith('offer-') && /repository/i.test(message)));

describe('what it leaves out', () => {
  test('a name that a client refuses, and the second plugin of one name', async () => {
    const catalog = await catalogOf([
      { id: 'a', files: { 'kit/.claude-plugin/plugin.json': manifest('kit') } },
      { id: 'b', files: { 'kit/.claude-plugin/plugin.json': manifest('kit').replace('Has', 'Holds') } },
      { id: 'c', files: { 'x/.claude-plugin/plugin.json': manifest('My Kit ☂') } },
      { id: 'd', files: { 'x/.claude-plugin/plugin.json': manifest('claude-kit') } },
      { id: 'e', files: { 'x/.claude-plugin/plugin.json': manifest('rope.kit') } },
    ]);
    expect(offered(catalog)).toMatchInlineSnapshot(`
      [
        "kit: claude-code codex github-copilot",
        "rope.kit: claude-code codex github-copilot",
      ]
    `);
    expect(told(catalog)).toMatchInlineSnapshot(`
      "info offer-name-taken source:kit/.claude-plugin/plugin.json:1 [plugin:b/kit] In the repository that Codex clones "kit" is plugin:a/kit, so this one is left out there. | Nothing, if that is meant. Those who want this entry name its source: the page of the entry says how.
      info offer-name-refused source:x/.claude-plugin/plugin.json:1 [plugin:c/my-kit] The repository that Codex clones cannot hold a plugin called "My Kit ☂". | Ask the publisher for another name, or let readers take the entry in another way.
      info offer-name-refused source:x/.claude-plugin/plugin.json:1 [plugin:d/claude-kit] The repository that Codex clones cannot hold a plugin called "claude-kit". | Ask the publisher for another name, or let readers take the entry in another way."
    `);
  });

  test.each(['.gitattributes', '.gitmodules', 'skills/moor/.GitAttributes', 'GIT~1'])(
    'a plugin whose files would lie in it, with %s among them',
    async (path) => {
      const kit = { 'kit/.claude-plugin/plugin.json': manifest('kit'), 'kit/skills/moor/SKILL.md': moor };
      expect(offered(await catalogOf([{ files: { ...kit, 'kit/.gitignore': 'x' } }]))).toHaveLength(1);
      const catalog = await catalogOf([{ files: { ...kit, [`kit/${path}`]: '* text eol=crlf\n' } }]);
      expect(offered(catalog)).toEqual([]);
      expect(told(catalog)).toContain('offer-path-refused');
    },
  );

  test.each([
    ['a stub', 'entries: { "plugin:kit": { stub: true, stubReason: Soon. } }'],
    ['a draft', 'entries: { "plugin:kit": { status: draft } }'],
    ['deleted', 'entries: { "plugin:kit": { status: deleted, reason: Wrong. } }'],
  ])('%s', async (_name, governance) => {
    const files = { 'kit/.claude-plugin/plugin.json': manifest('kit') };
    expect(offered(await catalogOf([{ files, governance }]))).toEqual([]);
  });

  test('a plugin without a manifest for Copilot; Codex is told its skills', async () => {
    const files = {
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'quay',
        owner: { name: 'Quay' },
        plugins: [{ name: 'ropes', description: 'Ropes.', source: './', strict: false, skills: ['./skills/moor'] }],
      }),
      'skills/moor/SKILL.md': moor,
      'skills/moor/notes.md': 'Notes.',
      'skills/sail/SKILL.md': moor.replaceAll('moor', 'sail'),
    };
    const catalog = await catalogOf([{ files, governance: 'mirror: always' }]);
    expect(offered(catalog)).toEqual(['ropes: claude-code codex']);
  });
});

test('a plugin whose files are missing is a mistake of the caller', async () => {
  const catalog = await catalogOf(harbours);
  expect(() => catalogRepository(catalog, base, new Map())).toThrow('The files of plugin:quay/kit are missing.');
});
