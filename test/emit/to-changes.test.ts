import { describe, expect, test } from 'vitest';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { headlineOf, detailsOf } from '../../src/domain/change-words.ts';
import { newsOf } from '../../src/domain/change-groups.ts';
import type { Change } from '../../src/domain/change.ts';
import type { HistoryEvent } from '../../src/domain/history.ts';
import type { Lock, LockedEntry } from '../../src/domain/lock.ts';
import { toChanges } from '../../src/emit/to-changes.ts';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

const named = (name: string, more = ''): string => skill(`name: ${name}\ndescription: Does ${name}.${more}`);

const quay: Harbour = {
  id: 'quay',
  files: {
    'moor/SKILL.md': named('moor'),
    'row/SKILL.md': named('row', '\nmetadata: { stub: "true", stub-reason: Soon. }'),
    'knot/SKILL.md': named('knot'),
  },
  source: 'local: quay\nentries: { skill:knot: { renamedFrom: [tie, never-listed] } }',
};

type Ledger = Record<string, Partial<LockedEntry>>;

/** The catalog of the harbour, with more in the ledger of quay, and with decisions. */
async function catalog(
  ledger: Ledger = {},
  events: Record<string, Partial<HistoryEvent>[]> = {},
): Promise<AssembledCatalog> {
  const made = await catalogOf([quay]);
  const told = (event: Partial<HistoryEvent>): HistoryEvent => ({
    date: '2026-11-05T10:00:00Z',
    commit: 'c'.repeat(40),
    subject: 'Decide',
    by: 'operator',
    field: 'riskTier',
    ...event,
  });
  return {
    ...made,
    outcomes: made.outcomes.map((outcome) => ({ ...outcome, source: withLedger(outcome.source, ledger) })),
    history: {
      complete: true,
      events: new Map(Object.entries(events).map(([id, list]) => [id, list.map(told)])),
    },
  };
}

function withLedger<Source extends { readonly lock?: Lock | undefined }>(source: Source, ledger: Ledger): Source {
  const before: Ledger = { ...source.lock?.entries };
  const entries = Object.fromEntries(
    Object.keys({ ...before, ...ledger }).map((key) => [
      key,
      { path: key, revisions: [revision(1)], ...before[key], ...ledger[key] },
    ]),
  );
  return { ...source, lock: { ...source.lock, entries } as Lock };
}

function revision(n: number, more: Partial<LockedEntry['revisions'][number]> = {}): LockedEntry['revisions'][number] {
  return { revision: n, digest: String(n).repeat(64), date: `2026-11-0${n}T08:00:00Z`, ...more };
}

const evidence = { reader: 1, bytes: 10, tokensDescription: 3, tokensBody: 4 };

function line(change: Change): string {
  return `${change.date} ${change.id} ${change.offered ? '' : '(not offered) '}| ${headlineOf({ id: '', isMany: false, changes: [change] })} | ${detailsOf(change).join(' ')}`;
}

