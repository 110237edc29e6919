import { describe, expect, test } from 'vitest';
import { canonicalJson, contentDigest, type DigestFile, sha256 } from '../../src/domain/digest.ts';

function files(contents: Readonly<Record<string, string | Uint8Array>>): DigestFile[] {
  return Object.entries(contents).map(([path, content]) => ({ path, bytes: Buffer.from(content) }));
}

const skill = { 'SKILL.md': 'Read the tide table.\n' };

/** Computed with a Python program that knows RFC-0008 only: hashlib, struct and unicodedata. */
describe('the digest of RFC-0008', () => {
  test.each<[string, Record<string, string | Uint8Array>, string]>([
    ['no file', {}, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['one file', skill, '1c11dbd1942838cf13628f0b9c5034cec1e9cabdcab84c0435cee5ad97077c00'],
    [
      'nested folders, and a file that sorts between a folder and what lies in it',
      {
        ...skill,
        'references/tables/north.md': 'High water 06:12\n',
        'references.md': 'x',
        'scripts/tide.sh': '#!/bin/sh\necho tide\n',
      },
      'cd7020353e0a615c75d4254bd082af090791551490ea38bb372a6422b364a8a2',
    ],
    ['an empty file', { ...skill, '.gitkeep': '' }, 'a90a5d5d922c75fcd711f168395794c8f6e028bd217e531340d92d7cfcecc507'],
    [
      'a binary file',
      { ...skill, 'chart.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]) },
      '5e2c7acc7012a0d934447f0e8ffb1aa4dbd136faa4bc5a3aa6fa3c2b9c678ce3',
    ],
    [
      'a composed name',
      { ...skill, 'references/caf\u00E9.md': 'coffee\n' },
      '4b92af170815818de520fa02c5f997df71fa931a540960991b11d133d108017e',
    ],
    [
      'the same name decomposed',
      { ...skill, 'references/cafe\u0301.md': 'coffee\n' },
      '4b92af170815818de520fa02c5f997df71fa931a540960991b11d133d108017e',
    ],
    [
      'names that sort one way as bytes and the other way as UTF-16',
      { '\u{1F6A2}.md': 'ship', '\uFB01.md': 'ligature' },
      '9988011d0f1da8479b5a89923f5e2bda3e5447cf689c3ee17801921da9ce0d71',
    ],
  ])('of %s', (_what, contents, digest) => {
    expect(contentDigest(files(contents))).toEqual({ digest });
    expect(contentDigest(files(contents).toReversed())).toEqual({ digest });
  });

  test('two names that are one after normalising have none', () => {
    const result = contentDigest(files({ 'SKILL.md': '', 'cafe\u0301.md': 'one', 'caf\u00E9.md': 'other' }));
    expect(result).toEqual({ collision: ['cafe\u0301.md', 'caf\u00E9.md'] });
  });

  test('the border between path and content counts', () => {
    expect(contentDigest(files({ ab: 'c' }))).not.toEqual(contentDigest(files({ a: 'bc' })));
  });
});

test('canonical JSON sorts keys at every depth and leaves lists as they are', () => {
  const value = { b: [{ d: 1, c: undefined, a: 'ü"' }, null], a: { y: true, x: 1.5 } };
  expect(canonicalJson(value)).toBe('{"a":{"x":1.5,"y":true},"b":[{"a":"ü\\"","d":1},null]}');
});

test('the SHA-256 of a text is that of its UTF-8', () => {
  // printf %s '{"args":["-y","tides"],"command":"npx"}' | sha256sum
  expect(sha256('{"args":["-y","tides"],"command":"npx"}')).toBe(
    '29eaed4734e0f7dfc6b713791fea82487ffbe42d8922f5a77e88b5ca6ad3e101',
  );
});
