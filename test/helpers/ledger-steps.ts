import { expect } from 'vitest';
import { type AppendedLedger, appendLedger, type LedgerStep, type Sighting } from '../../src/assemble/append-ledger.ts';
import { GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import { ledgerBreaks, Lock } from '../../src/domain/lock.ts';
import type { Source } from '../../src/domain/source.ts';

/** A source that was never locked. */
export const source: Source = {
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

/** Two digests. */
export const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const;

export const seen = (name: string, digest: string, more: Partial<Sighting> = {}): Sighting => ({
  kind: 'skill',
  name,
  path: `skills/${name}`,
  digest,
  ...more,
});

export const day = (n: number): { date: string; commit: string } => ({
  date: `2026-11-0${n}T00:00:00Z`,
  commit: String(n).repeat(40),
});

/** What was seen, and more about the step. */
export type OneStep = readonly [readonly Sighting[], Partial<LedgerStep>?];

/** Appends one step after the other, and proves that each ledger has only grown and reads back as it was written. */
export function steps(...all: readonly OneStep[]): AppendedLedger {
  let result: AppendedLedger | undefined;
  for (const [index, [sightings, more]] of all.entries()) {
    const before: Lock | undefined = result?.lock;
    result = appendLedger({ ...source, lock: before }, sightings, { ...day(index + 1), ...more });
    expect(before ? ledgerBreaks(before, result.lock) : []).toEqual([]);
    expect(JSON.stringify(Lock.parse(result.lock))).toBe(JSON.stringify(result.lock));
  }
  if (!result) throw new Error('No step was given.');
  return result;
}

/** `1 a 1.0.0, 2 b`: revision, first letter of the digest, label. */
export const ledgerOf = ({ lock }: AppendedLedger, key: keyof Lock['entries']): string =>
  (lock.entries[key]?.revisions ?? [])
    .map(({ revision, digest, version }) => [revision, digest[0], version].filter(Boolean).join(' '))
    .join(', ');
