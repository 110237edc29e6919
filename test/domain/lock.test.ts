import { expect, test } from 'vitest';
import { ledgerBreaks, Lock, type LockedRevision } from '../../src/domain/lock.ts';

const revision = (n: number, letter: string): LockedRevision => ({
  revision: n,
  digest: letter.repeat(64),
  date: '2026-11-01T00:00:00Z',
});

function lock(entries: Lock['entries']): Lock {
  return Lock.parse({
    formatVersion: '1.0',
    place: 'github.com/harbour/tides#HEAD',
    selection: '0'.repeat(64),
    reader: 1,
    date: '2026-11-01T00:00:00Z',
    entries,
  });
}

const before = lock({
  'skill:pdf': { path: 'skills/pdf', revisions: [revision(1, 'a'), revision(2, 'b')] },
  'skill:tides': { path: 'skills/tides', revisions: [revision(1, 'c')] },
});

test('a ledger that has only grown breaks nothing', () => {
  const after = lock({
    'skill:charts': { path: 'skills/charts', revisions: [revision(1, 'f')] },
    'skill:pdf': { path: 'skills/pdf', revisions: [revision(1, 'a'), revision(2, 'b'), revision(3, 'a')] },
    'skill:tides': { path: 'skills/tides', revisions: [revision(1, 'c')] },
  });
  expect(ledgerBreaks(before, before)).toEqual([]);
  expect(ledgerBreaks(before, after)).toEqual([]);
});

test('what a ledger takes back is named', () => {
  const after = lock({
    'skill:pdf': { path: 'other/pdf', revisions: [revision(1, 'd')] },
  });
  expect(ledgerBreaks(before, after).join('\n')).toMatchInlineSnapshot(`
    "skill:pdf was bound to skills/pdf and is now bound to other/pdf.
    Revision 1 of skill:pdf is not what it was.
    Revision 2 of skill:pdf is not what it was.
    skill:tides is gone from the ledger."
  `);
});

test('a ledger in another order of keys is the same', () => {
  const turned = { date: '2026-11-01T00:00:00Z', digest: 'c'.repeat(64), revision: 1 };
  const after = lock({ ...before.entries, 'skill:tides': { path: 'skills/tides', revisions: [turned] } });
  expect(ledgerBreaks(before, after)).toEqual([]);
});
