import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ChangeList } from '../../src/domain/change.ts';
import { Compliance } from '../../src/domain/compliance.ts';
import { sha256 } from '../../src/domain/digest.ts';
import {
  DiagnosticList,
  EntryList,
  FullEntry,
  Root,
  Shard,
  ShardFiles,
  SourceList,
} from '../../src/domain/index-v1.ts';
import { kindWords } from '../../src/domain/kind.ts';
import { shardOf } from '../../src/domain/paths.ts';
import { isProven } from '../../src/domain/shard-text.ts';
import { AdvisoryList } from '../../src/domain/withdrawal.ts';
import { type EmittedFiles, emitIndex } from '../../src/emit/emit-index.ts';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { script, skill } from '../helpers/memory-tree.ts';

const base = 'https://harbour.example.org/market';

const quay: Harbour = {
  id: 'quay',
  files: {
    '.claude-plugin/plugin.json': JSON.stringify({
      name: 'desk',
      description: 'The desk.',
      license: 'Apache 2.0',
      mcpServers: { tides: { command: 'tides', args: ['--token', 'hush-1'], env: { KEY: 'hush-2' } } },
    }),
    '.mcp.json': JSON.stringify({
      sea: { url: 'https://a:hush-3@sea.example.org/?k=hush-4', headers: { K: 'hush-5' } },
    }),
    'skills/tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nmcpServers: { x: { env: { K: hush-6 } } }'),
    'skills/tides/run': script('#!/bin/sh\n'),
    'skills/log/SKILL.md': skill(
      'name: log\ndescription: Keeps a log.\nmetadata: { stub: "true", stub-reason: Soon. }',
    ),
    'agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\n\nGuide.\n',
    'commands/moor.md': 'Moor the ship.\n',
    'hooks/hooks.json': '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bell" }] }] } }',
    'broken/SKILL.md': 'nothing',
  },
  source:
    'local: quay\nentries:\n  skill:tides: { status: deprecated, reason: Old., replacedBy: "skill:dock/tides", tags: { team: sea } }',
  governance:
    'trust: verified\nentries:\n  skill:tides:\n    riskTier: high\n    aliases: { production: 1 }\n    attestation: { by: Ada, on: 2026-01-01, basis: Looked., until: 2027-01-01 }',
};
const dock: Harbour = {
  id: 'dock',
  files: {
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nlicense: MIT', '# Tides\n\n## Low\n\nWait.'),
  },
  source: 'local: dock\nentries:\n  skill:tides: { status: draft }',
};

async function emitted(harbours: readonly Harbour[] = [quay, dock]): Promise<EmittedFiles> {
  return emitIndex(await catalogOf(harbours), base);
}

function json<T>(files: EmittedFiles, path: string, schema: { parse(value: unknown): T }): T {
  return schema.parse(JSON.parse(files.get(path) ?? 'null'));
}

