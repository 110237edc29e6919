import { describe, expect, test } from 'vitest';
import { catalogOf, type Harbour } from '../../helpers/harbour.ts';
import { skill } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

const moor = (extra = '', body = 'Do it.'): string =>
  skill(`name: moor\ndescription: Ties ships up.\nlicense: MIT${extra}`, body);

/** What becomes of the files of the skill `moor`. */
async function packing(harbour: Omit<Harbour, 'id'>, policy: object = {}): Promise<string> {
  const { offers } = await catalogOf([{ id: 'quay', ...harbour }], policy);
  const found = offers.packing.get('skill:quay/moor');
  return found?.formats ? `${found.formats.join(' ')}${found.isStub ? ' (stub)' : ''}` : String(found?.why);
}

const said = (words: string): string =>
  `trust: first-party\nentries: { "skill:moor": { riskTier: minimal, ${words} } }`;

describe('packing', () => {
  test.each<[string, Omit<Harbour, 'id'>, string]>([
    ['a licence on the list', { files: { 'moor/SKILL.md': moor() } }, 'tar.gz skill'],
    ['no licence', { files: { 'moor/SKILL.md': moor().replace('license: MIT\n', '') } }, 'license'],
    ['another licence', { files: { 'moor/SKILL.md': moor().replace('MIT', 'GPL-3.0-only') } }, 'license'],
    [
      'mirror: always',
      { files: { 'moor/SKILL.md': moor().replace('MIT', 'Proprietary') }, governance: 'mirror: always' },
      'tar.gz skill',
    ],
    ['mirror: never', { files: { 'moor/SKILL.md': moor() }, governance: 'mirror: never' }, 'policy'],
    [
      'a stub',
      { files: { 'moor/SKILL.md': moor() }, governance: said('stub: true, stubReason: Soon.') },
      'tar.gz (stub)',
    ],
    ['a draft', { files: { 'moor/SKILL.md': moor() }, governance: said('status: draft') }, 'held-back'],
    [
      'deprecated',
      { files: { 'moor/SKILL.md': moor() }, governance: said('status: deprecated, reason: Old.') },
      'tar.gz skill',
    ],
    [
      'a credential',
      { files: { 'moor/SKILL.md': moor(), 'moor/key.txt': ['AKIA', 'QWERTYUIOPASDFGH'].join('') } },
      'credential',
    ],
    [
      'two paths that differ in case',
      { files: { 'moor/SKILL.md': moor(), 'moor/a/Note.md': 'one', 'moor/a/note.md': 'two' } },
      'path',
    ],
    ['a device of Windows', { files: { 'moor/SKILL.md': moor(), 'moor/aux.md': 'one' } }, 'path'],
    [
      'a path that no USTAR header holds',
      { files: { 'moor/SKILL.md': moor(), [`moor/${'n'.repeat(101)}.md`]: 'one' } },
      'path',
    ],
  ])('%s', async (_name, harbour, expected) => {
    expect(await packing(harbour)).toBe(expected);
  });

  test('of a part of a file nothing is packed', async () => {
    const files = {
      '.claude-plugin/plugin.json': '{ "name": "desk", "description": "A desk.", "license": "MIT" }',
      '.mcp.json': '{ "mcpServers": { "tides": { "command": "tides" } } }',
    };
    const { offers } = await catalogOf([{ id: 'quay', files }]);
    expect(offers.packing.get('mcp_server:quay/tides')).toEqual({ why: 'part' });
  });

  test('a plugin with a member of another licence is not copied', async () => {
    const files = {
      '.claude-plugin/plugin.json': '{ "name": "desk", "description": "A desk.", "license": "MIT" }',
      'skills/moor/SKILL.md': moor().replace('MIT', 'Proprietary'),
    };
    const { offers } = await catalogOf([{ id: 'quay', files }]);
    expect(offers.packing.get('plugin:quay/desk')).toEqual({ why: 'member' });
  });
});

const keeper = (id: string, body: string, governance = ''): Harbour => ({
  id,
  files: { 'moor/SKILL.md': moor('', body) },
  governance,
});

