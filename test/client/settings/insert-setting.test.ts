import { expect, test } from 'vitest';
import { canonicalJson, sha256 } from '../../../src/domain/digest.ts';
import type { PlacedSetting, Setting } from '../../../src/client/settings/setting.ts';
import { insertSetting, removeSetting } from '../../../src/client/settings/settings.ts';

const server = { command: 'npx', args: ['-y', 'files'] };
const json = (name: string, value: unknown = server): Setting => ({
  format: 'json',
  keys: ['mcpServers', name],
  value,
});
const jsonc = (name: string, value: unknown = server): Setting => ({ ...json(name, value), format: 'jsonc' });
const toml = (name: string, value: unknown = server): Setting => ({
  format: 'toml',
  keys: ['mcp_servers', name],
  value,
});

function insert(text: string | undefined, setting: Setting): { text: string; placed: PlacedSetting } {
  const result = insertSetting(text, setting);
  if ('refused' in result) throw new Error(result.refused);
  const { format, keys, value } = setting;
  const placed = { format, keys: [...keys], sha256: sha256(canonicalJson(value)), inserted: result.inserted };
  return { text: result.text, placed: { ...placed, created: text === undefined } };
}

function refusal(text: string, setting: Setting): string {
  const result = insertSetting(text, setting);
  return 'refused' in result ? result.refused : `NOT REFUSED:\n${result.text}`;
}

function remove(text: string, placed: PlacedSetting): string | undefined {
  const result = removeSetting(text, placed);
  if ('refused' in result) throw new Error(result.refused);
  return result.text;
}

test('a file that is not there is made, and goes again', () => {
  const { text, placed } = insert(undefined, json('files'));
  expect(text).toMatchInlineSnapshot(`
    "{
      "mcpServers": {
        "files": {
          "command": "npx",
          "args": [
            "-y",
            "files"
          ]
        }
      }
    }
    "
  `);
  expect(remove(text, placed)).toBeUndefined();
  const codex = insert(undefined, toml('files'));
  expect(codex.text).toMatchInlineSnapshot(`
    "[mcp_servers.files]
    command = "npx"
    args = [ "-y", "files" ]
    "
  `);
  expect(remove(codex.text, codex.placed)).toBeUndefined();
});

test('comments, order, indent and a last comma stay', () => {
  const before = '{\n\t// mine\n\t"b": 1,\n\t"mcpServers": {\n\t\t"a": { "url": "x" }, // one\n\t}, /* end */\n}\n';
  const { text, placed } = insert(before, jsonc('files'));
  expect(text).toMatchInlineSnapshot(`
    "{
    	// mine
    	"b": 1,
    	"mcpServers": {
    		"a": { "url": "x" }, // one
    		"files": {
    			"command": "npx",
    			"args": [
    				"-y",
    				"files"
    			]
    		},
    	}, /* end */
    }
    "
  `);
  expect(remove(text, placed)).toBe(before);
});

test('a remark on the last entry stays with it', () => {
  const before = '{\n  "mcpServers": {\n    "a": {} // one\n  }\n}';
  const { text, placed } = insert(before, jsonc('files', { url: 'x' }));
  expect(text).toMatchInlineSnapshot(`
    "{
      "mcpServers": {
        "a": {}, // one
        "files": {
          "url": "x"
        }
      }
    }"
  `);
  expect(remove(text, placed)).toBe(before);
});

test('a file in one line stays in one line', () => {
  const before = '{"theme":"dark"}';
  const { text, placed } = insert(before, json('files', { url: 'x' }));
  expect(text).toMatchInlineSnapshot(`"{"theme":"dark", "mcpServers": { "files": {"url":"x"} }}"`);
  expect(remove(text, placed)).toBe(before);
});

test('line ends and the byte order mark stay', () => {
  const before = '\uFEFF{\r\n    "theme": "dark"\r\n}\r\n';
  const { text, placed } = insert(before, json('files', { url: 'x' }));
  expect(JSON.stringify(text)).toMatchInlineSnapshot(
    `""﻿{\\r\\n    \\"theme\\": \\"dark\\",\\r\\n    \\"mcpServers\\": {\\r\\n        \\"files\\": {\\r\\n            \\"url\\": \\"x\\"\\r\\n        }\\r\\n    }\\r\\n}\\r\\n""`,
  );
  expect(remove(text, placed)).toBe(before);
  const codex = insert('\uFEFFa = 1\r\n', toml('files'));
  expect(JSON.stringify(codex.text)).toMatchInlineSnapshot(
    `""﻿a = 1\\r\\n\\r\\n[mcp_servers.files]\\r\\ncommand = \\"npx\\"\\r\\nargs = [ \\"-y\\", \\"files\\" ]\\r\\n""`,
  );
  expect(remove(codex.text, codex.placed)).toBe('\uFEFFa = 1\r\n');
});

test('a table of TOML goes to the end, and nothing else is touched', () => {
  const before = 'model = "x" # mine\n\n[mcp_servers.a]\ncommand = "a"\nenv = { B = "1" }';
  const { text, placed } = insert(before, toml('files', { ...server, env: { 'a.b': '"""', c: "'''" } }));
  expect(text).toMatchInlineSnapshot(`
    "model = "x" # mine

    [mcp_servers.a]
    command = "a"
    env = { B = "1" }

    [mcp_servers.files]
    command = "npx"
    args = [ "-y", "files" ]

    [mcp_servers.files.env]
    "a.b" = "\\"\\"\\""
    c = "'''"
    "
  `);
  expect(remove(text, placed)).toBe(before);
});

