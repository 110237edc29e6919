import { describe, expect, test } from 'vitest';
import { readHooks } from '../../../src/introspect/plugins/hook-entry.ts';
import { readJson } from '../../../src/introspect/read-json.ts';
import { openView } from '../../../src/introspect/tree-view.ts';
import { memoryTree } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function read(content: unknown, path = 'hooks/hooks.json', keys: readonly string[] = []) {
  const tree = memoryTree({ [path]: typeof content === 'string' ? content : JSON.stringify(content) });
  const { json, diagnostic } = await readJson(tree, path);
  if (!json) throw new Error(diagnostic.message);
  let value: unknown = json.value;
  for (const key of keys) value = (value as Record<string, unknown>)[key];
  const { draft, quarantined, diagnostics } = readHooks(
    await openView(tree),
    { path: [path, ...keys].join('#'), json, keys, value },
    'desk',
  );
  return {
    draft,
    rules: diagnostics.map(({ rule }) => rule),
    said: messages(diagnostics),
    quarantined: quarantined?.rule,
    formats: draft?.formats,
    hooks: draft?.hooks.map(({ event, matcher, type, command }) =>
      [event, matcher ?? '-', type, command ?? '-'].join(' | '),
    ),
  };
}

const bell = { type: 'command', command: './bell.sh' };

describe('forms that a harness reads', () => {
  test.each<[string, unknown, string, string[], string[]]>([
    [
      'groups below events',
      {
        hooks: {
          Stop: [{ hooks: [bell] }],
          PreToolUse: [{ matcher: 'Bash|Edit', hooks: [bell, { type: 'prompt', prompt: 'Is it safe?' }] }],
        },
      },
      'hooks/hooks.json',
      ['claude-hooks'],
      [
        'Stop | - | command | ./bell.sh',
        'PreToolUse | Bash|Edit | command | ./bell.sh',
        'PreToolUse | Bash|Edit | prompt | Is it safe?',
      ],
    ],
    [
      'arguments, addresses and actions without a text',
      {
        hooks: {
          Stop: [
            {
              hooks: [
                { ...bell, args: ['--token', 'hush'] },
                { type: 'http', url: 'https://ada:hush@bells.example.org/?key=hush' },
                { type: 'agent' },
              ],
            },
          ],
        },
      },
      'hooks/hooks.json',
      ['claude-hooks'],
      [
        'Stop | - | command | ./bell.sh --token …',
        'Stop | - | http | https://bells.example.org/',
        'Stop | - | agent | -',
      ],
    ],
    [
      'commands below events',
      {
        version: 1,
        hooks: { afterFileEdit: [{ command: './bell.sh' }], preToolUse: [{ command: './check.sh', matcher: 'Shell' }] },
      },
      '.cursor/hooks.json',
      ['cursor-hooks'],
      ['afterFileEdit | - | command | ./bell.sh', 'preToolUse | Shell | command | ./check.sh'],
    ],
    [
      'a command for each shell',
      {
        version: 1,
        hooks: {
          sessionEnd: [
            {
              type: 'command',
              bash: './bell.sh',
              powershell: './bell.ps1',
              linux: './bell.sh',
              cwd: '.',
              env: { KEY: 'hush' },
            },
          ],
        },
      },
      'hooks.json',
      ['copilot-hooks'],
      ['sessionEnd | - | command | ./bell.sh', 'sessionEnd | - | command | ./bell.ps1'],
    ],
    [
      'one command where Copilot looks',
      { version: 1, hooks: { sessionEnd: [bell] } },
      '.github/hooks/bell.json',
      ['copilot-hooks'],
      ['sessionEnd | - | command | ./bell.sh'],
    ],
    [
      'one command in a file for Copilot',
      { hooks: { sessionEnd: [bell] } },
      'hooks/copilot-hooks.json',
      ['copilot-hooks'],
      ['sessionEnd | - | command | ./bell.sh'],
    ],
    [
      'two forms at once',
      { hooks: { Stop: [{ hooks: [bell] }, { command: './b.sh' }] } },
      'hooks.json',
      ['claude-hooks', 'cursor-hooks'],
      ['Stop | - | command | ./bell.sh', 'Stop | - | command | ./b.sh'],
    ],
  ])('%s', async (_, content, path, formats, hooks) => {
    const found = await read(content, path);
    expect(found).toMatchObject({ said: '', formats, hooks });
    expect(JSON.stringify(found.draft)).not.toContain('hush');
  });

  test('events inside a manifest', async () => {
    const found = await read({ name: 'desk', hooks: { Stop: [{ hooks: [bell] }] } }, 'plugin.json', ['hooks']);
    expect(found).toMatchObject({ rules: [], formats: ['claude-hooks'], hooks: ['Stop | - | command | ./bell.sh'] });
    expect(found.draft).toMatchObject({ wanted: 'desk-hooks', ownFiles: [], canonical: expect.any(String) });
  });
});

