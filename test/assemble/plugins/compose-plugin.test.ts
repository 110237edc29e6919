import { describe, expect, test } from 'vitest';
import { composePlugin, folderDigest, type PluginParts } from '../../../src/assemble/plugins/compose-plugin.ts';
import type { MemberContent } from '../../../src/domain/composed.ts';
import type { Coordinate } from '../../../src/domain/coordinate.ts';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../../src/introspect/measure-entries.ts';
import { memoryTree } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

type Files = Parameters<typeof memoryTree>[0];

/** The member of that key in a tree, as reading a source gives it. */
async function member(files: Files, key: string, as?: string): Promise<MemberContent> {
  const tree = memoryTree(files);
  const { entries } = await introspectTree(tree, {
    source: 'quay',
    selection: { path: '', include: ['**'], exclude: [] },
    bindings: new Map(),
  });
  const measured = await measureEntries(tree, 'quay', entries);
  const entry = measured.entries.find(({ kind, name }) => `${kind}:${name}` === key);
  if (!entry) throw new Error(`There is only ${entries.map(({ kind, name }) => `${kind}:${name}`).join(', ')}.`);
  const contents = await Promise.all(
    entry.files.map(async ({ treePath, path, executable }) => {
      const { bytes = new Uint8Array() } = await tree.read(treePath);
      return { path, bytes, executable };
    }),
  );
  const id: Coordinate = `${entry.kind}:quay/${entry.name}`;
  const locked = { id, revision: 1, digest: entry.digest, ...(as !== undefined && { as }) };
  return { member: locked, name: as ?? entry.name, entry, files: contents };
}

const definition: PluginParts['definition'] = {
  description: 'All.',
  author: { name: 'Ada' },
  keywords: [],
  members: [],
  references: [],
};