test('the same value is nothing to do, and not ours to take out', () => {
  const { text, placed } = insert('{"mcpServers":{"files":{"args":["-y","files"],"command":"npx"}}}', json('files'));
  expect(placed.inserted).toBe('');
  expect(remove(text, placed)).toBe(text);
  expect(
    insert('[mcp_servers]\nfiles = { command = "npx", args = ["-y", "files"] }', toml('files')).placed.inserted,
  ).toBe('');
});

test('what cannot be edited is refused', () => {
  const cases: [string, Setting][] = [
    ['{"mcpServers":{"files":{"command":"mine"}}}', json('files')],
    ['{"mcpServers":[]}', json('files')],
    ['[]', json('files')],
    ['{"mcpServers":{},"mcpServers":{}}', json('files')],
    ['{\n  // mine\n}', json('files')],
    ['{\n  "a": 1,\n', jsonc('files')],
    ['[mcp_servers.files]\ncommand = "mine"', toml('files')],
    ['mcp_servers = { a = { command = "a" } }', toml('files')],
    ['a = 1\nb = ', toml('files')],
  ];
  expect(cases.map(([text, setting]) => refusal(text, setting)).join('\n')).toMatchInlineSnapshot(`
    "The file has another value under mcpServers.files: rename or remove that one, then try again.
    mcpServers holds something else than a map: mend it by hand, then try again.
    The file holds something else than a map: mend it by hand, then try again.
    The file has mcpServers twice: remove one of them, then try again.
    The file is not valid JSON (line 2): mend it, then try again.
    The file is not valid JSONC (line 3): mend it, then try again.
    The file has another value under mcp_servers.files: rename or remove that one, then try again.
    A table mcp_servers.files cannot be added as mcp_servers is written in the file: add it there by hand.
    The file is not valid TOML (line 2): mend it, then try again."
  `);
});

test('keys are keys, whatever they are called', () => {
  for (const key of ['__proto__', 'constructor', 'a.b', 'a"b', '', "it's", 'two words', 'ä']) {
    for (const before of [undefined, '{"mcpServers":{"a":{}}}', '{}']) {
      const { text, placed } = insert(before, json(key));
      const servers = Object.entries(Object.entries(JSON.parse(text) as object)[0]?.[1] as object);
      expect(servers.find(([name]) => name === key)?.[1]).toEqual(server);
      expect(remove(text, placed)).toBe(before);
    }
    const codex = insert('a = 1\n', toml(key));
    expect(remove(codex.text, codex.placed)).toBe('a = 1\n');
    // Written anew with other blanks, the table is found by its header.
    const anew = codex.text.replaceAll(' = ', '=');
    expect(remove(anew, codex.placed)?.trim()).toBe('a=1');
  }
  expect(Object.keys({})).toEqual([]);
});

test('a value that a person has changed stays', () => {
  const { text, placed } = insert('{}', json('files'));
  expect(removeSetting(text.replace('npx', 'mine'), placed)).toMatchInlineSnapshot(`
    {
      "refused": "mcpServers.files has been changed since it was put into the file: remove it by hand if you mean to.",
    }
  `);
  const codex = insert('', toml('files'));
  expect(removeSetting(codex.text.replace('npx', 'mine'), codex.placed)).toMatchInlineSnapshot(`
    {
      "refused": "mcp_servers.files has been changed since it was put into the file: remove it by hand if you mean to.",
    }
  `);
});

test('a value to start from goes, whatever a person has made of it', () => {
  const { text, placed } = insert('{}', { ...json('desk', false), keys: ['enabledPlugins', 'desk@skills-dir'] });
  const enabled = text.replace('false', 'true');
  expect(removeSetting(enabled, placed)).toHaveProperty('refused');
  expect(remove(enabled, { ...placed, initial: true })).toBe('{}');
});

test('a value that is gone is no trouble', () => {
  const { placed } = insert('{}', json('files'));
  expect(remove('{ "mine": 1 }', placed)).toBe('{ "mine": 1 }');
  expect(remove('', placed)).toBe('');
});

test('a file that was written anew loses the value and nothing else', () => {
  const { text, placed } = insert('{"theme":"dark"}', json('files'));
  const anew = JSON.stringify({ ...(JSON.parse(text) as object), more: [1] }, undefined, 4);
  expect(remove(anew, placed)).toBe('{\n    "theme": "dark",\n    "more": [\n        1\n    ]\n}');
  const codex = insert('a = 1\n', toml('files', { ...server, env: { A: 'b' } }));
  const other = '# mine\n[other]\nlist = [\n  [1], # [mcp_servers.files]\n]\ntext = """\n[mcp_servers.files]\n"""\n';
  const moved = `${codex.text.replace('"-y", ', '\n  "-y",\n  ')}\n${other}`;
  expect(remove(moved, codex.placed)).toBe(`a = 1\n\n\n\n${other}`);
});

test('what was put in goes in any order', () => {
  for (const before of ['{}', '{\n}', '{ "mcpServers": {} }', '{\n  "mcpServers": {}\n}\n', '{"a":{"mcpServers":1}}']) {
    const one = insert(before, json('one'));
    const two = insert(one.text, json('two'));
    expect(remove(remove(two.text, one.placed) ?? '', two.placed)).toBe(before);
  }
});
