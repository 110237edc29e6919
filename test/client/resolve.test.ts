import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showEntry } from '../../src/client/commands/show.ts';
import { openRegistry } from '../../src/client/registry/open-registry.ts';
import { registriesOf } from '../../src/client/registry/registries-of.ts';
import { registryAddress } from '../../src/client/registry/registry-address.ts';
import { parseRequest } from '../../src/client/resolve/parse-request.ts';
import { resolve } from '../../src/client/resolve/resolve.ts';
import { scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { harbour, type Market, openMarket, skillText } from './market/market.ts';

test.each([
  ['pdf', { name: 'pdf' }],
  ['anthropic/pdf', { source: 'anthropic', name: 'pdf' }],
  ['mcp_server:a/b@3', { kind: 'mcp_server', source: 'a', name: 'b', pin: { type: 'revision', revision: 3 } }],
  ['skill:pdf@v1.2.0', { kind: 'skill', name: 'pdf', pin: { type: 'version', version: 'v1.2.0' } }],
  ['pdf@1.2', { name: 'pdf', pin: { type: 'version', version: '1.2' } }],
  ['pdf@production', { name: 'pdf', pin: { type: 'alias', alias: 'production' } }],
  [`pdf@sha256:${'A'.repeat(64)}`, { name: 'pdf', pin: { type: 'digest', digest: 'a'.repeat(64) } }],
  ['pdf@latest', { name: 'pdf' }],
])('%s is read', (text, parts) => {
  expect(parseRequest(text)).toEqual({ text, ...parts });
});

test.each(['', 'a/b/c', 'A', 'a@', '../a', 'a b', 'skill:', 'pdf@\u001B[2J', 'ſkill:a/b', '-a', 'a'.repeat(65)])(
  '%j is refused',
  (text) => {
    expect(() => parseRequest(text)).toThrow(/is no name of an entry|behind the @|no kind/);
  },
);

test.each([
  ['https://a.example.org', 'https://a.example.org/'],
  ['https://a.example.org/market', 'https://a.example.org/market/'],
  ['https://a.example.org/market/api/v1/index.json', 'https://a.example.org/market/'],
  ['HTTPS://A.example.org/market/api/v1/', 'https://a.example.org/market/'],
  ['../market/', '/home/market'],
  ['/srv/market/api/v1/index.json', '/srv/market'],
])('the registry %s is %s', (text, address) => {
  expect(registryAddress(text, '/home/me').address).toBe(address);
});

test('registries are those of the flags, else of the environment, else of the nearest project file', async () => {
  const folder = scratchFolder();
  writeTree(folder, {
    'skillyard.json': '{"registries": ["market", "https://a.example.org"], "other": 1}',
    'app/x': '',
  });
  const asked = async (flags: string[], env: Record<string, string> = {}): Promise<string[]> => {
    const named = await registriesOf({ flags, env, cwd: join(folder, 'app') });
    return named.map(({ address }) => address.replace(folder, ''));
  };
  expect(await asked(['https://b.example.org'], { SKILLYARD_REGISTRY: 'https://c.example.org' })).toEqual([
    'https://b.example.org/',
  ]);
  expect(
    await asked([], { SKILLYARD_REGISTRY: 'https://c.example.org, https://d.example.org/x https://c.example.org/' }),
  ).toEqual(['https://c.example.org/', 'https://d.example.org/x/']);
  expect(await asked([])).toEqual(['/market', 'https://a.example.org/']);
  writeTree(folder, { 'app/skillyard.json': '{"registries": []}' });
  await expect(asked([])).rejects.toThrow(/names no registries/);
});

async function found(text: string, markets: readonly Market[]): Promise<string> {
  const registries = markets.map(({ folder }) => openRegistry({ kind: 'folder', address: folder }));
  const said = await resolve(parseRequest(text), registries, { includeStubs: false }).then(
    ({ resolved: { entry, pin, registry }, notes }) =>
      [`${entry.id}@${pin.revision} of ${registries.indexOf(registry)}`, ...notes].join(' | '),
    String,
  );
  return markets.reduce((line, { folder }, n) => line.replaceAll(folder, `MARKET-${n}`), said);
}

test('the first registry that knows a name decides', async () => {
  const one = await openMarket({
    'sources/a.yaml': 'local: a\n',
    'a/tide/SKILL.md': skillText('tide'),
    'a/gone/SKILL.md': skillText('gone'),
    'a/kept/SKILL.md': skillText('kept'),
  });
  rmSync(join(one.catalogDir, 'a/gone'), { recursive: true });
  await one.publish({
    'advisories/x.yaml': 'severity: low\nreason: Wrong.\non: 2026-11-20\naffects:\n  - entry: skill:a/kept\n',
  });
  const other = await openMarket({
    'sources/b.yaml': 'local: b\n',
    'b/tide/SKILL.md': skillText('tide'),
    'b/gone/SKILL.md': skillText('gone'),
    'b/kept/SKILL.md': skillText('kept'),
    'b/only/SKILL.md': skillText('only'),
  });
  const requests = ['tide', 'b/tide', 'only', 'gone', 'a/gone', 'kept', 'b/kept'];
  const said: Record<string, string> = {};
  for (const request of requests) said[request] = await found(request, [one, other]);
  expect(said).toMatchInlineSnapshot(`
    {
      "a/gone": "Refusal: skill:a/gone is no longer listed: it is gone from its source. "skillyard search gone" shows what there is.",
      "b/kept": "skill:b/kept@1 of 1",
      "b/tide": "skill:b/tide@1 of 1",
      "gone": "skill:b/gone@1 of 1 | skill:a/gone is no longer listed; this is another entry of the same name, from MARKET-1.",
      "kept": "Refusal: skill:a/kept@1 has been withdrawn (x): Wrong. Do not use it.",
      "only": "skill:b/only@1 of 1",
      "tide": "skill:a/tide@1 of 0",
    }
  `);
});

test('a name that nobody has is answered with those that come near', async () => {
  const market = await openMarket(harbour);
  expect(await Promise.all(['mor', 'quey/knot', 'skill:pilot', 'nothing-like-it'].map((name) => found(name, [market]))))
    .toMatchInlineSnapshot(`
      [
        "Refusal: There is no mor in MARKET-0. Did you mean skill:dock/moor or skill:quay/moor?",
        "Refusal: There is no quey/knot in MARKET-0. Did you mean skill:quay/knot?",
        "Refusal: There is no skill:pilot in MARKET-0. Did you mean subagent:quay/pilot?",
        "Refusal: There is no nothing-like-it in MARKET-0. "skillyard search" shows what there is.",
      ]
    `);
});

test('where the newest revision was withdrawn, an older one is named', async () => {
  const market = await openMarket(harbour);
  await market.publish({ 'quay/skills/moor/SKILL.md': skillText('moor', 'Sends keys away.') });
  await market.publish({
    'advisories/x.yaml':
      'severity: low\nreason: Wrong.\non: 2026-11-20\naffects:\n  - entry: skill:quay/moor\n    revisions: 2\n',
  });
  expect([await found('quay/moor', [market]), await found('quay/moor@1', [market])]).toMatchInlineSnapshot(`
    [
      "Refusal: skill:quay/moor@2 has been withdrawn (x): Wrong. Do not use it. Revision 1 has not been withdrawn: ask for skill:quay/moor@1.",
      "skill:quay/moor@1 of 0 | The latest revision of skill:quay/moor has been withdrawn: Wrong.",
    ]
  `);
});

test('show passes over a registry that is down, and tells it', async () => {
  const market = await openMarket(harbour);
  const addresses = [join(market.folder, 'nowhere'), market.folder];
  const registries = addresses.map((address) => openRegistry({ kind: 'folder', address }));
  const nobody = (): Promise<undefined> => Promise.resolve(undefined);
  const { record, unread } = await showEntry(parseRequest('quay/moor'), registries, nobody);
  expect(record?.id).toBe('skill:quay/moor');
  expect(unread.map(({ code }) => code)).toEqual(['registry-missing']);
  // Nobody knows whether the one that is down has it.
  await expect(showEntry(parseRequest('nobody'), registries, nobody)).rejects.toBe(unread[0]);
});

test('copies are one entry, the one that goes first', async () => {
  const market = await openMarket({
    ...harbour,
    'dock/moor/SKILL.md': '',
    'sources/sill.yaml': 'local: sill\n',
    'sill/oil/SKILL.md': skillText('oil'),
  });
  expect(await found('oil', [market])).toMatchInlineSnapshot(`"skill:dock/oil@1 of 0"`);
  expect(await found('sill/oil', [market])).toMatchInlineSnapshot(
    `"skill:sill/oil@1 of 0 | skill:sill/oil has the same content as skill:dock/oil."`,
  );
});

test('a person may say which of several is meant', async () => {
  const market = await openMarket(harbour);
  const registry = openRegistry({ kind: 'folder', address: market.folder });
  const { resolved } = await resolve(parseRequest('moor'), [registry], {
    includeStubs: false,
    choose: (_, candidates) => Promise.resolve(candidates.find(({ entry }) => entry.source === 'quay')),
  });
  expect(resolved.entry.id).toBe('skill:quay/moor');
});
