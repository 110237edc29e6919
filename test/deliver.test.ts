import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../src/domain/digest.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { emitSurfaces } from '../src/emit/surfaces/emit-surfaces.ts';
import { delivered, harbour, locked, moor, unpacked } from './helpers/delivered.ts';
import { skill } from './helpers/memory-tree.ts';

const url = 'https://harbour.example.org/market';

const without = (names: Iterable<string>): string[] =>
  [...names].map((name) => name.replace(/[0-9a-f]{12}/, '#')).toSorted();

test(
  'every packed entry gets its archives, and a skill its files beside every discovery index',
  { tags: ['slow'] },
  async () => {
    const catalog = await locked(harbour, ['quay/skills/moor/scripts/run.sh']);
    const { archives, embedded, files, folder, lost, catalog: told, read } = await delivered(catalog);
    expect(without(files.keys())).toMatchInlineSnapshot(`
    [
      ".well-known/agent-skills/moor/SKILL.md",
      ".well-known/agent-skills/moor/scripts/run.sh",
      "dl/cast-off-#.tar.gz",
      "dl/kit-#.tar.gz",
      "dl/kit-#.zip",
      "dl/moor-#.skill",
      "dl/moor-#.tar.gz",
      "s/quay/.well-known/agent-skills/moor/SKILL.md",
      "s/quay/.well-known/agent-skills/moor/scripts/run.sh",
      "s/quay/moor/.well-known/agent-skills/moor/SKILL.md",
      "s/quay/moor/.well-known/agent-skills/moor/scripts/run.sh",
    ]
  `);
    for (const list of archives.values())
      for (const { path, sha256: hash, bytes } of list)
        expect({ hash: sha256(files.get(path) ?? ''), bytes: files.get(path)?.byteLength }).toEqual({ hash, bytes });

    const [tar, zip] = archives.get('skill:quay/moor') ?? [];
    const whole = {
      'SKILL.md': `644 ${moor}`,
      'page.html': '644 <script>alert(1)</script>\n',
      'scripts/run.sh': '755 #!/bin/sh\necho moored\n',
    };
    expect(await unpacked(files.get(tar?.path ?? ''))).toEqual(whole);
    const zipped = Object.entries(unzipSync(files.get(zip?.path ?? '') ?? Buffer.alloc(0)));
    expect(zipped.map(([path]) => path)).toEqual(Object.keys(whole));

    const copies = ['', 's/quay/', 's/quay/moor/'].map((scope) =>
      join(folder, `${scope}.well-known/agent-skills/moor/SKILL.md`),
    );
    expect(copies.map((copy) => readFileSync(copy, 'utf8'))).toEqual([moor, moor, moor]);
    expect(new Set(copies.map((copy) => statSync(copy).ino)).size).toBe(1);
    // A local folder has no address of its own, so that the repository holds the plugin itself.
    expect([...embedded].map(([id, list]) => [id, list.map(({ path }) => path)])).toEqual([
      ['plugin:quay/kit', ['.claude-plugin/plugin.json', 'commands/cast-off.md']],
    ]);
    expect({ lost, same: told === read }).toEqual({ lost: [], same: true });
  },
);

const held = {
  'sources/quay.yaml': `local: quay
entries:
  skill:drafted: { status: draft }
  skill:gone: { status: deleted, reason: It is over. }
`,
  'governance/quay.yaml':
    'mirror: always\nentries:\n  skill:planned: { stub: true, stubReason: "skill:quay/kept will do it." }\n',
  ...Object.fromEntries(
    ['kept', 'drafted', 'gone', 'leaky', 'planned'].map((name) => [
      `quay/skills/${name}/SKILL.md`,
      skill(`name: ${name}\ndescription: Says ${name}.`, `The secret of ${name}.`),
    ]),
  ),
  'advisories/leak.yaml':
    'severity: critical\nreason: It sends keys away.\non: 2026-11-20\naffects: [{ entry: "skill:quay/leaky" }]\n',
};