function compose(members: readonly MemberContent[]) {
  const { files, diagnostics } = composePlugin({ name: 'kit', version: '1.0.0', definition, members }, () => ({
    root: 'catalog',
    file: 'plugins/kit.yaml',
  }));
  const texts = files && Object.fromEntries(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
  return { files, texts: texts ?? {}, said: messages(diagnostics) };
}

const composed = async (files: Files, key: string, as?: string) => compose([await member(files, key, as)]);

describe('a skill under another name', () => {
  const body = '\n\nname: not this one\n';
  test.each([
    ['name: moor\ndescription: Ties.', 'name: bind\ndescription: Ties.'],
    ['description: Ties.\nname: "moor"', 'description: Ties.\nname: bind'],
    ["description: Ties.\nname: 'moor'  ", 'description: Ties.\nname: bind  '],
    [
      'metadata:\n  name: inner\nname:   moor\ndescription: Ties.',
      'metadata:\n  name: inner\nname: bind\ndescription: Ties.',
    ],
    ['name: Moor\r\ndescription: Ties.\r', 'name: bind\r\ndescription: Ties.\r'],
  ])('%j changes on that line only', async (front, expected) => {
    const { texts, said } = await composed(
      { 'skills/moor/SKILL.md': `---\n${front}\n---${body}` },
      'skill:moor',
      'bind',
    );
    expect(said).toBe('');
    expect(texts['skills/bind/SKILL.md']).toBe(`---\n${expected}\n---${body}`);
  });

  test('keeps every other byte, those that are no text included', async () => {
    const head = new TextEncoder().encode('---\nname: moor\ndescription: Ties.\n---\n');
    const bytes = Uint8Array.from([...head, 0x54, 0xff, 0xe9, 0x0a]);
    const { files } = await composed({ 'skills/moor/SKILL.md': bytes }, 'skill:moor', 'bind');
    const skill = files?.find(({ path }) => path.endsWith('SKILL.md'));
    expect([...(skill?.bytes ?? [])].slice(-4)).toEqual([0x54, 0xff, 0xe9, 0x0a]);
  });

  test('that YAML takes for something else stands in quotes', async () => {
    const { texts } = await composed(
      { 'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties.\n---\n' },
      'skill:moor',
      'true',
    );
    expect(texts['skills/true/SKILL.md']).toContain('name: "true"\n');
  });

  test.each([
    'name: >\n  moor\ndescription: Ties.',
    'name: "mo\\x6fr"\ndescription: Ties.',
    '{ name: moor, description: Ties. }',
  ])('is refused where its line says more than the name: %j', async (front) => {
    const { texts, said } = await composed({ 'skills/moor/SKILL.md': `---\n${front}\n---\n` }, 'skill:moor', 'bind');
    expect(texts).toEqual({});
    expect(said).toContain('error plugin-member-name plugins/kit.yaml skill:quay/moor: Its front matter says "moor"');
  });

  test('stays as it is where the name is right, or where none is given', async () => {
    const text = '---\ndescription: Ties.\n---\nTwo lines.\n';
    const { texts } = await composed({ 'skills/moor/SKILL.md': text }, 'skill:moor', 'bind');
    expect(texts['skills/bind/SKILL.md']).toBe(text);
  });

  test('has its file in the spelling that harnesses look for', async () => {
    const { texts } = await composed(
      { 'skills/moor/skill.md': '---\nname: moor\ndescription: Ties.\n---\n' },
      'skill:moor',
    );
    expect(Object.keys(texts)).toContain('skills/moor/SKILL.md');
  });
});

describe('hooks', () => {
  const hooks = (event: string, command: string): string =>
    JSON.stringify({ description: 'Ours.', hooks: { [event]: [{ hooks: [{ type: 'command', command }] }] } });
  const own = (text: string): Files => ({
    '.claude-plugin/plugin.json': '{ "name": "dock" }',
    'hooks/hooks.json': text,
  });

  test('of all members are joined event by event, in the order of the members', async () => {
    const one = await member(own(hooks('Stop', 'npm test')), 'hook:dock-hooks');
    const two = await member(own(hooks('Stop', 'npm run lint')), 'hook:dock-hooks');
    const inManifest = {
      '.claude-plugin/plugin.json': JSON.stringify({
        name: 'dock',
        hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'date' }] }] },
      }),
    };
    const three = await member(inManifest, 'hook:dock-hooks');
    const { texts, said } = compose([two, three, one]);
    expect(said).toBe('');
    expect(JSON.parse(texts['hooks/hooks.json'] ?? '')).toEqual({
      hooks: {
        Stop: [
          { hooks: [{ type: 'command', command: 'npm run lint' }] },
          { hooks: [{ type: 'command', command: 'npm test' }] },
        ],
        SessionStart: [{ hooks: [{ type: 'command', command: 'date' }] }],
      },
    });
  });

  test('of hostile size are read without harm', async () => {
    const many = JSON.stringify({
      hooks: { Stop: [{ hooks: [{ type: 'command', command: 'date', args: Array(200_000).fill('a') }] }] },
    });
    const { texts } = await composed(own(many), 'hook:dock-hooks');
    expect(texts['hooks/hooks.json']?.length).toBeGreaterThan(200_000);
  });

  test('with an event that is called like a part of every object are hooks like others', async () => {
    const { texts } = await composed(
      own('{"hooks":{"__proto__":[{"hooks":[{"type":"command","command":"date"}]}]}}'),
      'hook:dock-hooks',
    );
    expect(texts['hooks/hooks.json']).toContain('"__proto__"');
  });

  test.each([
    ['{"hooks":{"stop":[{"command":"date"}]}}', 'plugin-member-format'],
    [hooks('Stop', '${CLAUDE_PLUGIN_ROOT}/end.sh'), 'plugin-member-bound'],
    [hooks('Stop', 'curl -H "Authorization: Bearer abcdef0123456789abcdef" https://x.example'), 'plugin-member-secret'],
    [
      `{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"date","deep":${'['.repeat(60)}"x"${']'.repeat(60)}}]}]}}`,
      'plugin-member-format',
    ],
  ])('%s are refused', async (text, rule) => {
    const { said } = await composed(own(text), 'hook:dock-hooks');
    expect(said).toContain(`error ${rule} plugins/kit.yaml hook:quay/dock-hooks: `);
  });
});

