import { describe, expect, test } from 'vitest';
import { appendLedger, type LedgerStep, type Sighting } from '../../src/assemble/append-ledger.ts';
import { a, b, day, ledgerOf, type OneStep, seen, source, steps } from '../helpers/ledger-steps.ts';
import { messages } from '../helpers/message.ts';

describe('labels', () => {
  const tides = (digest: string, version?: string): [Sighting[]] => [
    [seen('tides', digest, { version, file: 'skills/tides/SKILL.md' })],
  ];
  test.each<[string, OneStep[], string, number]>([
    ['are normalised', [tides(a, ' v1.2 ')], '1 a 1.2.0', 0],
    ['that are no version stay', [tides(a, '2024-05')], '1 a 2024-05', 0],
    ['of an edit that raises them', [tides(a, '1.0'), tides(b, '1.1')], '1 a 1.0.0, 2 b 1.1.0', 0],
    ['that are used again are dropped', [tides(a, '1.0'), tides(b, '1.0.0')], '1 a 1.0.0, 2 b', 1],
    [
      'of earlier bytes come back with them',
      [tides(a, '1.0'), tides(b, '1.0'), tides(a, '1.0')],
      '1 a 1.0.0, 2 b, 3 a 1.0.0',
      0,
    ],
    ['are not looked at where nothing changed', [tides(a, '1.0'), tides(a, '2.0')], '1 a 1.0.0', 0],
    ['that hide something are none', [tides(a, '1.0\u200B'), tides(b, '')], '1 a, 2 b', 0],
    [
      'that are the name of a property are labels',
      [tides(a, '__proto__'), tides(b, 'constructor')],
      '1 a __proto__, 2 b constructor',
      0,
    ],
  ])('%s', (_what, all, expected, dropped) => {
    const result = steps(...all);
    expect(ledgerOf(result, 'skill:tides')).toBe(expected);
    expect(result.diagnostics).toHaveLength(dropped);
  });

  test('of an older ledger count as they would be written now', () => {
    const first = steps(tides(a, '1.0'));
    const entry = first.lock.entries['skill:tides'];
    if (!entry) throw new Error('Nothing was locked.');
    const old = { ...entry, revisions: entry.revisions.map((revision) => ({ ...revision, version: 'v1.0' })) };
    const lock = { ...first.lock, entries: { 'skill:tides': old } };
    const result = appendLedger({ ...source, lock }, [seen('tides', b, { version: '1.0.0' })], day(2));
    expect(ledgerOf(result, 'skill:tides')).toBe('1 a v1.0, 2 b');
    expect(messages(result.diagnostics)).toMatchInlineSnapshot(
      `"warning version-reused lock/harbour.json [skill:harbour/tides] The version 1.0.0 of the skill "tides" already stands for revision 1, with other content. | Raise the version in the entry whenever its content changes."`,
    );
  });

  test('that were dropped are told at the file in which they stand', () => {
    expect(messages(steps(tides(a, '1.0'), tides(b, '1.0')).diagnostics)).toMatchInlineSnapshot(
      `"warning version-reused source:skills/tides/SKILL.md:1 [skill:harbour/tides] The version 1.0.0 of the skill "tides" already stands for revision 1, with other content. | Raise the version in the entry whenever its content changes."`,
    );
  });

  test('of a tag go before those of the entries, and are noted where the content stayed', () => {
    const at = (version: string): Partial<LedgerStep> => ({ version });
    const own = { version: '9.9' };
    const result = steps(
      [[seen('tides', a, own), seen('charts', a, own)], at('1.0.0')],
      [[seen('tides', b, own), seen('charts', a, own)], at('1.1.0')],
      [[seen('tides', b, own), seen('charts', a, own)], at('1.2.0')],
    );
    expect(ledgerOf(result, 'skill:tides')).toBe('1 a 1.0.0, 2 b 1.1.0');
    expect(ledgerOf(result, 'skill:charts')).toBe('1 a 1.0.0');
    expect(result.lock.entries['skill:tides']?.labels).toEqual({ '1.2.0': 2 });
    expect(result.lock.entries['skill:charts']?.labels).toEqual({ '1.1.0': 1, '1.2.0': 1 });
    expect(result.changes).toEqual([]);
    // The label of unchanged content is as taken as that of a revision.
    const again = appendLedger({ ...source, lock: result.lock }, [seen('charts', b)], { ...day(4), version: '1.2.0' });
    expect(ledgerOf(again, 'skill:charts')).toBe('1 a 1.0.0, 2 b');
    expect(again.diagnostics.map(({ rule }) => rule)).toEqual(['version-reused']);
  });
});