describe('the emitted files', () => {
  test('lie where they are promised', async () => {
    // Schemas and feeds have tests of their own.
    const paths = [...(await emitted()).keys()].filter((path) => !/^schemas\/|feed\.\w+$/.test(path));
    expect(paths.toSorted()).toMatchInlineSnapshot(`
      [
        "api/v1/advisories.json",
        "api/v1/changes.json",
        "api/v1/compliance.json",
        "api/v1/diagnostics.json",
        "api/v1/entries.all.json",
        "api/v1/entries.json",
        "api/v1/entries/command/quay/moor.json",
        "api/v1/entries/hook/quay/desk-hooks.json",
        "api/v1/entries/mcp_server/quay/sea.json",
        "api/v1/entries/mcp_server/quay/tides.json",
        "api/v1/entries/plugin/quay/desk.json",
        "api/v1/entries/skill/dock/tides.json",
        "api/v1/entries/skill/quay/log.json",
        "api/v1/entries/skill/quay/tides.json",
        "api/v1/entries/subagent/quay/pilot.json",
        "api/v1/index.json",
        "api/v1/shards.json",
        "api/v1/shards/0.json",
        "api/v1/sources.json",
        "compliance.cdx.json",
        "compliance.csv",
      ]
    `);
  });

  test('are what their schemas say, without anything more', async () => {
    const files = await emitted();
    for (const [path, text] of files) {
      // The register and the feeds are not of the index; they have tests of their own.
      if (!path.startsWith('api/')) continue;
      const [schema] = schemaOf(path);
      expect(`${JSON.stringify(schema.parse(JSON.parse(text)))}\n`).toBe(text);
      expect(text).not.toContain('null');
    }
  });

  test('hang from the root by their hashes', async () => {
    const files = await emitted();
    const root = json(files, 'api/v1/index.json', Root);
    const listed = json(files, 'api/v1/shards.json', ShardFiles);
    const shards = listed.sha256.map((hash, n) => ({
      url: `shards/${n}.json`,
      sha256: hash,
      bytes: listed.bytes[n],
    }));
    expect(shards).toHaveLength(root.shards.count);
    for (const [n, { url }] of shards.entries())
      expect(isProven(files.get(`api/v1/${url}`) ?? '', n, root.shards)).toBe(true);
    const records = shards.flatMap(({ url }) =>
      json(files, `api/v1/${url}`, Shard).entries.map(({ record }) => ({
        ...record,
        url: posix.join('shards', record.url),
      })),
    );
    expect(records).toHaveLength(9);
    for (const { url, sha256: hash, bytes } of [...Object.values(root.files), ...shards, ...records]) {
      const text = files.get(posix.join('api/v1', url)) ?? '';
      expect({ hash: sha256(text), bytes: Buffer.byteLength(text) }).toEqual({ hash, bytes });
    }
  });

  test('name no address that leads nowhere', async () => {
    const files = await emitted();
    const pages = new Set<string>();
    for (const [path, text] of files) {
      // The register and the feeds are not of the index; they have tests of their own.
      if (!path.startsWith('api/')) continue;
      for (const { key, value } of addresses(JSON.parse(text))) {
        const target = posix.join(posix.dirname(path), value);
        if (key === 'page') pages.add(target);
        else expect([...files.keys()]).toContain(target);
      }
    }
    const plural = Object.values(kindWords).map((words) => words.plural);
    for (const page of pages)
      expect(page).toMatch(new RegExp(`^(?:(?:${plural.join('|')})/[a-z]+/[a-z-]+|sources/[a-z]+)/$`));
    expect(pages.size).toBe(9 + 2);
  });

  test('are the same whatever the order of the sources', async () => {
    const [one, other] = [await emitted([dock, quay]), await emitted([quay, dock])];
    expect(Object.fromEntries(one)).toEqual(Object.fromEntries(other));
  });

  test('hold no value of env, headers, tokens or addresses with keys', async () => {
    for (const [path, text] of await emitted([{ ...quay, governance: 'mirror: always' }])) {
      expect({ path, leaks: text.match(/hush-\d/g) }).toEqual({ path, leaks: null });
    }
  });
});

function schemaOf(path: string): [{ parse(value: unknown): unknown }] {
  if (path.includes('/entries/')) return [FullEntry];
  if (path.includes('/shards/')) return [Shard];
  const table: Record<string, { parse(value: unknown): unknown }> = {
    'index.json': Root,
    'entries.json': EntryList,
    'entries.all.json': EntryList,
    'sources.json': SourceList,
    'diagnostics.json': DiagnosticList,
    'advisories.json': AdvisoryList,
    'changes.json': ChangeList,
    'compliance.json': Compliance,
    'shards.json': ShardFiles,
  };
  return [table[path.replace('api/v1/', '')] ?? Root];
}

function* addresses(value: unknown): Generator<{ key: string; value: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const isAddress = (key === 'url' || key === 'page') && typeof item === 'string' && !/^https?:/.test(item);
    if (isAddress) yield { key, value: item };
    else yield* addresses(item);
  }
}