describe('an MCP server', () => {
  const server = (config: object): Files => ({
    '.claude-plugin/plugin.json': '{ "name": "shed" }',
    '.mcp.json': JSON.stringify({ mcpServers: { charts: config } }),
  });
  const forms = async (config: object) => {
    const { texts, said } = await composed(server(config), 'mcp_server:charts');
    const read = (path: string): unknown =>
      texts[path] === undefined ? undefined : (JSON.parse(texts[path]) as { mcpServers: object }).mcpServers;
    return { claude: read('.mcp.json'), portable: read('mcp.json'), said };
  };

  test.each<[object, object, object]>([
    [
      { command: 'npx', args: ['-y', 'charts'] },
      { type: 'stdio' },
      { type: 'stdio', command: 'npx', args: ['-y', 'charts'] },
    ],
    [{ command: ['uvx', 'charts'], disabled: true }, { command: 'uvx', args: ['charts'] }, { command: 'uvx' }],
    [{ url: 'https://x.example/mcp' }, { type: 'http', url: 'https://x.example/mcp' }, { type: 'streamable-http' }],
    [{ type: 'sse', url: 'https://x.example/sse' }, { type: 'sse' }, { type: 'sse' }],
    [{ httpUrl: 'https://x.example/mcp' }, { type: 'http' }, { type: 'streamable-http', url: 'https://x.example/mcp' }],
    [
      { command: 'charts', env: { KEY: 's3cret', OTHER: '${OTHER}' } },
      { env: { KEY: '${KEY}', OTHER: '${OTHER}' } },
      { command: 'charts' },
    ],
    [
      { url: 'https://x.example', headers: { Authorization: 'Bearer s3cret' } },
      { headers: { Authorization: '${AUTHORIZATION}' } },
      { type: 'streamable-http' },
    ],
  ])('%j is written for both', async (config, claude, portable) => {
    const found = await forms(config);
    expect(found.said).toBe('');
    expect(found.claude).toMatchObject({ charts: claude });
    expect(found.portable).toMatchObject({ charts: portable });
    expect(JSON.stringify(found)).not.toContain('s3cret');
    expect(JSON.stringify(found.portable)).not.toMatch(/env|headers/);
  });

  test.each<[object, string]>([
    [{ command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/server.js'] }, 'bound'],
    [{ command: './server' }, 'bound'],
    [{ command: 'uvx', args: ['--from', '.', 'charts'] }, 'bound'],
    [{ command: 'charts', cwd: 'server' }, 'bound'],
    [{ command: 'npx -y charts' }, 'format'],
    [{ command: 'charts', headersHelper: 'cat ~/.key' }, 'format'],
    [{ url: '${CHARTS_URL}' }, 'format'],
    [{ command: 'charts', args: ['--api-key', 'abcdef0123456789'] }, 'secret'],
    [{ url: 'https://x.example/mcp?token=abcdef0123456789' }, 'secret'],
    [{ command: 'charts', env: { 'MY KEY': 'x' } }, 'format'],
  ])('%j is refused', async (config, rule) => {
    const found = await forms(config);
    expect(found.claude).toBeUndefined();
    expect(found.said).toContain(`error plugin-member-${rule} plugins/kit.yaml mcp_server:quay/charts: `);
    expect(found.said).not.toContain('abcdef0123456789');
  });

  test.each([[{ url: 'http://charts.internal:8080/mcp' }], [{ command: '/usr/bin/charts' }]])(
    '%j is for Claude Code only, and that is said',
    async (config) => {
      const found = await forms(config);
      expect(found.claude).toBeDefined();
      expect(found.portable).toBeUndefined();
      expect(found.said).toContain('warning plugin-member-format');
    },
  );
});

test('a file that speaks of the folder of its plugin is taken in with a word', async () => {
  const text = '---\nname: moor\ndescription: Ties.\n---\nRead ${CLAUDE_PLUGIN_ROOT}/shared.md first.\n';
  const { texts, said } = await composed({ 'skills/moor/SKILL.md': text }, 'skill:moor');
  expect(texts['skills/moor/SKILL.md']).toBe(text);
  expect(said).toContain('warning plugin-member-bound plugins/kit.yaml skill:quay/moor: ');
});

test.each(['../evil.sh', '/etc/passwd', 'a/../../evil', '.git/hooks/x', 'a\\..\\evil', 'a//b', 'a\u0000b'])(
  'a file called %j has no place in a plugin',
  async (path) => {
    const good = await member({ 'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties.\n---\n' }, 'skill:moor');
    const evil = { path, bytes: new Uint8Array(), executable: false };
    const { files, said } = compose([{ ...good, files: [...good.files, evil] }]);
    expect(files).toBeUndefined();
    expect(said).toContain('error plugin-member-format');
  },
);

test('the same parts give the same bytes, in this version and the next', async () => {
  const skill = await member(
    { 'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties.\n---\nTwo lines.\n' },
    'skill:moor',
  );
  const { files = [] } = compose([skill]);
  // Another digest here means that plugins which are locked everywhere can no longer be put together.
  expect(folderDigest(files)).toMatchInlineSnapshot(
    `"9c03e2f205493eb63e20ce2bcf5f7040e9a757f8d99c50b75c4f39a574792e78"`,
  );
});
