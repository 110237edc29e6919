import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { unpack } from '../../src/client/content/unpack.ts';
import { forgeArchive } from './market/forge.ts';
import { harbour, openMarket, skillText } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

type Item = Partial<Header> & { readonly name: string };

async function tar(items: readonly (readonly [Item, string?])[]): Promise<Buffer> {
  const packed = pack();
  for (const [header, text] of items) packed.entry({ mtime: new Date(0), ...header }, text ?? '');
  packed.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of packed) chunks.push(chunk as Uint8Array);
  return gzipSync(Buffer.concat(chunks));
}

const good = [{ name: 'SKILL.md' }, skillText('moor')] as const;

const archives: Record<string, () => Promise<Uint8Array> | Uint8Array> = {
  'a path with ..': () => tar([good, [{ name: 'a/../../evil' }, 'x']]),
  'an absolute path': () => tar([good, [{ name: '/etc/evil' }, 'x']]),
  'a symbolic link': () => tar([good, [{ name: 'evil', type: 'symlink', linkname: '/etc/passwd' }]]),
  'a hard link': () => tar([good, [{ name: 'evil', type: 'link', linkname: '../evil' }]]),
  'a device': () => tar([good, [{ name: 'evil', type: 'character-device' }]]),
  'a folder': () => tar([good, [{ name: 'evil', type: 'directory' }]]),
  'a header of PAX': () => tar([good, [{ name: `é${'x'.repeat(20)}` }, 'x']]),
  'a bomb': () => gzipSync(Buffer.alloc(64 * 2 ** 20)),
  'names that differ in case': () => tar([good, [{ name: 'Readme.md' }, 'x'], [{ name: 'README.md' }, 'x']]),
  'a file that is a folder too': () => tar([good, [{ name: 'a' }, 'x'], [{ name: 'A/b' }, 'x']]),
  'a device of Windows': () => tar([good, [{ name: 'con.md' }, 'x']]),
  'a repository': () => tar([good, [{ name: 'a/.GIT/config' }, '[core]']]),
  'no tar': () => gzipSync('x'.repeat(2000)),
  'no gzip': () => Buffer.from('x'),
  'half a tar': async () => {
    const whole = await tar([good]);
    return whole.subarray(0, whole.byteLength - 40);
  },
  'other files than the digest says': () => tar([[{ name: 'SKILL.md' }, skillText('moor', 'Another text.')]]),
};

test('archives that are not what they should be are refused, and nothing is written', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.claude/mine': 'x' });
  const before = treeOf(bench.project);
  const sentences: Record<string, string> = {};
  for (const [name, make] of Object.entries(archives)) {
    forgeArchive(market, await make());
    sentences[name] = await bench.install(['quay/moor'], { force: true }).then(JSON.stringify, String);
    expect([treeOf(bench.project), bench.calls]).toEqual([before, []]);
  }
  expect(sentences).toMatchInlineSnapshot(`
    {
      "a bomb": "Refusal: The archive of skill:quay/moor@1 is not unpacked: it unpacks to more than 13050000 bytes, 200 times its size. Tell the operator of the registry, and do not use it.",
      "a device": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "evil" is a character-device, and only regular files are taken. Tell the operator of the registry, and do not use it.",
      "a device of Windows": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "con.md" cannot be a file on every system, or is there twice. Tell the operator of the registry, and do not use it.",
      "a file that is a folder too": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "A/b" cannot be a file on every system, or is there twice. Tell the operator of the registry, and do not use it.",
      "a folder": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "evil" is a directory, and only regular files are taken. Tell the operator of the registry, and do not use it.",
      "a hard link": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "evil" is a link, and only regular files are taken. Tell the operator of the registry, and do not use it.",
      "a header of PAX": "Refusal: The archive of skill:quay/moor@1 is not unpacked: it has a header beyond USTAR before "éxxxxxxxxxxxxxxxxxxxx". Tell the operator of the registry, and do not use it.",
      "a path with ..": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "a/../../evil" leads out of its folder. Tell the operator of the registry, and do not use it.",
      "a repository": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "a/.GIT/config" would make a git repository. Tell the operator of the registry, and do not use it.",
      "a symbolic link": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "evil" is a symlink, and only regular files are taken. Tell the operator of the registry, and do not use it.",
      "an absolute path": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "/etc/evil" is an absolute path. Tell the operator of the registry, and do not use it.",
      "half a tar": "Refusal: The archive of skill:quay/moor@1 is no whole .tar.gz. Tell the operator of the registry.",
      "names that differ in case": "Refusal: The archive of skill:quay/moor@1 is not unpacked: "README.md" and "Readme.md" are one file where case does not count. Tell the operator of the registry, and do not use it.",
      "no gzip": "Refusal: The archive of skill:quay/moor@1 is no whole .tar.gz. Tell the operator of the registry.",
      "no tar": "Refusal: The archive of skill:quay/moor@1 is no whole tar archive. Tell the operator of the registry.",
      "other files than the digest says": "Refusal: The archive of skill:quay/moor@1 holds other files than its digest says. Tell the operator of the registry, and do not use it.",
    }
  `);
});

test('an archive is read to the limits, and modes come with it', { tags: ['slow'] }, async () => {
  const limits = { bytes: 10_000, files: 2, ratio: 1000 };
  const files = await unpack(await tar([good, [{ name: 'a/run', mode: 0o755 }, 'x']]), 'It', limits);
  expect(files.map(({ path, executable, bytes }) => [path, executable, bytes.byteLength])).toEqual([
    ['SKILL.md', false, Buffer.byteLength(good[1])],
    ['a/run', true, 1],
  ]);
  const many = await tar([good, [{ name: 'a' }, ''], [{ name: 'b' }, '']]);
  await expect(unpack(many, 'It', limits)).rejects.toThrow(/more than 2 files/);
  await expect(unpack(await tar([[{ name: 'a' }, 'x'.repeat(20_000)]]), 'It', limits)).rejects.toThrow(
    /more than 10000 bytes/,
  );
});
