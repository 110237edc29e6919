import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isProven, withProofs } from '../../src/domain/shard-text.ts';

const bodies = Array.from({ length: 4 }, (_, n) =>
  JSON.stringify({ formatVersion: '1.0', entries: [{ id: `skill:quay/${n}` }] }),
);
const { texts, merkleRoot } = withProofs(bodies);
const root = { count: texts.length, merkleRoot };
const text = texts[2] ?? '';

test('a shard is what it was, with the proof as its last key', () => {
  expect(texts.map((one) => JSON.parse(one) as unknown)).toEqual(
    bodies.map((body) => ({
      ...(JSON.parse(body) as object),
      proof: [expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(String)],
    })),
  );
  for (const one of texts) expect(one).toMatch(/,"proof":\["[0-9a-f]{64}","[0-9a-f]{64}"\]\}\n$/);
});

test('the proof can be followed by its description alone', () => {
  const [content = '', rest = ''] = text.split(',"proof":');
  let hash = createHash('sha256').update(`\0${content}`).digest();
  const [low = '', high = ''] = JSON.parse(rest.trim().slice(0, -1)) as string[];
  // Shard 2 of 4 is a left child of a right child.
  hash = createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), hash, Buffer.from(low, 'hex')]))
    .digest();
  hash = createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), Buffer.from(high, 'hex'), hash]))
    .digest();
  expect(hash.toString('hex')).toBe(merkleRoot);
});

test('every shard is proven at its number and at no other', () => {
  for (const [n, one] of texts.entries())
    for (let place = -1; place <= 4; place++) expect(isProven(one, place, root), `${n} as ${place}`).toBe(place === n);
});

test('a catalog of one shard needs no hash', () => {
  const one = withProofs(['{"formatVersion":"1.0","entries":[]}']);
  expect(one.texts).toEqual(['{"formatVersion":"1.0","entries":[],"proof":[]}\n']);
  expect(isProven(one.texts[0] ?? '', 0, { count: 1, merkleRoot: one.merkleRoot })).toBe(true);
});

const [first = '', second = ''] = text.match(/[0-9a-f]{64}/g) ?? [];

describe('is not proven', () => {
  test.each([
    ['with a changed byte', text.replace('quay/2', 'quay/3')],
    ['with a space more', text.replace('{"formatVersion"', '{ "formatVersion"')],
    ['with a changed proof', text.replace(first, second)],
    ['with its proof turned round', text.replace(`"${first}","${second}"`, `"${second}","${first}"`)],
    ['with a shortened proof', text.replace(`"${first}",`, '')],
    ['with a lengthened proof', text.replace(`"${second}"]`, `"${second}","${merkleRoot}"]`)],
    ['without a proof', `${bodies[2] ?? ''}\n`],
    ['with an empty proof', text.replace(/\[("[0-9a-f]{64}",?)+\]/, '[]')],
    ['cut off', text.slice(0, -70)],
    ['empty', ''],
    ['as a page', '<!doctype html><title>Not found</title>'],
    ['with a proof that stands in its content', text.replace('"entries"', '"x":0,"proof":[],"entries"')],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(isProven(changed, 2, root)).toBe(false);
  });

  test('under another root or count', () => {
    expect(isProven(text, 2, { count: 4, merkleRoot: first })).toBe(false);
    expect(isProven(text, 2, { count: 2, merkleRoot })).toBe(false);
    expect(isProven(text, 2, { count: 8, merkleRoot })).toBe(false);
  });
});
