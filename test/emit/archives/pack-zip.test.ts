import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ContentFile } from '../../../src/domain/composed.ts';
import { packZip } from '../../../src/emit/archives/pack-zip.ts';

const file = (path: string, text = path, executable = false): ContentFile => ({
  path,
  bytes: Buffer.from(text),
  executable,
});

/** The central directory (APPNOTE.TXT, 4.3.12) by name: made by which system, mode, date. */
function directory(archive: Uint8Array): Record<string, { system: number; mode: string; date: string }> {
  const zip = Buffer.from(archive);
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const found: Record<string, { system: number; mode: string; date: string }> = {};
  for (let at = zip.readUInt32LE(end + 16); at < end;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const [time, day] = [zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)];
    found[zip.subarray(at + 46, at + 46 + name).toString()] = {
      system: zip.readUInt8(at + 5),
      mode: (zip.readUInt32LE(at + 38) >>> 16).toString(8),
      date: `${1980 + (day >> 9)}-${(day >> 5) & 15}-${day & 31} ${time >> 11}:${(time >> 5) & 63}:${2 * (time & 31)}`,
    };
    at += 46 + name + extra + comment;
  }
  return found;
}

test('holds the files, sorted, with modes of Unix and one date', () => {
  const archive = packZip([file('scripts/run.sh', '#!/bin/sh\n', true), file('SKILL.md', '---\n'), file('a/ö.md')]);
  const found = directory(archive);
  expect(Object.keys(found)).toEqual(['SKILL.md', 'a/ö.md', 'scripts/run.sh']);
  const date = '1980-1-1 12:0:0';
  expect(found['SKILL.md']).toEqual({ system: 3, mode: '100644', date });
  expect(found['scripts/run.sh']).toEqual({ system: 3, mode: '100755', date });
  const texts = Object.entries(unzipSync(archive)).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]);
  expect(texts).toEqual([
    ['SKILL.md', '---\n'],
    ['a/ö.md', 'a/ö.md'],
    ['scripts/run.sh', '#!/bin/sh\n'],
  ]);
});

test('writes paths in Unicode NFC', () => {
  expect(Object.keys(unzipSync(packZip([file('caf\u0065\u0301.md')])))).toEqual(['caf\u00e9.md']);
});
