import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { EntryList, FullEntry, Root, Shard, SourceList } from '../../src/domain/index-v1.ts';
import { shardOf } from '../../src/domain/paths.ts';
import { isProven } from '../../src/domain/shard-text.ts';
import { emitIndex } from '../../src/emit/emit-index.ts';
import { base, emitted, json, quay } from '../helpers/emitted.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

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
            "claude": {
              "name": "tides",
            },
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
          "claude": {
            "name": "tides",
          },
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
        "syncedAt": "2026-11-01T08:00:00Z",
        "trust": "verified",
      }
    `);
  });
});