describe('stubs, drafts, and what is withdrawn or deleted', () => {
  test('are in no archive and in no discovery folder', { tags: ['slow'] }, async () => {
    const { files, archives, read } = await delivered(await locked(held));
    expect(read.entries.map(({ name }) => name)).toEqual(['drafted', 'gone', 'kept', 'leaky', 'planned']);
    expect([...archives.keys()]).toEqual(expect.arrayContaining(['skill:quay/kept', 'skill:quay/planned']));
    expect(archives.size).toBe(2);
    expect(without(files.keys())).toMatchInlineSnapshot(`
      [
        ".well-known/agent-skills/kept/SKILL.md",
        "api/v1/stubs/planned-#.tar.gz",
        "dl/kept-#.skill",
        "dl/kept-#.tar.gz",
        "s/quay/.well-known/agent-skills/kept/SKILL.md",
        "s/quay/kept/.well-known/agent-skills/kept/SKILL.md",
      ]
    `);
    for (const [path, bytes] of files) {
      const texts = path.endsWith('.tar.gz')
        ? Object.values(await unpacked(bytes))
        : path.endsWith('.skill')
          ? Object.values(unzipSync(bytes)).map((text) => Buffer.from(text).toString())
          : [bytes.toString()];
      const secrets = texts.join('\n').match(/secret of \w+/g);
      expect({ path, secrets }).toEqual({
        path,
        secrets: [path.startsWith('api/v1/stubs/') ? 'secret of planned' : 'secret of kept'],
      });
    }
  });

  test(
    'a stub has one archive, of which its own record and its shard speak and nothing else',
    { tags: ['slow'] },
    async () => {
      const { archives, catalog, embedded } = await delivered(await locked(held));
      const [stub, ...others] = archives.get('skill:quay/planned') ?? [];
      expect(others).toEqual([]);
      expect(stub).toMatchObject({
        format: 'tar.gz',
        path: expect.stringMatching(/^api\/v1\/stubs\/planned-[0-9a-f]{12}\.tar\.gz$/),
      });
      const published = new Map([
        ...emitIndex(catalog, url, archives),
        ...emitSurfaces(catalog, url, archives, embedded),
      ]);
      const speaking = [...published].filter(([, text]) =>
        Buffer.from(text).includes(stub?.path.slice('api/v1/'.length) ?? ''),
      );
      expect(speaking.map(([path]) => path)).toEqual([
        'api/v1/entries/skill/quay/planned.json',
        'api/v1/shards/0.json',
      ]);
    },
  );

  test(
    'a withdrawal takes the archive and the folders away, and gives them back as they were',
    { tags: ['slow'] },
    async () => {
      const catalog = await locked(harbour);
      const before = await delivered(catalog);
      catalog.change({ 'advisories/leak.yaml': held['advisories/leak.yaml'].replace('leaky', 'moor') });
      catalog.commit();
      const after = await delivered(catalog);
      expect([...after.archives.keys()]).toEqual(['command:quay/cast-off', 'plugin:quay/kit']);
      expect([...after.files.keys()].filter((path) => path.includes('moor'))).toEqual([]);
      catalog.change({ 'advisories/leak.yaml': undefined });
      catalog.commit();
      expect((await delivered(catalog)).files).toEqual(before.files);
    },
  );
});

test(
  'copies of one content share an archive, in which a file is executable if it is in any of them',
  { tags: ['slow'] },
  async () => {
    const twins = {
      ...harbour,
      'sources/shed.yaml': 'local: shed\n',
      ...Object.fromEntries(
        Object.entries(harbour)
          .filter(([path]) => path.startsWith('quay/skills'))
          .map(([path, text]) => [path.replace('quay', 'shed'), text]),
      ),
    };
    const one = await delivered(await locked(twins, ['quay/skills/moor/scripts/run.sh']));
    const other = await delivered(await locked(twins, ['shed/skills/moor/scripts/run.sh']));
    for (const { archives, files } of [one, other]) {
      expect(archives.get('skill:quay/moor')).toEqual(archives.get('skill:shed/moor'));
      expect((await unpacked(files.get(archives.get('skill:quay/moor')?.[0]?.path ?? '')))['scripts/run.sh']).toMatch(
        /^755 /,
      );
    }
    expect(other.archives.get('skill:quay/moor')).toEqual(one.archives.get('skill:quay/moor'));
  },
);
