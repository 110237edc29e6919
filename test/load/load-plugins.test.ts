import { describe, expect, test } from 'vitest';
import { PluginFile } from '../../src/domain/plugin-file.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

const head = 'description: All.\nversion: "1.0.0"\n';

async function load(files: Readonly<Record<string, string>>) {
  const { catalog, diagnostics } = await loadCatalog(catalogFolder(files));
  return { plugins: catalog?.plugins ?? [], ledger: catalog?.pluginLedger, said: messages(diagnostics) };
}

test('every form of a member is read', async () => {
  const { plugins, said } = await load({
    'plugins/kit.yaml': `${head}members:
  - skill:quay/moor
  - skill:quay/tide@3
  - entry: skill:quay/tide@v1.2.0
    as: tide-table
  - subagent:dock/pilot@production
  - mcp_server:shed/charts@sha256:${'a'.repeat(64)}
  - { registry: "https://registry.example.org", name: org.example/weather }
`,
  });
  expect(said).toBe('');
  expect(plugins).toMatchObject([{ name: 'kit', faulty: false }]);
  expect(plugins[0]?.file.members).toEqual([
    { entry: { entry: 'skill:quay/moor', pin: undefined } },
    { entry: { entry: 'skill:quay/tide', pin: '3' } },
    { entry: { entry: 'skill:quay/tide', pin: 'v1.2.0' }, as: 'tide-table' },
    { entry: { entry: 'subagent:dock/pilot', pin: 'production' } },
    { entry: { entry: 'mcp_server:shed/charts', pin: `sha256:${'a'.repeat(64)}` } },
    { registry: 'https://registry.example.org', name: 'org.example/weather' },
  ]);
});

test('each slip is one problem with its place', async () => {
  const { plugins, said } = await load({
    'plugins/kit.yaml': `description: All.
version: 1.0
lisence: MIT
members:
  - skil:quay/moor
  - skill:quay/moor@
  - skill:quay/moor@3.1
  - entry: skill:quay/moor
    az: bind
  - entry: quay/moor
  - as: bind
  - registry: https://registry.example.org
  - { registry: registry.example.org, name: weather }
  - { entry: skill:quay/moor, version: 1.0.0 }
  - { entry: skill:quay/moor, as: Not A Slug }
  - 3
  - [skill:quay/moor]
`,
  });
  expect(plugins[0]?.faulty).toBe(true);
  expect(said).toMatchInlineSnapshot(`
    "error value-invalid plugins/kit.yaml:2:1 "version" cannot be "1". | Write a text; a number, a date or yes and no want quotes around them.
    error value-invalid plugins/kit.yaml:5:5 "members.0" cannot be "skil:quay/moor". | Write a coordinate such as skill:acme/pdf, skill:acme/pdf@3 or skill:acme/pdf@production.
    error value-invalid plugins/kit.yaml:6:5 "members.1" cannot be "skill:quay/moor@". | Write a coordinate such as skill:acme/pdf, skill:acme/pdf@3 or skill:acme/pdf@production.
    error value-invalid plugins/kit.yaml:7:5 "members.2" cannot be "skill:quay/moor@3.1". | Write a coordinate such as skill:acme/pdf, skill:acme/pdf@3 or skill:acme/pdf@production.
    error key-unknown plugins/kit.yaml:9:5 "az" has no meaning below "members.3". | Did you mean "as"?
    error value-invalid plugins/kit.yaml:10:5 "members.4.entry" cannot be "quay/moor". | Write a coordinate such as skill:acme/pdf, skill:acme/pdf@3 or skill:acme/pdf@production.
    error value-invalid plugins/kit.yaml:11:5 "members.5" has a value of the wrong kind. | Write "entry" (and "as") for what is listed here, or "registry" and "name" (and "version") for the rest.
    error value-invalid plugins/kit.yaml:12:5 "members.6" has a value of the wrong kind. | Write "entry" (and "as") for what is listed here, or "registry" and "name" (and "version") for the rest.
    error value-invalid plugins/kit.yaml:13:7 "members.7.registry" cannot be "registry.example.org". | Write an address that starts with https:// (or http://).
    error value-invalid plugins/kit.yaml:14:5 "members.8" has a value of the wrong kind. | Write "entry" (and "as") for what is listed here, or "registry" and "name" (and "version") for the rest.
    error value-invalid plugins/kit.yaml:15:31 "members.9.as" cannot be "Not A Slug". | Use lower-case letters, digits and single dashes.
    error value-invalid plugins/kit.yaml:16:5 "members.10" cannot be "3". | Write a map of keys and values.
    error value-invalid plugins/kit.yaml:17:5 "members.11" has a value of the wrong kind. | Write a map of keys and values.
    error key-unknown plugins/kit.yaml:3:1 "lisence" has no meaning in this file. | Did you mean "license"?"
  `);
});

