import { describe, expect, test } from 'vitest';
import { findSameContent } from '../../src/assemble/same-content.ts';
import { withdraw } from '../../src/assemble/withdraw.ts';
import { directlyHit } from '../../src/assemble/withdrawal-causes.ts';
import { coordinate } from '../../src/domain/coordinate.ts';
import type { RatedRevision } from '../../src/domain/lifecycle.ts';
import { catalogWith, shed } from '../helpers/withdrawn-harbour.ts';

describe('thousands of names of one content', () => {
  const MANY = 2000;

  /** A ledger of one skill under many names; how often the statuses were looked at. */
  async function many(status: RatedRevision['status']) {
    const { entries } = await catalogWith({}, [shed]);
    const [entry] = entries;
    if (!entry) throw new Error('There is no entry.');
    const counted = { looks: 0 };
    const items = Array.from({ length: MANY }, (_, n) => {
      const id = coordinate('skill', 'shed', `moor-${n}`);
      const revision = { ...entry.latest };
      Object.defineProperty(revision, 'status', { get: () => ((counted.looks += 1), status), enumerable: true });
      return {
        id,
        kind: 'skill',
        key: `skill:moor-${n}`,
        source: entry.source,
        revisions: [revision],
        latest: revision,
      } as const;
    });
    return { counted, items, ledger: new Map(items.map((item) => [item.id, item])) };
  }

  test('all of them deleted, are each looked at a few times', async () => {
    const { counted, ledger } = await many({ value: 'deleted', origin: 'governance' });
    const { entries } = withdraw({ ledger, membersOf: new Map(), advisories: [] });
    expect(entries.size).toBe(MANY);
    expect(counted.looks).toBeLessThan(20 * MANY);
  });

  test('half of them named by an advisory, are each reached once', async () => {
    const { items, ledger } = await many({ value: 'active', origin: 'policy' });
    const named = items.slice(0, MANY / 2);
    const hits = directlyHit(
      {
        id: 'leak',
        origin: 'advisory',
        reason: 'Bad.',
        references: [],
        digests: [],
        named: named.map((item) => ({ stand: { item, revision: item.latest }, reachesCopies: true })),
      },
      findSameContent(ledger),
    );
    expect(hits.length).toBe(MANY * 1.5);
    expect(hits.at(-1)).toMatchObject({ through: 'copy', copyOf: 'skill:shed/moor-0' });
  });
});