describe('lists and records', () => {
  test('the default list leaves out stubs and drafts, the full one none', async () => {
    const files = await emitted();
    const ids = (name: string): string[] => json(files, `api/v1/${name}.json`, EntryList).entries.map(({ id }) => id);
    expect(ids('entries.all').filter((id) => !ids('entries').includes(id))).toEqual([
      'skill:dock/tides',
      'skill:quay/log',
    ]);
    const { counts, countsAll } = json(files, 'api/v1/index.json', Root);
    expect({ counts, countsAll }).toEqual({
      counts: { skill: 1, subagent: 1, command: 1, hook: 1, mcp_server: 2, plugin: 1 },
      countsAll: { skill: 3, subagent: 1, command: 1, hook: 1, mcp_server: 2, plugin: 1 },
    });
  });

  test('a shard holds the names that hash there, with every pin', async () => {
    const many = Array.from({ length: 150 }, (_, n) => `skill-${n}`);
    const files = await emitted([
      {
        id: 'many',
        files: Object.fromEntries(many.map((name) => [`${name}/SKILL.md`, skill(`name: ${name}\ndescription: One.`)])),
      },
    ]);
    const { shards } = json(files, 'api/v1/index.json', Root);
    expect(shards.count).toBe(16);
    const held: string[] = [];
    for (let n = 0; n < shards.count; n++) {
      const text = files.get(`api/v1/shards/${n}.json`) ?? '';
      expect(isProven(text, n, shards)).toBe(true);
      const { entries } = json(files, `api/v1/shards/${n}.json`, Shard);
      expect(entries.length).toBeGreaterThan(2);
      for (const { name, pins, digest } of entries) {
        held.push(name);
        expect(shardOf(name, shards.count)).toBe(n);
        expect(pins).toEqual([{ revision: 1, digest, status: 'active' }]);
      }
    }
    expect(held.toSorted()).toEqual(many.toSorted());
  });

  test('a record says who governs what, and what belongs to what', async () => {
    const files = await emitted();
    const { governance, trust, provenance, memberOf, aliases, distribution, license, tags } = json(
      files,
      'api/v1/entries/skill/quay/tides.json',
      FullEntry,
    );
    expect({ governance, trust, provenance, memberOf, aliases, distribution, license, tags }).toMatchInlineSnapshot(`
      {
        "aliases": {
          "production": 1,
        },
        "distribution": {
          "surfaces": {
            "wellKnown": {
              "root": "tides",
              "scope": "s/quay/tides",
            },
          },
        },
        "governance": {
          "category": {
            "origin": "policy",
            "value": "standard",
          },
          "riskTier": {
            "attestation": {
              "basis": "Looked.",
              "by": "Ada",
              "on": "2026-01-01",
              "until": "2027-01-01",
            },
            "origin": "governance",
            "value": "high",
          },
          "status": {
            "origin": "source",
            "reason": "Old.",
            "replacedBy": "skill:dock/tides",
            "value": "deprecated",
          },
          "stub": {
            "origin": "policy",
            "value": false,
          },
        },
        "license": "Apache-2.0",
        "memberOf": [
          {
            "id": "plugin:quay/desk",
            "title": "desk",
          },
        ],
        "provenance": {
          "local": "quay",
          "path": "skills/tides",
        },
        "tags": {
          "team": "sea",
        },
        "trust": "verified",
      }
    `);
    const plugin = json(files, 'api/v1/entries/plugin/quay/desk.json', FullEntry);
    expect(plugin.members.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "hook:quay/desk-hooks",
        "mcp_server:quay/sea",
        "mcp_server:quay/tides",
        "skill:quay/log",
        "skill:quay/tides",
        "subagent:quay/pilot",
        "command:quay/moor",
      ]
    `);
  });

  test('archives stand in the record, and the first choice of installers in the shard', async () => {
    const archive = (format: 'tar.gz' | 'skill') => ({
      format,
      path: `dl/tides-0123456789ab.${format}`,
      sha256: sha256(format),
      bytes: 12,
    });
    const archives = new Map([['skill:quay/tides' as const, [archive('tar.gz'), archive('skill')]]]);
    const files = emitIndex(await catalogOf([{ ...quay, governance: 'mirror: always' }]), base, archives);
    expect(json(files, 'api/v1/entries/skill/quay/tides.json', FullEntry).distribution).toMatchInlineSnapshot(`
      {
        "archives": [
          {
            "bytes": 12,
            "format": "tar.gz",
            "sha256": "b8492b504a5700a15c9faa39ec91f76af1e7f37e1dec55157e223408c9f08260",
            "url": "../../../../../dl/tides-0123456789ab.tar.gz",
          },
          {
            "bytes": 12,
            "format": "skill",
            "sha256": "9c53c074d7ac6a2728b638ac1f376c5fa9eb8f71603017c3ea638c2fd40548df",
            "url": "../../../../../dl/tides-0123456789ab.skill",
          },
        ],
        "surfaces": {
          "wellKnown": {
            "root": "tides",
            "scope": "s/quay/tides",
          },
        },
      }
    `);
    const { entries } = json(files, 'api/v1/shards/0.json', Shard);
    expect(entries.flatMap(({ id, archive: one }) => (one ? [{ id, archive: one }] : []))).toMatchInlineSnapshot(`
      [
        {
          "archive": {
            "bytes": 12,
            "sha256": "b8492b504a5700a15c9faa39ec91f76af1e7f37e1dec55157e223408c9f08260",
            "url": "../../../dl/tides-0123456789ab.tar.gz",
          },
          "id": "skill:quay/tides",
        },
      ]
    `);
  });

  test('a source says what became of it', async () => {
    const { sources } = json(await emitted(), 'api/v1/sources.json', SourceList);
    expect(sources[1]).toMatchInlineSnapshot(`
      {
        "counts": {
          "command": 1,
          "hook": 1,
          "mcp_server": 2,
          "plugin": 1,
          "skill": 2,
          "subagent": 1,
        },
        "id": "quay",
        "local": "quay",
        "lockedAt": "2026-11-01T08:00:00Z",
        "mirror": "auto",
        "owners": [],
        "page": "../../sources/quay/",
        "path": "",
        "quarantined": [
          {
            "kind": "skill",
            "message": "The file does not begin with three dashes.",
            "path": "broken",
            "rule": "front-matter-missing",
          },
        ],
        "references": [],
        "state": "published",
        "trust": "verified",
      }
    `);
  });
});
