import { describe, expect, test } from 'vitest';
import { appendLedger, type Sighting } from '../../src/assemble/append-ledger.ts';
import { ledgerBreaks, Lock } from '../../src/domain/lock.ts';
import { a, b, day, seen, source } from '../helpers/ledger-steps.ts';

const locked = '2026-11-20T08:00:00Z';

describe('a ledger', () => {
  test('begins with revision 1 of everything, keys sorted, and is a lock', () => {
    const { lock, changes } = appendLedger(
      source,
      [seen('tides', a, { version: '1.10', tree: 'f'.repeat(40) }), seen('charts', b)],
      { ...day(1), locked },
    );
    expect(Lock.parse(JSON.parse(JSON.stringify(lock)))).toEqual(lock);
    expect(Object.keys(lock.entries)).toEqual(['skill:charts', 'skill:tides']);
    expect(changes).toEqual([
      {
        key: 'skill:charts',
        id: 'skill:harbour/charts',
        revision: 1,
        digest: b,
        path: 'skills/charts',
        change: 'added',
      },
      {
        key: 'skill:tides',
        id: 'skill:harbour/tides',
        revision: 1,
        version: '1.10.0',
        digest: a,
        path: 'skills/tides',
        change: 'added',
      },
    ]);
    expect(lock.entries['skill:tides']).toEqual({
      path: 'skills/tides',
      revisions: [{ revision: 1, digest: a, tree: 'f'.repeat(40), version: '1.10.0', ...day(1), locked }],
    });
  });

  test('only grows: an edit, a return to earlier bytes, a deletion, a return', () => {
    let { lock } = appendLedger(source, [seen('tides', a), seen('charts', a)], day(1));
    const step = (n: number, sightings: readonly Sighting[]): readonly string[] => {
      const next = appendLedger({ ...source, lock }, sightings, day(n));
      expect(ledgerBreaks(lock, next.lock)).toEqual([]);
      ({ lock } = next);
      return next.changes.map(({ key, revision, change }) => `${key} ${revision} ${change}`);
    };
    expect(step(2, [seen('tides', b), seen('charts', a)])).toEqual(['skill:tides 2 changed']);
    expect(step(3, [seen('tides', a), seen('charts', a)])).toEqual(['skill:tides 3 changed']);
    expect(step(4, [seen('tides', a)])).toEqual(['skill:charts 1 removed']);
    expect(step(5, [seen('tides', a), seen('charts', b)])).toEqual(['skill:charts 2 returned']);
    expect(step(6, [seen('tides', a), seen('charts', b)])).toEqual([]);
    expect(lock.commit).toBe(day(6).commit);
    expect(lock.entries['skill:tides']?.revisions.map(({ digest, date }) => [digest, date])).toEqual([
      [a, day(1).date],
      [b, day(2).date],
      [a, day(3).date],
    ]);
  });

  test('keeps the path an entry was first bound to', () => {
    const { lock } = appendLedger(source, [seen('tides', a)], day(1));
    const next = appendLedger({ ...source, lock }, [seen('tides', b, { path: 'elsewhere' })], day(2));
    expect(next.lock.entries['skill:tides']?.path).toBe('skills/tides');
  });

  test('keeps what each revision can do, and tells the difference', () => {
    const can = (hosts: string[]): Partial<Sighting> => ({
      evidence: {
        tools: [],
        scripts: [],
        hooks: [],
        servers: [],
        hosts,
        packages: [],
        variables: [],
        bytes: 10,
        tokens: { description: 1, body: 2, everything: 3 },
      },
    });
    const first = appendLedger(source, [seen('tides', a, can(['a.dev'])), seen('charts', a)], day(1));
    expect(first.changes.map((change) => [change.can, change.diff])).toEqual([
      [undefined, undefined],
      [[{ kind: 'host', value: 'a.dev' }], undefined],
    ]);
    expect(first.lock.entries['skill:tides']?.revisions[0]?.evidence).toMatchObject({ host: ['a.dev'], bytes: 10 });

    const after = { ...source, lock: Lock.parse(JSON.parse(JSON.stringify(first.lock))) };
    const second = appendLedger(
      after,
      [seen('tides', b, can(['a.dev', 'b.dev'])), seen('charts', b, can(['c.dev']))],
      day(2),
    );
    expect(ledgerBreaks(after.lock, second.lock)).toEqual([]);
    // Revisions of an older ledger have no record, so nothing can be said of what came after them.
    expect(second.changes.map(({ key, previous, diff }) => [key, previous, diff])).toEqual([
      ['skill:charts', 1, undefined],
      ['skill:tides', 1, { added: [{ kind: 'host', value: 'b.dev' }], removed: [] }],
    ]);
    const forged = structuredClone(second.lock);
    for (const { evidence } of forged.entries['skill:tides']?.revisions ?? []) if (evidence) evidence.host = [];
    expect(ledgerBreaks(second.lock, forged)).toHaveLength(2);
  });

  test('knows skills and commands of one name apart', () => {
    const { lock } = appendLedger(source, [seen('tides', a), seen('tides', b, { kind: 'command' })], day(1));
    expect(Object.keys(lock.entries)).toEqual(['command:tides', 'skill:tides']);
  });
});
