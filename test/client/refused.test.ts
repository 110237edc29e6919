import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Shard } from '../../src/domain/index-v1.ts';
import { scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { serveFolder } from '../helpers/static-server.ts';
import { forge } from './market/forge.ts';
import { harbour, type Market, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

describe('registries that are not what they should be', () => {
  const damages: Record<string, (market: Market) => void> = {
    'a web page': ({ folder }) =>
      writeTree(folder, { 'api/v1/index.json': '<!doctype html><html><body>Sign in</body></html>' }),
    'a root cut short': ({ folder }) => cut(join(folder, 'api/v1/index.json')),
    'no JSON': ({ folder }) => writeTree(folder, { 'api/v1/index.json': 'hello' }),
    'other JSON': ({ folder }) => writeTree(folder, { 'api/v1/index.json': '{"name": "x"}' }),
    'a newer format': ({ folder }) => writeTree(folder, { 'api/v1/index.json': '{"formatVersion": "2.0"}' }),
    'a root without fields': ({ folder }) => writeTree(folder, { 'api/v1/index.json': '{"formatVersion": "1.4"}' }),
    'no root': ({ folder }) => rmSync(join(folder, 'api/v1/index.json')),
    'a shard cut short': ({ folder }) => cut(join(folder, 'api/v1/shards/0.json')),
    'a shard that is a web page': ({ folder }) => writeTree(folder, { 'api/v1/shards/0.json': '<html></html>' }),
    'a shard that was changed': ({ folder }) => {
      const place = join(folder, 'api/v1/shards/0.json');
      writeFileSync(place, readFileSync(place, 'utf8').replace('"riskTier":"minimal"', '"riskTier":"limited"'));
    },
    'an archive with another hash': (market) =>
      forge(market, ({ entries }) => {
        for (const entry of entries) if (entry.archive) entry.archive.sha256 = 'a'.repeat(64);
      }),
    'an archive cut short': ({ folder }) => {
      const { entries } = Shard.parse(JSON.parse(readFileSync(join(folder, 'api/v1/shards/0.json'), 'utf8')));
      const url = entries.find(({ id }) => id === 'skill:quay/moor')?.archive?.url ?? '';
      const place = join(folder, 'api/v1/shards', url);
      writeFileSync(place, readFileSync(place).subarray(0, -10));
    },
    'another digest': (market) =>
      forge(market, ({ entries }) => {
        for (const entry of entries) for (const pin of entry.pins) pin.digest = 'a'.repeat(64);
      }),
    'a path out of the registry': (market) =>
      forge(market, ({ entries }) => {
        for (const entry of entries) if (entry.archive) entry.archive.url = '../../../../etc/passwd';
      }),
    'a path with percent signs': (market) =>
      forge(market, ({ entries }) => {
        for (const entry of entries) if (entry.archive) entry.archive.url = '../%2e%2e/%2e%2e/%2e%2e/etc/passwd';
      }),
    'an address of another host': (market) =>
      forge(market, ({ entries }) => {
        for (const entry of entries) if (entry.archive) entry.archive.url = '//evil.example.org/x';
      }),
    'a link out of the folder': ({ folder }) => {
      rmSync(join(folder, 'api/v1/shards/0.json'));
      writeTree(folder, { 'api/v1/shards/0.json': { link: '/etc/hostname' } });
    },
  };

  test.each(['folder', 'server'])('are refused with a sentence that names the address (%s)', async (kind) => {
    const sentences: Record<string, string> = {};
    const whole = await openMarket(harbour);
    for (const [name, damage] of Object.entries(damages)) {
      const market = { ...whole, folder: join(scratchFolder(), 'market') };
      cpSync(whole.folder, market.folder, { recursive: true });
      damage(market);
      const server = kind === 'server' ? await serveFolder(market.folder, '/market/') : undefined;
      const bench = openWorkbench(server?.url ?? market.folder);
      const sentence = await bench.install(['quay/moor']).then(JSON.stringify, String);
      await server?.close();
      sentences[name] = sentence.replaceAll(server?.url ?? market.folder, 'REGISTRY');
      expect([treeOf(bench.project), bench.calls]).toEqual([{}, []]);
    }
    if (kind === 'folder')
      expect(sentences).toMatchInlineSnapshot(`
        {
          "a link out of the folder": "Refusal: api/v1/shards/0.json in REGISTRY is a link that leads out of the folder, and is not read.",
          "a newer format": "Refusal: api/v1/index.json in REGISTRY has the format 2.0, and this client reads 1.x: update skillyard.",
          "a path out of the registry": "Refusal: A file of REGISTRY names the path "../../../../etc/passwd", which leads out of the registry or is none. Tell the operator.",
          "a path with percent signs": "Refusal: A file of REGISTRY names the path "../%2e%2e/%2e%2e/%2e%2e/etc/passwd", which leads out of the registry or is none. Tell the operator.",
          "a root cut short": "Refusal: api/v1/index.json in REGISTRY is cut short or damaged: it is not whole JSON. Try again; if it stays so, tell the operator.",
          "a root without fields": "Refusal: api/v1/index.json in REGISTRY is not what a marketplace writes: fields are missing or wrong. Tell the operator.",
          "a shard cut short": "Refusal: api/v1/shards/0.json in REGISTRY is cut short or damaged: it is not whole JSON. Try again; if it stays so, tell the operator.",
          "a shard that is a web page": "Refusal: api/v1/shards/0.json in REGISTRY answered with a web page instead of the file: is it the address of a marketplace, and do you have to sign in?",
          "a shard that was changed": "Refusal: api/v1/shards/0.json in REGISTRY does not belong to the index of this moment: its proof does not lead to the root. Try again; if it stays so, tell the operator, and do not use it.",
          "a web page": "Refusal: api/v1/index.json in REGISTRY answered with a web page instead of the file: is it the address of a marketplace, and do you have to sign in?",
          "an address of another host": "Refusal: A file of REGISTRY names the path "//evil.example.org/x", which leads out of the registry or is none. Tell the operator.",
          "an archive cut short": "Refusal: dl/moor-733f476a6ffb.tar.gz in REGISTRY is cut short: 218 of 228 bytes came. Try again; if it stays so, tell the operator.",
          "an archive with another hash": "Refusal: dl/moor-733f476a6ffb.tar.gz in REGISTRY is not what the index says: its SHA-256 differs. Try again; if it stays so, tell the operator, and do not use it.",
          "another digest": "Refusal: The archive of skill:quay/moor@1 holds other files than its digest says. Tell the operator of the registry, and do not use it.",
          "no JSON": "Refusal: api/v1/index.json in REGISTRY is not JSON: is it the address of a marketplace?",
          "no root": "Refusal: There is no api/v1/index.json in REGISTRY: is it the folder of a built marketplace?",
          "other JSON": "Refusal: api/v1/index.json in REGISTRY is JSON, but no file of a marketplace: it has no formatVersion. Check the address.",
        }
      `);
    else
      expect(sentences).toMatchInlineSnapshot(`
        {
          "a link out of the folder": "Refusal: REGISTRYapi/v1/shards/0.json is not JSON: is it the address of a marketplace?",
          "a newer format": "Refusal: REGISTRYapi/v1/index.json has the format 2.0, and this client reads 1.x: update skillyard.",
          "a path out of the registry": "Refusal: A file of REGISTRY names the path "../../../../etc/passwd", which leads out of the registry or is none. Tell the operator.",
          "a path with percent signs": "Refusal: A file of REGISTRY names the path "../%2e%2e/%2e%2e/%2e%2e/etc/passwd", which leads out of the registry or is none. Tell the operator.",
          "a root cut short": "Refusal: REGISTRYapi/v1/index.json is cut short or damaged: it is not whole JSON. Try again; if it stays so, tell the operator.",
          "a root without fields": "Refusal: REGISTRYapi/v1/index.json is not what a marketplace writes: fields are missing or wrong. Tell the operator.",
          "a shard cut short": "Refusal: REGISTRYapi/v1/shards/0.json is cut short or damaged: it is not whole JSON. Try again; if it stays so, tell the operator.",
          "a shard that is a web page": "Refusal: REGISTRYapi/v1/shards/0.json answered with a web page instead of the file: is it the address of a marketplace, and do you have to sign in?",
          "a shard that was changed": "Refusal: REGISTRYapi/v1/shards/0.json does not belong to the index of this moment: its proof does not lead to the root. Try again; if it stays so, tell the operator, and do not use it.",
          "a web page": "Refusal: REGISTRYapi/v1/index.json answered with a web page instead of the file: is it the address of a marketplace, and do you have to sign in?",
          "an address of another host": "Refusal: A file of REGISTRY names the path "//evil.example.org/x", which leads out of the registry or is none. Tell the operator.",
          "an archive cut short": "Refusal: REGISTRYdl/moor-733f476a6ffb.tar.gz is cut short: 218 of 228 bytes came. Try again; if it stays so, tell the operator.",
          "an archive with another hash": "Refusal: REGISTRYdl/moor-733f476a6ffb.tar.gz is not what the index says: its SHA-256 differs. Try again; if it stays so, tell the operator, and do not use it.",
          "another digest": "Refusal: The archive of skill:quay/moor@1 holds other files than its digest says. Tell the operator of the registry, and do not use it.",
          "no JSON": "Refusal: REGISTRYapi/v1/index.json is not JSON: is it the address of a marketplace?",
          "no root": "Refusal: REGISTRYapi/v1/index.json answered with status 404: is it the address of a marketplace?",
          "other JSON": "Refusal: REGISTRYapi/v1/index.json is JSON, but no file of a marketplace: it has no formatVersion. Check the address.",
        }
      `);
  });

  function cut(place: string): void {
    const text = readFileSync(place);
    writeFileSync(place, text.subarray(0, text.byteLength / 2));
  }
});

test('servers that answer strangely are refused', { tags: ['slow'] }, async () => {
  const answers: Record<string, Parameters<typeof createServer>[1]> = {
    '500': (_, response) => response.writeHead(500).end('no'),
    '401': (_, response) => response.writeHead(401).end('no'),
    'leads to a file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    'leads in circles': (request, response) => response.writeHead(302, { location: request.url }).end(),
    'breaks off': (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    },
    'a gzip bomb': (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5e7))),
  };
  const sentences: Record<string, string> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const server = createServer(answer ?? (() => undefined));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const bench = openWorkbench(address);
    sentences[name] = (await bench.install(['quay/moor']).then(JSON.stringify, String)).replaceAll(
      address,
      'REGISTRY/',
    );
    expect(treeOf(bench.project)).toEqual({});
  }
  expect(sentences).toMatchInlineSnapshot(`
    {
      "401": "Refusal: REGISTRY/api/v1/index.json answered with status 401: it wants you to sign in, or does not let you in.",
      "500": "Refusal: REGISTRY/api/v1/index.json answered with status 500: try again later.",
      "a gzip bomb": "Refusal: REGISTRY/api/v1/index.json is larger than 1000000 bytes, and is not read further. Tell its operator.",
      "breaks off": "Refusal: REGISTRY/api/v1/index.json cannot be read: the connection broke off before all had come. Check the address and your connection.",
      "leads in circles": "Refusal: REGISTRY/api/v1/index.json leads from one address to the next without an end: check the address.",
      "leads to a file": "Refusal: REGISTRY/api/v1/index.json leads on to a file: address, which is not followed: give the final https:// address.",
    }
  `);
});