test('what a plugin cannot hold is said at the member', async () => {
  const { plugins, said } = await load({
    'plugins/kit.yaml': `${head}members:
  - skill:quay/moor
  - plugin:dock/dock
  - workflow:dock/day
  - skill:dock/moor
  - entry: skill:dock/moor
    as: dock-moor
  - command:dock/moor
  - skill:quay/moor@2
  - hook:quay/moor-hooks
  - hook:dock/moor-hooks
  - hook:quay/moor-hooks
  - mcp_server:quay/charts
  - { entry: "mcp_server:dock/maps", as: charts }
  - { registry: "https://registry.example.org", name: charts }
  - { registry: "https://registry.example.org", name: charts, version: "2" }
`,
  });
  expect(plugins[0]?.faulty).toBe(true);
  expect(said).toMatchInlineSnapshot(`
    "error plugin-member-kind plugins/kit.yaml:5:5 plugin:dock/dock is a plugin; a plugin is put together from skills, subagents, commands, hooks and MCP servers. | List the members of it one by one.
    error plugin-member-kind plugins/kit.yaml:6:5 workflow:dock/day is a workflow; a plugin is put together from skills, subagents, commands, hooks and MCP servers. | List the members of it one by one.
    error plugin-member-duplicate plugins/kit.yaml:7:5 skill:quay/moor is called "moor" already. | Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }.
    error plugin-member-duplicate plugins/kit.yaml:11:5 skill:quay/moor is a member already. | Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }.
    error plugin-member-duplicate plugins/kit.yaml:14:5 hook:quay/moor-hooks is a member already. | Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }.
    error plugin-member-duplicate plugins/kit.yaml:16:5 mcp_server:quay/charts is called "charts" already. | Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }.
    error plugin-member-duplicate plugins/kit.yaml:18:5 charts of https://registry.example.org is a member already. | Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }."
  `);
});

describe('the name of the file', () => {
  test.each([
    ['kit', ''],
    ['Kit', 'error'],
    ['a--b', 'error'],
    ['claude-kit', 'error'],
    ['anthropics-kit', 'error'],
    ['cc-plugin-kit', 'error'],
    ['anthropic', 'error'],
    ['kit-for-claude', 'warning'],
  ])('%s: %s', async (name, severity) => {
    const { plugins, said } = await load({ [`plugins/${name}.yaml`]: `${head}members: [skill:quay/moor]\n` });
    expect(said.startsWith(severity === '' ? '' : `${severity} plugin-name-invalid plugins/${name}.yaml`)).toBe(true);
    expect(said === '').toBe(severity === '');
    expect(plugins[0]?.faulty).toBe(severity === 'error');
  });
});

test('a file that cannot be read at all still keeps its name', async () => {
  const { plugins, said } = await load({ 'plugins/kit.yaml': 'members: [' });
  expect(said).toContain('error yaml-syntax plugins/kit.yaml:');
  expect(plugins).toMatchObject([{ name: 'kit', faulty: true }]);
});

test('its lock needs no source file, and a broken one is said', async () => {
  const lock = JSON.stringify({
    formatVersion: '1.0',
    place: 'local:plugins',
    selection: 'a'.repeat(64),
    reader: 2,
    date: '2026-01-01T00:00:00Z',
    entries: {},
  });
  const good = await load({ 'lock/catalog.json': lock });
  expect(good.said).toBe('');
  expect(good.ledger).toMatchObject({ faulty: false, lock: { place: 'local:plugins' } });
  const bad = await load({ 'lock/catalog.json': '{}' });
  expect(bad.said).toContain('error lock-invalid lock/catalog.json');
  expect(bad.ledger).toEqual({ faulty: true });
});

test.each(['1.0', 'v1.0.0', '01.0.0', 'latest'])('%s is no version', (version) => {
  expect(PluginFile.safeParse({ description: 'All.', version, members: ['skill:quay/moor'] }).success).toBe(false);
});
