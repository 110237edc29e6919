import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { ContentFile } from '../../../src/domain/composed.ts';
import { sha256 } from '../../../src/domain/digest.ts';
import { packTar } from '../../../src/emit/archives/pack-tar.ts';
import { packZip } from '../../../src/emit/archives/pack-zip.ts';

const files: readonly ContentFile[] = [
  { path: 'SKILL.md', bytes: Buffer.from('---\nname: moor\n---\n\nTake two lines.\n'.repeat(40)), executable: false },
  { path: 'scripts/run.sh', bytes: Buffer.from('#!/bin/sh\necho "moored"\n'), executable: true },
  { path: 'references/café.md', bytes: Buffer.from('Coffee.\n'), executable: false },
];
// These change for everybody who holds an archive, so they must never change by accident.
const tar = '8906517de9323d9bbcb3ce3d7ebb0a38746931b20d0c0f6efe6936f568488cbc';
const zip = '0ec360cd3931d1b422a695a1af59e74908fa5642b85b0ab3463d947dd968b5d4';

test('archives are these bytes, whatever order the files come in', () => {
  expect([sha256(packTar(files)), sha256(packZip(files))]).toEqual([tar, zip]);
  expect([sha256(packTar(files.toReversed())), sha256(packZip(files.toReversed()))]).toEqual([tar, zip]);
});

test('a byte, a name or an executable bit makes another archive', () => {
  const changed = (change: Partial<ContentFile>): ContentFile[] =>
    files.map((one, n) => (n === 2 ? { ...one, ...change } : one));
  const all = [
    files,
    changed({ bytes: Buffer.from('Tea.\n') }),
    changed({ path: 'references/tea.md' }),
    changed({ executable: true }),
  ];
  expect(new Set(all.map((one) => sha256(packTar(one)))).size).toBe(4);
  expect(new Set(all.map((one) => sha256(packZip(one)))).size).toBe(4);
});

const room = resolve(import.meta.dirname, '../../../src');
const script = `
import { createHash } from 'node:crypto';
import { packTar } from ${JSON.stringify(`${room}/emit/archives/pack-tar.ts`)};
import { packZip } from ${JSON.stringify(`${room}/emit/archives/pack-zip.ts`)};
const files = JSON.parse(process.argv[1]).map((file) => ({ ...file, bytes: Buffer.from(file.bytes, 'base64') }));
for (const pack of [packTar, packZip]) console.log(createHash('sha256').update(pack(files)).digest('hex'));
`;

test.each(['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Apia', 'Africa/Monrovia'])(
  'archives are the same bytes in the time zone %s',
  { tags: ['slow'] },
  (zone) => {
    const given = JSON.stringify(files.map((one) => ({ ...one, bytes: Buffer.from(one.bytes).toString('base64') })));
    const env = { ...process.env, TZ: zone, LANG: 'tr_TR.UTF-8' };
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script, given], { env }).toString();
    expect(said).toBe(`${tar}\n${zip}\n`);
  },
);