test('requests that cannot be met are refused', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  await market.publish({
    'advisories/2026-1.yaml':
      'severity: high\nreason: It sends keys away.\non: 2026-11-20\naffects:\n  - entry: skill:quay/knot\nreplacement: skill:quay/moor\n',
  });
  const bench = openWorkbench(market.folder);
  const sentences: Record<string, string> = {};
  const requests = [
    'moor',
    'knot',
    'quay/knot@1',
    'plugin:quay/kit',
    'robot:quay/moor',
    'skil:moor',
    'nothing',
    'a b',
    'quay/moor@9',
    'quay/moor@staging',
    'quay/moor@sha256:1',
    'quay/wait',
    'dock/oil',
    'hook:quay/rig-hooks',
    'sill/moor',
  ];
  for (const request of requests) {
    sentences[request] = (await bench.install([request]).then(JSON.stringify, String)).replaceAll(
      market.folder,
      'REGISTRY',
    );
    expect([treeOf(bench.project), bench.calls]).toEqual([{}, []]);
  }
  expect(sentences).toMatchInlineSnapshot(`
    {
      "a b": "Refusal: "a b" is no name of an entry: write a name, source/name or kind:source/name, such as skill:anthropic/pdf@3.",
      "dock/oil": "Refusal: skill:dock/oil is raw: it must be wrapped before it is used. Add --allow-raw if you agree to that. Nothing was written.",
      "hook:quay/rig-hooks": "Refusal: hook:quay/rig-hooks cannot be installed here. agents: The shared folder .agents has no place for hooks. Choose another with --harness, or fetch its files with "skillyard pull".",
      "knot": "Refusal: skill:quay/knot@1 has been withdrawn (2026-1): It sends keys away. Use skill:quay/moor instead.",
      "moor": "Refusal: "moor" can mean 2 entries. Say which:
      skill:dock/moor (minimal risk, from dock)
      skill:quay/moor (minimal risk, from quay)",
      "nothing": "Refusal: There is no nothing in REGISTRY. "skillyard search" shows what there is.",
      "plugin:quay/kit": "Refusal: plugin:quay/kit@1 has been withdrawn (2026-1): It sends keys away. It brings skill:quay/knot. Do not use it.",
      "quay/knot@1": "Refusal: skill:quay/knot@1 has been withdrawn (2026-1): It sends keys away. Use skill:quay/moor instead.",
      "quay/moor@9": "Refusal: skill:quay/moor has no revision, version or alias "9". Its revisions are 1.",
      "quay/moor@sha256:1": "Refusal: "quay/moor@sha256:1": a digest has 64 hex digits behind sha256:.",
      "quay/moor@staging": "Refusal: skill:quay/moor has no revision, version or alias "staging". Its revisions are 1.",
      "quay/wait": "Refusal: skill:quay/wait is a stub: a placeholder that will be replaced. Add --include-stubs if you mean it.",
      "robot:quay/moor": "Refusal: "robot:quay/moor": there is no kind "robot". Known here: skill, subagent, command, hook, mcp_server, plugin, workflow.",
      "sill/moor": "Refusal: There is no sill/moor in REGISTRY. Did you mean skill:dock/moor or skill:quay/moor?",
      "skil:moor": "Refusal: "skil:moor": there is no kind "skil". Did you mean "skill"?",
    }
  `);
  const none = openWorkbench(market.folder);
  await expect(none.install(['moor'], { registries: [] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: No registry is named: give one with --registry, in SKILLYARD_REGISTRY, or in skillyard.json: {"registries": ["https://skills.example.org/market/"]}.]`,
  );
  await expect(none.install(['moor'], { registries: ['ftp://a/b'] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: The registry "ftp://a/b" begins with ftp:. Give the https:// address of a marketplace, or a folder that holds one.]`,
  );
  await expect(
    none.install(['moor'], { registries: ['https://ada:secret@a.example.org/'] }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: The registry "https://a.example.org/…" holds a user or a password, which would end up in lock files. Give the https:// address of a marketplace, or a folder that holds one.]`,
  );
  await expect(none.install(['moor'], { harnesses: ['claude'] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: There is no harness "claude". Known here: claude-code, codex, agents, cursor, gemini-cli, github-copilot, opencode.]`,
  );
  // Consent that was asked for lets them through.
  await bench.install(['quay/wait', 'dock/oil'], { includeStubs: true, allowRaw: true });
});