describe('forms that none reads are shown all the same', () => {
  test.each<[string, unknown, string[]]>([
    [
      'a list of objects',
      { hooks: [{ event: 'Stop', matcher: '.*', command: './bell.sh' }, { event: 'Start' }, 'x'] },
      ['Stop | .* | command | ./bell.sh'],
    ],
    ['a list at the top', [{ event: 'Stop', command: './bell.sh' }], ['Stop | - | command | ./bell.sh']],
    [
      'a list with actions',
      { hooks: [{ event: 'stop', action: { type: 'prompt', message: 'Rest?' } }] },
      ['stop | - | prompt | Rest?'],
    ],
    [
      'events at the top',
      { description: 'Rings', keywords: ['bell'], Stop: [{ hooks: [bell] }] },
      ['Stop | - | command | ./bell.sh'],
    ],
    [
      'commands at the top',
      { Stop: [{ ...bell, matcher: { tool_name: 'Bash' } }] },
      ['Stop | Bash | command | ./bell.sh'],
    ],
    ['an object in place of a list', { hooks: { Stop: bell } }, ['Stop | - | command | ./bell.sh']],
    [
      'texts in place of objects',
      { hooks: { Stop: ['./bell.sh'], Start: './bell.sh' } },
      ['Stop | - | command | ./bell.sh', 'Start | - | command | ./bell.sh'],
    ],
  ])('%s', async (_, content, hooks) => {
    const found = await read(content);
    expect(found).toMatchObject({ rules: ['hooks-form-unknown'], quarantined: undefined, formats: [], hooks });
  });
});

describe('what holds no hooks', () => {
  const invalid =
    'error manifest-invalid source:hooks/hooks.json:1:1 The hooks are not a map of events. | Correct the JSON at the place that is named.';
  const empty = 'info hooks-empty source:hooks/hooks.json:1:1 No hook is defined in it. | Nothing, or delete the file.';
  test.each([
    ['a text', '"x"', invalid],
    ['true', 'true', invalid],
    ['null', 'null', invalid],
    ['something else', { name: 'desk', events: [{ event: 'Stop', script: 'bell.js' }] }, invalid],
    ['settings below names', { hooks: { repair: { 'bell-tool': { enabled: false } } } }, invalid],
    ['a list without commands', { hooks: [{ event: 'Stop' }] }, invalid],
    ['no event', { hooks: {} }, empty],
    ['an empty list', { hooks: [] }, empty],
    ['an empty object', {}, empty],
    ['an event without hooks', { hooks: { Stop: [] } }, empty],
    [
      'an address',
      '"https://bells.example.org/hooks.json"',
      'info manifest-remote source:hooks/hooks.json:1:1 The hooks are at another address. | Nothing.',
    ],
  ])('%s', async (_, content, said) => {
    const found = await read(content);
    expect(found.draft).toBeUndefined();
    expect(found.said).toBe(said);
    expect(found.quarantined).toBe(said === invalid ? 'manifest-invalid' : undefined);
  });
});

describe('names', () => {
  test.each([
    ['hooks/hooks.json', 'desk-hooks'],
    ['hooks/cursor-hooks.json', 'desk-cursor-hooks'],
    ['.github/hooks/bell.json', 'desk-bell'],
    ['.github/hooks/desk.json', 'desk-hooks'],
  ])('%s is called %s', async (path, name) => {
    expect((await read({ hooks: { Stop: [bell] } }, path)).draft?.wanted).toBe(name);
  });

  test('of events as in Object.prototype', async () => {
    const found = await read('{ "hooks": { "__proto__": [{ "command": "a" }], "constructor": [{ "command": "b" }] } }');
    expect(found.hooks).toEqual(['__proto__ | - | command | a', 'constructor | - | command | b']);
  });
});

test('what runs is shown without secrets, as is its text', async () => {
  const { draft, hooks } = await read({
    hooks: {
      Stop: [{ hooks: [{ type: 'command', command: 'TIDES_TOKEN=hush ring --key hush', args: ['--token', 'hush'] }] }],
      sessionStart: [{ bash: 'curl -u ada:hush tides', powershell: 'ring "https://ada:hush@tides.example.org/?hush"' }],
      stop: ['ring --token hush'],
    },
  });
  expect(hooks).toEqual([
    'Stop | - | command | TIDES_TOKEN=… ring --key … --token …',
    'sessionStart | - | command | curl -u ada:… tides',
    'sessionStart | - | command | ring "https://tides.example.org/"',
    'stop | - | command | ring --token …',
  ]);
  // A text among the events has no key that says it is a command.
  expect(draft?.definition.text.replace('ring --token hush', '')).not.toContain('hush');
});
