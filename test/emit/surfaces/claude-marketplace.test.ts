import { describe, expect, test } from 'vitest';
import { claudeMarketplace } from '../../../src/emit/surfaces/claude-marketplace.ts';
import { catalogOf, type Harbour } from '../../helpers/harbour.ts';
import { skill } from '../../helpers/memory-tree.ts';
import { plannedArchives } from '../../helpers/surface-files.ts';
import { catalogWith, moor as moorId, quay, shed } from '../../helpers/withdrawn-harbour.ts';

const moor = skill('name: moor\ndescription: Ties ships up.\nlicense: MIT\nmetadata: { version: 1.2.0 }');
const commit = 'c'.repeat(40);

interface Marketplace {
  readonly plugins: readonly Record<string, unknown>[];
  readonly renames?: Readonly<Record<string, string | null>>;
}

async function marketplace(
  harbours: readonly Harbour[],
  baseUrl = 'https://harbour.example.org/market',
): Promise<Marketplace> {
  const catalog = await catalogOf(harbours);
  return JSON.parse(claudeMarketplace(catalog, baseUrl, plannedArchives(catalog))) as Marketplace;
}

const remote = (files: Harbour['files'], governance = ''): Harbour => ({
  id: 'quay',
  files,
  source: 'git: https://github.com/harbour/quay',
  commit,
  governance,
});

/** The source of each plugin, hashes cut, with what names its parts. */
function sources({ plugins }: Marketplace): string[] {
  return plugins.map(({ name, source, strict, skills }) =>
    JSON.stringify({ name, source, strict, skills }).replaceAll(/[0-9a-f]{40,64}/g, (hash) => `<${hash.length} hex>`),
  );
}

test('a plugin and a bare skill, mirrored', async () => {
  const harbour: Harbour = {
    id: 'quay',
    files: {
      'kit/.claude-plugin/plugin.json':
        '{ "name": "kit", "description": "Has a kit.", "version": "1.0.0", "license": "MIT", "keywords": ["rope", ""] }',
      'kit/skills/sail/SKILL.md': moor.replaceAll('moor', 'sail'),
      'moor/SKILL.md': moor,
    },
    governance: 'entries: { "skill:moor": { category: raw, riskTier: limited } }',
  };
  expect(await marketplace([harbour])).toMatchInlineSnapshot(`
    {
      "description": "Skills for people who work at a harbour.",
      "name": "harbour-market",
      "owner": {
        "name": "Harbour market",
      },
      "plugins": [
        {
          "category": "standard",
          "description": "Has a kit.",
          "homepage": "https://harbour.example.org/market/plugins/quay/kit/",
          "keywords": [
            "rope",
          ],
          "license": "MIT",
          "metadata": {
            "category": "standard",
            "coordinate": "plugin:quay/kit",
            "digest": "4764d441602bde2d45bc314e2365fc427d0bbfd5a427e5ae525025917f2fff8c",
            "revision": 1,
            "riskTier": "minimal",
            "status": "active",
            "stub": false,
            "version": "1.0.0",
          },
          "name": "kit",
          "source": {
            "sha256": "3d33edd514bfbcbd52bc041bb414a8003e341d2194e1c9f62c1b318d682d3fbc",
            "source": "archive",
            "url": "https://harbour.example.org/market/dl/kit-4764d441602b.zip",
          },
        },
        {
          "category": "raw",
          "description": "[raw] Ties ships up.",
          "homepage": "https://harbour.example.org/market/skills/quay/moor/",
          "license": "MIT",
          "metadata": {
            "category": "raw",
            "coordinate": "skill:quay/moor",
            "digest": "ea463683543b0f1ecaff7209d88627560a30b1584e170b2afa3f28ad5fa0cbe2",
            "revision": 1,
            "riskTier": "limited",
            "status": "active",
            "stub": false,
            "version": "1.2.0",
          },
          "name": "moor",
          "skills": [
            "./",
          ],
          "source": {
            "sha256": "77c083dc186f492ee23526d439bd539aa5395d844906196adcc6b2e4ec9886bc",
            "source": "archive",
            "url": "https://harbour.example.org/market/dl/moor-ea463683543b.skill",
          },
          "strict": false,
          "version": "1.2.0",
        },
      ],
    }
  `);
});

