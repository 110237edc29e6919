import { describe, expect, test } from 'vitest';
import { checkLocations } from '../../../../src/introspect/plugins/agent-plugins/check-locations.ts';
import { openView } from '../../../../src/introspect/tree-view.ts';
import { link, memoryTree, skill, submodule } from '../../../helpers/memory-tree.ts';
import { message } from '../../../helpers/message.ts';

type Files = Parameters<typeof memoryTree>[0];

async function look(files: Files, root = 'desk') {
  const { diagnostics, ...found } = checkLocations(await openView(memoryTree(files)), root);
  return { ...found, said: diagnostics.map((item) => message(item).replace(/ \| .*/, '')) };
}

const tides = skill('name: tides\ndescription: Reads tides.');

describe('what is there', () => {
  test('section 6.1: a skill and servers', async () => {
    const files = { 'desk/plugin.json': '{}', 'desk/skills/tides/SKILL.md': tides, 'desk/mcp.json': '{}' };
    expect(await look(files)).toEqual({
      hasManifest: true,
      skills: ['desk/skills/tides'],
      mcp: 'desk/mcp.json',
      said: [],
    });
  });

  test('sections 4.2 and 8.2: the whole layout, at the root of a repository', async () => {
    const files = {
      'plugin.json': '{}',
      'skills/tides/SKILL.md': tides,
      'skills/tides/scripts/run.sh': 'x',
      'skills/tides/references/north.md': 'x',
      'org.example.client/hooks/hooks.json': '{}',
      LICENSE: 'x',
    };
    expect(await look(files, '')).toEqual({ hasManifest: true, skills: ['skills/tides'], said: [] });
  });

  test('section 7.1: immediate children with a file of exactly that name', async () => {
    const files = {
      'desk/plugin.json': '{}',
      'desk/skills/SKILL.md': tides,
      'desk/skills/lower/skill.md': tides,
      'desk/skills/group/deep/SKILL.md': tides,
      'desk/skills/outer/SKILL.md': tides,
      'desk/skills/outer/inner/SKILL.md': tides,
      'desk/skills/folder/SKILL.md/notes.md': 'x',
      'desk/skills/notes.md': 'x',
      'desk/skills/broken/SKILL.md': link('nothing'),
    };
    expect(await look(files)).toEqual({ hasManifest: true, skills: ['desk/skills/outer'], said: [] });
  });

  test('section 4.1: links inside the plugin are followed', async () => {
    const files = {
      'desk/plugin.json': link('config/plugin.json'),
      'desk/config/plugin.json': '{}',
      'desk/config/mcp.json': '{}',
      'desk/mcp.json': link('config/mcp.json'),
      'desk/skills': link('parts'),
      'desk/parts/tides/SKILL.md': link('../../texts/tides.md'),
      'desk/texts/tides.md': tides,
      'desk/parts/log': link('../more/log'),
      'desk/parts/log-too': link('../more/log'),
      'desk/more/log/SKILL.md': tides,
    };
    expect(await look(files)).toEqual({
      hasManifest: true,
      skills: ['desk/more/log', 'desk/parts/tides'],
      mcp: 'desk/config/mcp.json',
      said: [],
    });
  });

  test('section 6.2: nothing is no error', async () => {
    expect(await look({ 'desk/plugin.json': '{}' })).toEqual({ hasManifest: true, skills: [], said: [] });
    expect(await look({ 'desk/README.md': '' })).toEqual({ hasManifest: false, skills: [], said: [] });
  });
});

describe('what is not as it should be', () => {
  const rest = {
    'desk/plugin.json': '{}',
    'shared/SKILL.md': tides,
    'shared/mcp.json': '{}',
    'shared/plugin.json': '{}',
  };
  const component = 'error agent-plugin-component-invalid source:desk/';
  test.each<[string, Files, string]>([
    ['6.2: skills as a file', { 'desk/skills': 'x' }, `${component}skills "skills" is a file.`],
    ['6.2: skills as a submodule', { 'desk/skills': submodule }, `${component}skills "skills" leads nowhere.`],
    ['6.2: skills as a broken link', { 'desk/skills': link('nothing') }, `${component}skills "skills" leads nowhere.`],
    ['6.2: skills as a loop', { 'desk/skills': link('skills') }, `${component}skills "skills" leads nowhere.`],
    ['6.2: mcp.json as a folder', { 'desk/mcp.json/a': 'x' }, `${component}mcp.json "mcp.json" is a folder.`],
    [
      '4.1: skills outside the plugin',
      { 'desk/skills': link('../shared') },
      `${component}skills "skills" leads out of the plugin.`,
    ],
    [
      '4.1: skills outside the repository',
      { 'desk/skills': link('../../x') },
      `${component}skills "skills" leads out of the plugin.`,
    ],
    [
      '4.1: mcp.json outside the plugin',
      { 'desk/mcp.json': link('../shared/mcp.json') },
      `${component}mcp.json "mcp.json" leads out of the plugin.`,
    ],
    [
      '4.1: mcp.json with an absolute target',
      { 'desk/mcp.json': link('/etc/mcp.json') },
      `${component}mcp.json "mcp.json" leads out of the plugin.`,
    ],
    [
      '4.1, 7.1: SKILL.md outside the plugin',
      { 'desk/skills/a/SKILL.md': link('../../../shared/SKILL.md') },
      `${component}skills/a/SKILL.md The skill "a" leads out of the plugin and is skipped.`,
    ],
    [
      '4.1, 7.1: SKILL.md outside the repository',
      { 'desk/skills/a/SKILL.md': link('../../../../SKILL.md') },
      `${component}skills/a/SKILL.md The skill "a" leads out of the plugin and is skipped.`,
    ],
    [
      '4.1: the folder of a skill outside the plugin',
      { 'desk/skills/a': link('../../shared') },
      `${component}skills/a The skill "a" leads out of the plugin and is skipped.`,
    ],
    [
      '4.1: plugin.json outside the plugin',
      { 'desk/plugin.json': link('../shared/plugin.json') },
      'error agent-plugin-invalid source:desk/plugin.json "plugin.json" leads out of the plugin.',
    ],
    [
      '4.1: plugin.json as a broken link',
      { 'desk/plugin.json': link('nothing') },
      'error agent-plugin-invalid source:desk/plugin.json "plugin.json" leads nowhere.',
    ],
  ])('section %s', async (_, files, said) => {
    const found = await look({ ...rest, ...files });
    expect(found.said).toEqual([said]);
    expect(found.skills).toEqual([]);
    expect(found.mcp).toBeUndefined();
    expect(found.hasManifest).toBe(!said.includes('agent-plugin-invalid'));
  });

  test('section 7.1, 11.3: leaves the others alone', async () => {
    const files = {
      ...rest,
      'desk/skills/a/SKILL.md': link('../../../shared/SKILL.md'),
      'desk/skills/b/SKILL.md': tides,
      'desk/mcp.json': 'x',
    };
    expect(await look(files)).toMatchObject({ skills: ['desk/skills/b'], mcp: 'desk/mcp.json' });
  });
});
