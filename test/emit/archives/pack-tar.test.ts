import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import type { ContentFile } from '../../../src/domain/composed.ts';
import { packTar } from '../../../src/emit/archives/pack-tar.ts';
import { scratchFolder } from '../../helpers/catalog-folder.ts';

const file = (path: string, text = path, executable = false): ContentFile => ({
  path,
  bytes: Buffer.from(text),
  executable,
});

interface Read {
  readonly name: string;
  readonly type: string | null | undefined;
  readonly mode: number | undefined;
  readonly pax: unknown;
  readonly text: string;
}

/** What a library that knows nothing of ours finds in an archive. */
async function read(archive: Uint8Array): Promise<Read[]> {
  const reader = extract();
  reader.end(gunzipSync(archive));
  const found: Read[] = [];
  for await (const entry of reader) {
    const parts: Uint8Array[] = [];
    for await (const part of entry) parts.push(part as Uint8Array);
    const { name, type, mode, pax } = entry.header;
    found.push({ name, type, mode, pax, text: Buffer.concat(parts).toString() });
  }
  return found;
}

/** The type of every header. */
function typesOf(archive: Uint8Array): string {
  const tar = gunzipSync(archive);
  let types = '';
  for (let at = 0; tar[at] !== 0;) {
    types += String.fromCharCode(tar[at + 156] ?? 0);
    const size = Number.parseInt(tar.subarray(at + 124, at + 135).toString(), 8);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return types;
}

test('holds regular files only, sorted by the bytes of their paths, without ./', async () => {
  const archive = packTar([
    file('scripts/run.sh', '#!/bin/sh\n', true),
    file('a/ö.md'),
    file('SKILL.md', '---\n'),
    file('a.md'),
    file('empty', ''),
    file('a/b.md'),
  ]);
  expect(await read(archive)).toEqual([
    { name: 'SKILL.md', type: 'file', mode: 0o644, pax: null, text: '---\n' },
    { name: 'a.md', type: 'file', mode: 0o644, pax: null, text: 'a.md' },
    { name: 'a/b.md', type: 'file', mode: 0o644, pax: null, text: 'a/b.md' },
    { name: 'a/ö.md', type: 'file', mode: 0o644, pax: null, text: 'a/ö.md' },
    { name: 'empty', type: 'file', mode: 0o644, pax: null, text: '' },
    { name: 'scripts/run.sh', type: 'file', mode: 0o755, pax: null, text: '#!/bin/sh\n' },
  ]);
});

test('writes paths in Unicode NFC', async () => {
  const [one] = await read(packTar([file('references/caf\u0065\u0301.md')]));
  expect(one?.name).toBe('references/caf\u00e9.md');
});

const long = `${'folder-of-a-rather-long-name/'.repeat(5)}${'n'.repeat(100)}`;

test.each([
  ['a hundred bytes of name', 'n'.repeat(100)],
  ['the longest name and a folder', `f/${'n'.repeat(100)}`],
  ['a long folder', long],
  ['the longest prefix', `${'p'.repeat(155)}/${'n'.repeat(100)}`],
  ['letters of two bytes', `${'ö'.repeat(40)}/${'ü'.repeat(50)}`],
  ['what is no letter', 'references/図📎.md'],
])('puts %s into the two fields of a USTAR header, and never writes a PAX header', async (_, path) => {
  const archive = packTar([file(path, 'text'), file('z', 'z')]);
  expect(typesOf(archive)).toBe('00');
  expect((await read(archive)).map(({ name }) => name).toSorted()).toEqual([path, 'z'].toSorted());
});

test.each([
  `${'p'.repeat(156)}/n`.padEnd(200, 'n'),
  'n'.repeat(101),
  'ö'.repeat(51),
  `${'d/'.repeat(78)}${'n'.repeat(101)}`,
])('refuses a path that does not fit: %s', (path) => {
  expect(() => packTar([file(path)])).toThrow('fits into no tar header');
});

const hasTar = spawnSync('tar', ['--version']).status === 0;

test.skipIf(!hasTar)('is what tar unpacks, with its executable bits', { tags: ['slow'] }, () => {
  const folder = scratchFolder();
  writeFileSync(
    join(folder, 'a.tar.gz'),
    packTar([file('SKILL.md', 'x'.repeat(513)), file('scripts/ü.sh', 'exit', true), file(long, 'far')]),
  );
  mkdirSync(join(folder, 'out'));
  execFileSync('tar', ['-xzf', '../a.tar.gz'], { cwd: join(folder, 'out') });
  const files = readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  expect(files).toHaveLength(3);
  expect(readFileSync(join(folder, 'out/SKILL.md'), 'utf8')).toBe('x'.repeat(513));
  expect(readFileSync(join(folder, 'out', long), 'utf8')).toBe('far');
  expect(statSync(join(folder, 'out/scripts/ü.sh')).mode & 0o111).toBe(0o111);
  expect(statSync(join(folder, 'out/SKILL.md')).mode & 0o111).toBe(0);
  expect(statSync(join(folder, 'out/SKILL.md')).mtime.toISOString()).toBe('1980-01-01T12:00:00.000Z');
});
