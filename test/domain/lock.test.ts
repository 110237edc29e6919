import { describe, expect, test } from 'vitest';
import {
  ledgerBreaks,
  Lock,
  type LockedEntry,
  lockFaults,
  type LockedRevision,
  writtenOn,
} from '../../src/domain/lock.ts';

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

/** What is taken back, one line each, with `conflict` before what two branches have locked. */
function named(earlier: Lock, later: Lock): string {
  return ledgerBreaks(earlier, later)
    .map(({ message, conflict }) => (conflict ? `conflict: ${message}` : message))
    .join('\n');
}

test('what a ledger takes back is named', () => {
  const after = lock({
    'skill:pdf': { path: 'other/pdf', revisions: [revision(1, 'd')] },
  });
  expect(named(before, after)).toMatchInlineSnapshot(`
    "skill:pdf was bound to skills/pdf and is now bound to other/pdf.
    conflict: Revision 1 of skill:pdf is aaaaaaaaaaaa in the earlier lock and dddddddddddd in this one.
    Revision 2 of skill:pdf is gone from the ledger.
    skill:tides is gone from the ledger."
  `);
  const dated = { ...revision(1, 'c'), date: '2026-11-02T00:00:00Z' };
  const changed = lock({ ...before.entries, 'skill:tides': { path: 'skills/tides', revisions: [dated] } });
  expect(named(before, changed)).toBe('Revision 1 of skill:tides is not what it was.');
  const renumbered = lock({
    ...before.entries,
    'skill:tides': { path: 'skills/tides', revisions: [revision(2, 'f')] },
  });
  expect(named(before, renumbered)).toBe('Revision 1 of skill:tides is not what it was.');
});

describe('the times in which an entry was gone', () => {
  const gone = (...absences: Lock['entries']['skill:tides']['absences'] & object): Lock =>
    lock({ 'skill:tides': { path: 'skills/tides', revisions: [revision(1, 'c')], absences } });
  const closed = { since: '2026-11-02T00:00:00Z', until: '2026-11-03T00:00:00Z' };
  const open = { since: '2026-11-04T00:00:00Z', commit: 'a'.repeat(40) };
  const ended = { ...open, until: '2026-11-05T00:00:00Z' };
  const next = { since: '2026-11-06T00:00:00Z' };

  test.each([
    [[], [open]],
    [[closed], [closed, open]],
    [
      [closed, open],
      [closed, ended],
    ],
    [
      [closed, open],
      [closed, ended, next],
    ],
  ])('may go from %j to %j', (earlier, later) => {
    expect(named(gone(...earlier), gone(...later))).toBe('');
  });

  test.each([
    [[closed], []],
    [[closed, open], [closed]],
    [[ended], [open]],
    [[open], [{ ...open, since: '2026-11-03T00:00:00Z' }]],
    [[open], [{ ...ended, commit: 'b'.repeat(40) }]],
    [
      [open, closed],
      [ended, closed],
    ],
    [[closed, open], [open]],
  ])('may not go from %j to %j', (earlier, later) => {
    expect(named(gone(...earlier), gone(...later))).toBe(
      'The times in which skill:tides was gone are not what they were.',
    );
  });
});

test('labels and tags never change and never vanish', () => {
  const labelled = (labels: Record<string, number>, tags: Record<string, string>): Lock => ({
    ...lock({ 'skill:tides': { path: 'skills/tides', revisions: [revision(1, 'c')], labels } }),
    tags,
  });
  const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
  const earlier = labelled({ '1.1.0': 1 }, { 'v1.0.0': a });
  expect(named(earlier, labelled({ '1.1.0': 1, '1.2.0': 1 }, { 'v1.0.0': a, 'v1.2.0': b }))).toBe('');
  expect(named(earlier, labelled({ '1.1.0': 2 }, { 'v1.0.0': b }))).toMatchInlineSnapshot(`
    "The label 1.1.0 of skill:tides no longer stands for revision 1.
    The tag v1.0.0 was aaaaaaaaaaaa and is now something else."
  `);
  expect(named(earlier, labelled({}, {}))).toMatchInlineSnapshot(`
    "The label 1.1.0 of skill:tides no longer stands for revision 1.
    The tag v1.0.0 is gone from the ledger."
  `);
  expect(named(labelled({ constructor: 1 }, { constructor: a }), labelled({}, {}))).toContain('The label constructor');
});

test('a ledger in another order of keys is the same', () => {
  const turned = { date: '2026-11-01T00:00:00Z', digest: 'c'.repeat(64), revision: 1 };
  const after = lock({ ...before.entries, 'skill:tides': { path: 'skills/tides', revisions: [turned] } });
  expect(ledgerBreaks(before, after)).toEqual([]);
});

describe('what sync never writes', () => {
  const since = '2026-11-02T00:00:00Z';
  const until = '2026-11-03T00:00:00Z';
  const faults = (revisions: LockedRevision[], more: Partial<LockedEntry> = {}): string[] =>
    lockFaults(lock({ 'skill:pdf': { path: 'pdf', revisions, ...more } }));

  test('is none of what it writes', () => {
    const revisions = [revision(1, 'a'), revision(2, 'b'), revision(3, 'a')];
    const absences = [{ since, until }, { since }];
    expect(faults(revisions, { labels: { '1.0.0': 3 }, absences })).toEqual([]);
    expect(lockFaults(before)).toEqual([]);
  });

  test.each([
    [
      'two revisions of one number',
      [revision(1, 'a'), revision(2, 'b'), revision(2, 'c')],
      'The revisions of skill:pdf are not numbered 1, 2, 3 in order: number 3 is 2.',
    ],
    [
      'a gap',
      [revision(1, 'a'), revision(3, 'b')],
      'The revisions of skill:pdf are not numbered 1, 2, 3 in order: number 2 is 3.',
    ],
    [
      'one content twice in a row',
      [revision(1, 'a'), revision(2, 'a')],
      'Revision 2 of skill:pdf has the content of the one before it.',
    ],
  ])('%s', (_what, revisions, sentence) => {
    expect(faults(revisions)).toEqual([sentence]);
  });

  test('labels and absences that mean nothing', () => {
    expect(faults([revision(1, 'a')], { labels: { '1.1.0': 2 } })).toEqual([
      'The label "1.1.0" of skill:pdf stands for revision 2, which is not there.',
    ]);
    expect(faults([revision(1, 'a')], { absences: [{ since }, { since: until }] })).toEqual([
      'An absence of skill:pdf that is not its last one has no end.',
    ]);
  });
});

test('a ledger was written when sync says so, not when a commit does', () => {
  expect(writtenOn(before)).toBe('2026-11-01T00:00:00Z');
  const late = { ...revision(1, 'a'), date: '9999-01-01T00:00:00Z', locked: '2026-11-02T00:00:00Z' };
  const written = lock({ 'skill:pdf': { path: 'pdf', revisions: [late] } });
  expect(writtenOn({ ...written, date: late.date })).toBe('2026-11-02T00:00:00Z');
  const absences = [
    { since: '2026-11-03T00:00:00Z', until: '2026-11-04T00:00:00Z' },
    { since: '2026-11-05T00:00:00Z' },
  ];
  expect(writtenOn(lock({ 'skill:pdf': { path: 'pdf', revisions: [late], absences } }))).toBe('2026-11-05T00:00:00Z');
});