describe('names', () => {
  test('the source that is trusted more keeps the bare name; Claude Code gets the other under a longer one', async () => {
    const { offers, diagnostics } = await catalogOf([keeper('a', 'One.'), keeper('b', 'Two.', 'trust: verified')]);
    const named = (list: typeof offers.root): string[] => list.map(({ entry, as }) => `${as} = ${entry.id}`);
    expect(named(offers.root)).toEqual(['moor = skill:b/moor']);
    expect(named(offers.claude)).toEqual(['moor = skill:b/moor', 'a-moor = skill:a/moor']);
    expect(messages(diagnostics.filter(({ rule }) => rule.startsWith('offer-')))).toMatchInlineSnapshot(`
      "info offer-name-taken source:moor/SKILL.md:1 [skill:a/moor] In the discovery index at the root "moor" is skill:b/moor, so this one is left out there. | Nothing, if that is meant. Those who want this entry name its source: the page of the entry says how.
      info offer-name-taken source:moor/SKILL.md:1 [skill:a/moor] In the marketplace of Claude Code "moor" is skill:b/moor, so this one is called "a-moor" there. | Nothing, if that is meant. Those who want this entry name its source: the page of the entry says how."
    `);
  });

  test('a copy is offered once, under the name of the one that goes first', async () => {
    const { offers } = await catalogOf([keeper('a', 'One.'), keeper('b', 'One.')]);
    expect(offers.root.map(({ entry }) => entry.id)).toEqual(['skill:a/moor']);
  });

  test('names that a harness keeps for itself are left out of its manifest only', async () => {
    const files = { 'claude-knots/SKILL.md': skill('name: claude-knots\ndescription: Knots.\nlicense: MIT') };
    const { offers, diagnostics } = await catalogOf([{ id: 'a', files }]);
    expect(offers.root.map(({ as }) => as)).toEqual(['claude-knots']);
    expect(offers.claude).toEqual([]);
    expect(messages(diagnostics.filter(({ rule }) => rule === 'offer-name-refused'))).toMatchInlineSnapshot(
      `"info offer-name-refused source:claude-knots/SKILL.md:1 [skill:a/claude-knots] The marketplace of Claude Code cannot hold a plugin called "claude-knots". | Ask the publisher for another name, or let readers take the entry in another way."`,
    );
  });

  test('a skill that an offered plugin brings does not stand in the marketplace a second time', async () => {
    const files = {
      '.claude-plugin/plugin.json': '{ "name": "desk", "description": "A desk.", "license": "MIT" }',
      'skills/moor/SKILL.md': moor(),
    };
    const { offers } = await catalogOf([{ id: 'quay', files }]);
    expect(offers.claude.map(({ entry }) => entry.id)).toEqual(['plugin:quay/desk']);
    expect(offers.root.map(({ entry }) => entry.id)).toEqual(['skill:quay/moor']);
  });
});

test('beyond wellKnownRoot the index at the root holds sources that are trusted more', async () => {
  const many = (id: string, governance: string): Harbour => ({
    id,
    files: Object.fromEntries(
      ['one', 'two'].map((n) => [`${id}-${n}/SKILL.md`, skill(`name: ${id}-${n}\ndescription: ${n}.\nlicense: MIT`)]),
    ),
    governance,
  });
  const harbours = [many('a', ''), many('b', 'trust: verified')];
  const all = await catalogOf(harbours, { wellKnownRoot: 4 });
  expect(all.offers.root).toHaveLength(4);
  const few = await catalogOf(harbours, { wellKnownRoot: 3 });
  expect(few.offers.root.map(({ as }) => as)).toEqual(['b-one', 'b-two']);
  expect(messages(few.diagnostics.filter(({ rule }) => rule === 'offer-limited'))).toMatchInlineSnapshot(
    `"info offer-limited catalog.yaml The discovery index at the root lists 2 of 4 skills: more than 3 are listed here, so it holds trusted sources only. | Raise policy.wellKnownRoot in catalog.yaml, or trust more sources."`,
  );
});

test('a file that a browser would run is told of', async () => {
  const files = { 'moor/SKILL.md': moor(), 'moor/page.html': '<p>Knots</p>' };
  const { diagnostics } = await catalogOf([{ id: 'quay', files }]);
  expect(messages(diagnostics.filter(({ rule }) => rule === 'offer-unpacked-part'))).toMatchInlineSnapshot(
    `"info offer-unpacked-part source:moor/page.html [skill:quay/moor] 1 of 2 files of skill:quay/moor are in its archive only, "page.html" among them. | Nothing; installers that take the archive get every file."`,
  );
});

describe('a plugin that brings what is held back', () => {
  const files = {
    '.claude-plugin/plugin.json': '{ "name": "desk", "description": "A desk.", "license": "MIT" }',
    'skills/moor/SKILL.md': moor(),
  };
  test.each([
    ['a stub', said('stub: true, stubReason: Soon.')],
    ['a draft', said('status: draft')],
  ])('%s, is packed for nobody and stands in no manifest', async (_what, governance) => {
    const { offers, diagnostics } = await catalogOf([{ id: 'quay', files, governance }]);
    expect(offers.packing.get('plugin:quay/desk')).toEqual({ why: 'member' });
    expect([...offers.claude, ...offers.repository]).toEqual([]);
    expect(diagnostics.find(({ rule }) => rule === 'offer-member-held-back')?.message).toMatch(
      /^plugin:quay\/desk brings skill:quay\/moor, which is (?:a stub|not released), so/,
    );
  });
});

test('a skill that would configure a harness is offered to none that places it as it is', async () => {
  const files = { 'moor/SKILL.md': moor(), 'moor/hooks/Hooks.json': '{ "hooks": {} }', 'moor/.mcp.json': '{}' };
  const { offers, diagnostics } = await catalogOf([{ id: 'quay', files }]);
  expect([...offers.root, ...offers.scoped, ...offers.claude]).toEqual([]);
  expect(offers.packing.get('skill:quay/moor')).toMatchObject({ formats: ['tar.gz', 'skill'] });
  const told = diagnostics.filter(({ rule }) => rule === 'offer-configures-harness' || rule.includes('settings'));
  expect(messages(told)).toMatchInlineSnapshot(`
    "info offer-configures-harness source:moor/.mcp.json [skill:quay/moor] skill:quay/moor holds ".mcp.json", so clients that place it as it is are not offered it. | Ask the publisher to put them into a plugin. The client of this project shows them, and places such a skill switched off.
    warning finding-harness-settings source:moor/.mcp.json:1:1 [skill:quay/moor] A harness can be configured by this file of a skill. .mcp.json | Move them to a plugin, and the skill below its skills/."
  `);
});
