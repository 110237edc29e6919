import { describe, expect, test } from 'vitest';
import { appendLedger, type Sighting } from '../../src/assemble/append-ledger.ts';
import { GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import { ledgerBreaks, Lock } from '../../src/domain/lock.ts';
import type { Source } from '../../src/domain/source.ts';

const source: Source = {
  id: 'harbour',
  origin: { local: 'harbour' },
  ref: 'HEAD',
  path: '',
  faulty: false,
  place: 'local:harbour#HEAD',
  file: SourceFile.parse({ local: 'harbour' }),
  governance: GovernanceFile.parse({}),
  locate: () => undefined,
  locateGovernance: () => undefined,
};

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const seen = (name: string, digest: string, more: Partial<Sighting> = {}): Sighting => ({
  kind: 'skill',
  name,
  path: `skills/${name}`,
  digest,
  ...more,
});
const day = (n: number): { date: string; commit: string } => ({
  date: `2026-11-0${n}T00:00:00Z`,
  commit: String(n).repeat(40),
});

describe('a ledger', () => {
  test('begins with revision 1 of everything, keys sorted, and is a lock', () => {
    const { lock, changes } = appendLedger(
      source,
      [seen('tides', a, { version: '1.10', tree: 'f'.repeat(40) }), seen('charts', b)],
      day(1),
    );
    expect(Lock.parse(JSON.parse(JSON.stringify(lock)))).toEqual(lock);
    expect(Object.keys(lock.entries)).toEqual(['skill:charts', 'skill:tides']);
    expect(changes).toEqual([
      { key: 'skill:charts', revision: 1, change: 'added' },
      { key: 'skill:tides', revision: 1, change: 'added' },
    ]);
    expect(lock.entries['skill:tides']).toEqual({
      path: 'skills/tides',
      revisions: [{ revision: 1, digest: a, tree: 'f'.repeat(40), version: '1.10', ...day(1) }],
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
    expect(step(4, [seen('tides', a)])).toEqual([]);
    expect(step(5, [seen('tides', a), seen('charts', b)])).toEqual(['skill:charts 2 changed']);
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

  test('knows skills and commands of one name apart', () => {
    const { lock } = appendLedger(source, [seen('tides', a), seen('tides', b, { kind: 'command' })], day(1));
    expect(Object.keys(lock.entries)).toEqual(['command:tides', 'skill:tides']);
  });
});
