import { expect, test } from 'vitest';
import { readDamagedText, readText } from '../../src/introspect/read-text.ts';
import { lost, memoryTree } from '../helpers/memory-tree.ts';
import { message } from '../helpers/message.ts';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

async function read(content: Uint8Array | string | ReturnType<typeof lost>): Promise<string> {
  const tree = memoryTree({ 'SKILL.md': content });
  const tolerant = await readDamagedText(tree, 'SKILL.md');
  const strict = await readText(tree, 'SKILL.md');
  const said = tolerant.slip ?? tolerant.diagnostic;
  return [
    ...(tolerant.text === undefined ? [] : [JSON.stringify(tolerant.text.slice(0, 40))]),
    ...(said ? [message(said)] : []),
    ...(strict.diagnostic && tolerant.text !== undefined ? [`strictly ${strict.diagnostic.rule}`] : []),
  ].join('\n');
}

test('text is text', async () => {
  expect(await read('Ebbe und Flut: ±3 m 🌊\r\n')).toBe('"Ebbe und Flut: ±3 m 🌊\\r\\n"');
});

test('a byte of another encoding is shown as damage, and its place is said', async () => {
  const text = bytes('---\nname: tides\n---\n', 'Ebbe – ', 0x97, ' Flut. ', 'x'.repeat(100), 0xb3, '\n');
  expect(await read(text)).toMatchInlineSnapshot(`
    ""---\\nname: tides\\n---\\nEbbe – � Flut. xxxxx"
    warning definition-encoding source:SKILL.md:4:8 The byte 0x97 is no UTF-8; it and its like (2 in all) are shown as U+FFFD. | Save the file as UTF-8.
    strictly definition-not-text"
  `);
});

test.each<[string, Uint8Array | string | ReturnType<typeof lost>]>([
  ['mostly other bytes', bytes('a', ...Array.from({ length: 40 }, () => 0xe9))],
  ['NUL in it', bytes('---\nname: tides\n', 'a🌊', 0, 'b')],
  ['UTF-16', bytes(0xff, 0xfe, 'a', 0, 'b', 0)],
  ['UTF-16, the other way round', bytes(0xfe, 0xff, 0, 'a')],
  ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n'],
  ['too large', 'x'.repeat(1_000_001)],
  ['over the limit', lost('too-large')],
  ['not to be had', lost('unavailable')],
])('%s is refused', async (what, content) => {
  expect({ what, said: await read(content) }).toMatchObject({ said: expect.stringMatching(/^error /) });
});

test('what is refused has a place where there is one', async () => {
  const all = [
    bytes('---\nname: tides\n', 'a🌊', 0, 'b'),
    bytes(0xff, 0xfe, 'a', 0),
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n',
  ];
  expect((await Promise.all(all.map(read))).join('\n')).toMatchInlineSnapshot(`
    "error definition-not-text source:SKILL.md:3:4 The file contains NUL characters; here is the first. | Save the file as UTF-8 without NUL characters.
    error definition-not-text source:SKILL.md:1:1 The file is UTF-16. | Save the file as UTF-8 without NUL characters.
    error definition-elsewhere source:SKILL.md:1:1 The file is a pointer of Git LFS. | Take text files out of Git LFS; they are small."
  `);
});