describe('sources', () => {
  test('what may not be copied is named by its commit: a folder of the repository, or the whole of it', async () => {
    const closed = moor.replace('MIT', 'Proprietary');
    expect(sources(await marketplace([remote({ 'deep/moor/SKILL.md': closed })]))).toMatchInlineSnapshot(`
      [
        "{"name":"moor","source":{"source":"git-subdir","url":"https://github.com/harbour/quay","path":"deep/moor","sha":"<40 hex>"},"strict":false,"skills":["./"]}",
      ]
    `);
    expect(sources(await marketplace([remote({ 'SKILL.md': closed })]))).toMatchInlineSnapshot(`
      [
        "{"name":"moor","source":{"source":"url","url":"https://github.com/harbour/quay","sha":"<40 hex>"},"strict":false,"skills":["./"]}",
      ]
    `);
  });

  test('a copy goes before git over https; over http, where Claude Code takes none, git goes before it', async () => {
    const mirrored = remote({ 'moor/SKILL.md': moor });
    expect(sources(await marketplace([mirrored]))).toMatchInlineSnapshot(`
      [
        "{"name":"moor","source":{"source":"archive","url":"https://harbour.example.org/market/dl/moor-ea463683543b.skill","sha256":"<64 hex>"},"strict":false,"skills":["./"]}",
      ]
    `);
    expect(sources(await marketplace([mirrored], 'http://127.0.0.1:8080/market'))).toMatchInlineSnapshot(`
      [
        "{"name":"moor","source":{"source":"git-subdir","url":"https://github.com/harbour/quay","path":"moor","sha":"<40 hex>"},"strict":false,"skills":["./"]}",
      ]
    `);
    const local: Harbour = { id: 'quay', files: { 'moor/SKILL.md': moor } };
    expect(sources(await marketplace([local], 'http://127.0.0.1:8080'))).toMatchInlineSnapshot(`
      [
        "{"name":"moor","source":{"source":"archive","url":"http://127.0.0.1:8080/dl/moor-ea463683543b.skill","sha256":"<64 hex>"},"strict":false,"skills":["./"]}",
      ]
    `);
  });

  test('the skills that the entry of a marketplace names are named again', async () => {
    const files = {
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'quay',
        owner: { name: 'Quay' },
        plugins: [
          { name: 'ropes', description: 'Ropes.', source: './', strict: false, skills: ['./skills/moor'] },
          { name: 'sails', description: 'Sails.', source: './', strict: false, skills: ['./skills/sail'] },
        ],
      }),
      'skills/moor/SKILL.md': moor,
      'skills/moor/notes.md': 'Notes.',
      'skills/sail/SKILL.md': moor.replaceAll('moor', 'sail').replace('MIT', 'Proprietary'),
      'skills/sail/notes.md': 'Notes.',
    };
    expect(sources(await marketplace([remote(files, 'mirror: never')]))).toMatchInlineSnapshot(`
      [
        "{"name":"ropes","source":{"source":"url","url":"https://github.com/harbour/quay","sha":"<40 hex>"},"strict":false,"skills":["./skills/moor"]}",
        "{"name":"sails","source":{"source":"url","url":"https://github.com/harbour/quay","sha":"<40 hex>"},"strict":false,"skills":["./skills/sail"]}",
      ]
    `);
  });
});

test('two of one name both stand in the list; texts of strangers stay one line', async () => {
  const hostile = skill('name: moor\ndescription: "Ties\\u202e\\u0007\\n# up."\nlicense: MIT', 'Other words.');
  const { plugins } = await marketplace([
    { id: 'a', files: { 'moor/SKILL.md': moor } },
    { id: 'b', files: { 'moor/SKILL.md': hostile } },
  ]);
  expect(plugins.map(({ name, description }) => `${String(name)}: ${String(description)}`)).toMatchInlineSnapshot(`
    [
      "b-moor: Ties\\u{202e}\\u{7} # up.",
      "moor: Ties ships up.",
    ]
  `);
});

describe('renames', () => {
  const files = { 'moor/SKILL.md': moor };

  test('a former name leads to the one of now; one that is gone leads nowhere', async () => {
    const { renames } = await marketplace([
      {
        id: 'quay',
        locked: {
          'tie/SKILL.md': moor.replaceAll('moor', 'tie'),
          'row/SKILL.md': moor.replaceAll('moor', 'row'),
          ...files,
        },
        files,
        source: 'local: quay\nentries: { "skill:moor": { renamedFrom: tie } }',
      },
    ]);
    expect(renames).toEqual({ row: null, tie: 'moor' });
  });

  test('a name that is in use again is no former one', async () => {
    const { renames } = await marketplace([
      { id: 'quay', locked: { 'a/moor/SKILL.md': moor }, files: { 'x.md': '' } },
      { id: 'shed', files },
    ]);
    expect(renames).toBeUndefined();
  });

  test('a former name whose entry is a stub leads to null', async () => {
    const { renames, plugins } = await marketplace([
      {
        id: 'quay',
        locked: { 'tie/SKILL.md': moor.replaceAll('moor', 'tie'), ...files },
        files,
        source: 'local: quay\nentries: { "skill:moor": { renamedFrom: tie } }',
        governance: 'entries: { "skill:moor": { stub: true, stubReason: Soon. } }',
      },
    ]);
    expect(plugins).toEqual([]);
    expect(renames).toEqual({ tie: null });
  });
});

test('what is withdrawn is in no list, nor the plugin that holds it', async () => {
  const always = [quay, shed].map((harbour): Harbour => ({ ...harbour, governance: 'mirror: always' }));
  const names = async (affects: Record<string, string>): Promise<unknown[]> => {
    const catalog = await catalogWith(affects, always);
    const { plugins } = JSON.parse(
      claudeMarketplace(catalog, 'https://x.example', plannedArchives(catalog)),
    ) as Marketplace;
    return plugins.map(({ name }) => name);
  };
  expect(await names({})).toEqual(['kit', 'sail']);
  expect(await names({ 'rope-worm': `affects: [{ entry: ${moorId} }]` })).toEqual(['sail']);
});