describe('the changes of a catalog', () => {
  test('come from ledgers, decisions and advisories, newest first', async () => {
    const made = await catalog(
      {
        'skill:moor': {
          revisions: [
            revision(1, { evidence }),
            revision(2, {
              version: '2.0.0',
              locked: '2026-11-09T00:00:00Z',
              evidence: { ...evidence, tool: ['Bash'], bytes: 12 },
            }),
            revision(3, { evidence: { ...evidence, reader: 2 } }),
          ],
        },
        'skill:tie': { absences: [{ since: '2026-11-06T00:00:00Z' }] },
        'skill:sail': {
          absences: [
            { since: '2026-11-02T00:00:00Z', until: '2026-11-03T00:00:00Z' },
            { since: '2026-11-04T00:00:00Z' },
          ],
        },
      },
      {
        'skill:quay/moor': [
          { field: 'status', revision: 2, to: 'deprecated', from: 'active' },
          { field: 'alias', alias: 'production', from: '1', to: '2', author: 'Ada' },
          { field: 'alias', alias: 'next', from: '3', by: 'publisher' },
          { field: 'attestation', to: 'Ada, 2026-11-01' },
          { field: 'stub', from: 'true', to: 'false' },
        ],
        'skill:quay/row': [{ to: 'high' }],
        'skill:quay/never-locked': [{ to: 'high' }],
      },
    );
    const digest = '1'.repeat(64);
    const affected = (name: string, revisionNumber: number, more: object = {}) =>
      ({ digest, entry: `skill:quay/${name}`, revision: revisionNumber, through: 'name', ...more }) as const;
    const changes = toChanges({
      ...made,
      withdrawals: {
        ...made.withdrawals,
        entries: new Map([['skill:quay/knot', { advisory: 'bad', reason: 'Bad.' }]]),
        advisories: [
          {
            id: 'bad',
            origin: 'advisory',
            reason: 'It tells the harbour master.',
            on: '2026-11-07',
            replacement: 'skill:quay/row',
            references: [],
            affected: [
              affected('knot', 1, { through: 'member', member: 'skill:quay/moor' }),
              affected('moor', 1),
              affected('moor', 2),
              affected('unknown', 1),
              { digest, through: 'digest' },
            ],
          },
          { id: 'skill:quay/moor', origin: 'status', reason: 'Gone.', references: [], affected: [affected('row', 1)] },
        ],
      },
    });
    expect(changes.map(line).join('\n')).toMatchInlineSnapshot(`
      "2026-11-09T00:00:00Z skill:quay/moor@2 | moor (skill, quay): new content, revision 2, version 2.0.0 | New in what it can do: tool Bash. Bytes of its files: 10 → 12.
      2026-11-07T23:59:59Z advisory:bad:skill:quay/knot (not offered) | knot (skill, quay): withdrawn | Because of skill:quay/moor, which is part of it. Reason: It tells the harbour master.
      2026-11-07T23:59:59Z advisory:bad:skill:quay/moor | moor (skill, quay): revisions 1, 2 taken back | Reason: It tells the harbour master. Use skill:quay/row instead.
      2026-11-06T00:00:00Z skill:quay/tie#removed-1 (not offered) | tie (skill, quay): gone from its source | 
      2026-11-05T10:00:00Z cccccccccccc:skill:quay/moor:operator:alias:production | moor (skill, quay): alias production set to revision 2 (was revision 1) | Decided by the operator (Ada) in commit cccccccccccc: “Decide”
      2026-11-05T10:00:00Z cccccccccccc:skill:quay/moor:operator:status:2 | moor (skill, quay): status of revision 2 set to deprecated (was active) | Decided by the operator in commit cccccccccccc: “Decide”
      2026-11-05T10:00:00Z cccccccccccc:skill:quay/moor:operator:stub | moor (skill, quay): no longer marked as a stub | Decided by the operator in commit cccccccccccc: “Decide”
      2026-11-05T10:00:00Z cccccccccccc:skill:quay/moor:publisher:alias:next | moor (skill, quay): alias next no longer set (was revision 3) | Decided by the publisher in commit cccccccccccc: “Decide”
      2026-11-05T10:00:00Z cccccccccccc:skill:quay/row:operator:riskTier (not offered) | row (skill, quay): risk tier set to high | Decided by the operator in commit cccccccccccc: “Decide”
      2026-11-04T00:00:00Z skill:quay/sail#removed-2 (not offered) | sail (skill, quay): gone from its source | 
      2026-11-03T08:00:00Z skill:quay/moor@3 | moor (skill, quay): new content, revision 3 | What it could do before was not recorded, so what changed in it is not known.
      2026-11-03T00:00:00Z skill:quay/sail#returned-1 (not offered) | sail (skill, quay): back in its source | 
      2026-11-02T00:00:00Z skill:quay/sail#removed-1 (not offered) | sail (skill, quay): gone from its source | 
      2026-11-01T08:00:00Z skill:quay/knot#renamed-from-tie (not offered) | knot (skill, quay): renamed from skill:quay/tie | 
      2026-11-01T08:00:00Z skill:quay/knot@1 (not offered) | knot (skill, quay): new | 
      2026-11-01T08:00:00Z skill:quay/moor@1 | moor (skill, quay): new | 
      2026-11-01T08:00:00Z skill:quay/row@1 (not offered) | row (skill, quay): new | 
      2026-11-01T08:00:00Z skill:quay/sail@1 (not offered) | sail (skill, quay): new | 
      2026-11-01T08:00:00Z skill:quay/tie@1 (not offered) | tie (skill, quay): new | "
    `);
  });

  test('date what a deletion takes along by the commit that deleted', async () => {
    const made = await catalog({}, { 'skill:quay/moor': [{ field: 'status', to: 'deleted' }] });
    const digest = '1'.repeat(64);
    const affected = [
      { digest, entry: 'skill:quay/moor', revision: 1, through: 'name' },
      { digest, entry: 'skill:quay/row', revision: 1, through: 'copy' },
    ] as const;
    const advisories = [
      { id: 'skill:quay/moor', origin: 'status' as const, reason: 'Gone.', references: [], affected: [...affected] },
    ];
    const changes = toChanges({ ...made, withdrawals: { ...made.withdrawals, advisories } });
    expect(changes.filter(({ date }) => date === '2026-11-05T10:00:00Z').map(({ id }) => id)).toEqual([
      'advisory:skill:quay/moor:skill:quay/row',
      'cccccccccccc:skill:quay/moor:operator:status',
    ]);
  });

  test('have ids that stay, whatever is added later', async () => {
    const before = toChanges(await catalog());
    const after = toChanges(
      await catalog(
        { 'skill:moor': { revisions: [revision(1), revision(2)] }, 'skill:aft': {} },
        { 'skill:quay/moor': [{ to: 'high' }, { field: 'status', to: 'draft' }] },
      ),
    );
    const ids = after.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(before.length + 4);
    expect(ids).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  });
});

