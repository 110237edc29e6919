import { describe, expect, test } from 'vitest';
import { readTomlEntry, type TomlSource } from '../../../src/introspect/toml/toml-entry.ts';
import { openView } from '../../../src/introspect/tree-view.ts';
import { memoryTree } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function read(
  text: string | Uint8Array,
  kind: TomlSource['kind'] = 'subagent',
  options: { file?: string; uncertain?: boolean } = {},
) {
  const { file = kind === 'subagent' ? '.codex/agents/clerk.toml' : 'commands/tides.toml', uncertain = false } =
    options;
  const view = await openView(memoryTree({ [file]: text }));
  const { draft, quarantined, diagnostics } = await readTomlEntry(view, { kind, file, uncertain });
  return { draft, quarantined: quarantined?.rule, said: messages(diagnostics) };
}

const clerk = `# Who keeps the log
name = "log_clerk"
description = "Keeps the log."
model = "large"
sandbox_mode = "read-only"
nickname_candidates = [
  "Clerk", # "not a key" = """
  "Scribe",
]
developer_instructions = """
# Log clerk
model = "not a key"
""\\" Write it down.\\
  """

[mcp_servers.tides]
command = "npx"
args = ["-y", "tides-mcp", "--token", "hush"]
env = { TIDES_KEY = "hush" }
`;

describe('a subagent of Codex', () => {
  test('is its instructions, with everything else beside them', async () => {
    const { draft, said } = await read(clerk);
    expect(said).toBe('');
    expect(draft).toMatchObject({
      kind: 'subagent',
      path: '.codex/agents/clerk.toml',
      wanted: 'log_clerk',
      at: { line: 2, column: 1 },
      description: 'Keeps the log.',
      formats: ['codex-agent'],
      definition: { format: 'markdown', line: 11, text: '# Log clerk\nmodel = "not a key"\n""" Write it down.' },
      servers: [{ transport: 'stdio', command: 'npx -y tides-mcp --token …', variables: ['TIDES_KEY'] }],
    });
    const places = [...(draft?.frontMatter ?? [])].map(([key, { at }]) => `${key} ${at.line}:${at.column}`);
    expect(places).toEqual([
      'name 2:1',
      'description 3:1',
      'model 4:1',
      'sandbox_mode 5:1',
      'nickname_candidates 6:1',
      'mcp_servers 16:2',
    ]);
    expect(JSON.stringify([...(draft?.frontMatter ?? [])])).not.toContain('hush');
  });

  test('needs neither a name nor a description', async () => {
    const { draft } = await read('model = "small"\n\ndeveloper_instructions = "## Look around.\\nTouch nothing."\n');
    expect(draft).toMatchObject({ wanted: 'clerk', description: 'Look around.', definition: { line: 3 } });
  });

  test('can do without instructions', async () => {
    const { draft } = await read('name = "clerk"\ndescription = "Keeps the log."\n');
    expect(draft).toMatchObject({ description: 'Keeps the log.', definition: { text: '', line: 1 } });
  });
});

describe('a command of Gemini CLI', () => {
  test.each([
    ['commands/tides.toml', 'tides'],
    ['.gemini/commands/git/commit.toml', 'git:commit'],
    ['plugins/commands/commands/a/b/c.TOML', 'a:b:c'],
    ['commands/commands.toml', 'commands'],
    ['elsewhere/tides.toml', 'elsewhere:tides'],
  ])('in %s is called %s', async (file, name) => {
    const { draft } = await read('name = "other"\nprompt = "Read the tides."', 'command', { file });
    expect(draft).toMatchObject({ wanted: name, formats: ['gemini-command'], description: 'Read the tides.' });
  });

  test.each([
    ['prompt = """\nRead."""', 2],
    ['prompt = """Read."""', 1],
    ['prompt = """\r\nRead."""\r\n', 2],
    ["description = 'x'\n\nprompt = '''\n\nRead.'''", 4],
    ["'prompt' = 'Read.'", 1],
    ['"prompt"= "Read."', 1],
    ['a.b = """\nprompt = 1"""\nprompt = "Read."', 3],
    ['x = [ { prompt = "no" } ]\nprompt = "Read."', 2],
    ['\uFEFFprompt = "Read."', 1],
  ])('%j begins on line %i', async (text, line) => {
    const { draft, said } = await read(text, 'command');
    expect(said).toBe('');
    expect(draft?.definition.text.trim()).toBe('Read.');
    expect(draft?.definition.line).toBe(line);
  });

  test('needs a prompt', async () => {
    const { quarantined, said } = await read('description = "Reads the tides."', 'command');
    expect(quarantined).toBe('toml-invalid');
    expect(said).toBe(
      'error toml-invalid source:commands/tides.toml:1 The command has no "prompt". | Write prompt = """ and what is to be done.',
    );
  });
});

describe('what cannot be read', () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ['an open string', 'a = 1\nb = "x', 'toml-invalid', '.codex/agents/clerk.toml:2:'],
    ['a key twice', 'a = 1\na = 2', 'toml-invalid', '.codex/agents/clerk.toml:2:1 It is not TOML: '],
    ['Markdown', '# Clerk\n\nKeeps the log.', 'toml-invalid', '.codex/agents/clerk.toml:3:'],
    ['lists that are deep', `a = ${'['.repeat(5000)}`, 'toml-invalid', '.codex/agents/clerk.toml:1:'],
    [
      'tables that are deep',
      `a${'.a'.repeat(5000)} = 1`,
      'toml-invalid',
      '.codex/agents/clerk.toml:1 It is nested too deeply',
    ],
    [
      'too much of it',
      `a = "${'x'.repeat(140_000)}"`,
      'definition-too-large',
      '.codex/agents/clerk.toml The file has 140006 characters; 131072 are read.',
    ],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe]), 'definition-not-text', '.codex/agents/clerk.toml'],
    ['nothing', '', 'toml-invalid', '.codex/agents/clerk.toml:1 The subagent has no "developer_instructions".'],
  ])('%s', async (_, text, rule, place) => {
    const { draft, quarantined, said } = await read(text);
    expect(draft).toBeUndefined();
    expect(quarantined).toBe(rule);
    expect(said).toContain(`error ${rule} source:${place}`);
    expect(said.split('\n')).toHaveLength(1);
    expect(await read(text, 'subagent', { uncertain: true })).toEqual({
      draft: undefined,
      quarantined: undefined,
      said: '',
    });
  });
});

test('values that JSON does not know are texts, and no key is a trick', async () => {
  const text = `description = "x"
big = 99999999999999999999
nan = nan
far = -inf
day = 1979-05-27
moment = 1979-05-27T07:32:00Z
env = { KEY = "hush" }
__proto__ = { polluted = true }
[constructor.prototype]
polluted = true
`;
  const { draft } = await read(text);
  expect(Object.fromEntries([...(draft?.frontMatter ?? [])].map(([key, { value }]) => [`_${key}`, value]))).toEqual({
    _description: 'x',
    _big: '99999999999999999999',
    _nan: 'NaN',
    _far: '-Infinity',
    _day: '1979-05-27',
    _moment: '1979-05-27T07:32:00.000Z',
    _env: { KEY: '…' },
    ___proto__: { polluted: true },
    _constructor: { prototype: { polluted: true } },
  });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