describe('news', () => {
  test('leave out what is not offered, and tell a rename once', async () => {
    const made = await catalog({
      'skill:tie': { absences: [{ since: '2026-11-06T00:00:00Z' }] },
      'skill:sail': { absences: [{ since: '2026-11-06T00:00:00Z' }] },
    });
    expect(newsOf(toChanges(made)).map((group) => headlineOf(group))).toMatchInlineSnapshot(`
      [
        "sail (skill, quay): gone from its source",
        "knot (skill, quay): renamed from skill:quay/tie",
        "moor (skill, quay): new",
      ]
    `);
  });

  test('tell what one sync or commit does to many at once, and keep that when some are no longer offered', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 11 }, (_, n) => [`skill:buoy-${n}`, { revisions: [revision(7)] }]),
    );
    const ids = Object.keys(many).map((key) => key.replace(':', ':quay/'));
    const made = toChanges(await catalog(many, Object.fromEntries(ids.map((id) => [id, [{ to: 'high' }]]))));
    const offered = made.map((change) => ({
      ...change,
      offered: !/-(?:1|10)$|row/.test(change.entry.split('@')[0] ?? ''),
    }));
    expect(newsOf(offered).map((group) => `${group.id} | ${headlineOf(group)}`)).toMatchInlineSnapshot(`
      [
        "quay:new:2026-11-07T08:00:00Z | quay: 9 new entries",
        "quay:riskTier:cccccccccccccccccccccccccccccccccccccccc | quay: 9 entries with another risk tier",
        "skill:quay/knot@1 | knot (skill, quay): new",
        "skill:quay/moor@1 | moor (skill, quay): new",
      ]
    `);
  });
});

test('nothing is dated later than the catalog and its syncs, whatever a commit claims', async () => {
  const late = '9999-12-31T23:59:59Z';
  const made = await catalog(
    { 'skill:moor': { revisions: [revision(1, { date: late })] } },
    { 'skill:quay/row': [{ to: 'high', date: late }] },
  );
  const changes = toChanges(made);
  expect(changes.filter(({ date }) => date === made.date).map(({ kind }) => kind)).toEqual(['riskTier', 'new']);
  expect(changes.filter(({ date }) => date > made.date)).toEqual([]);
});
