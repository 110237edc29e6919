import { describe, expect, test } from 'vitest';
import { type AppendedLedger, appendLedger } from '../../src/assemble/append-ledger.ts';
import { SourceFile } from '../../src/domain/catalog.ts';
import { a, b, day, seen, source, steps } from '../helpers/ledger-steps.ts';
import { messages } from '../helpers/message.ts';

describe('an entry that is gone', () => {
  const absences = ({ lock }: AppendedLedger): unknown => lock.entries['skill:tides']?.absences;
  const told = ({ changes }: AppendedLedger): string[] =>
    changes.map(({ key, change, revision }) => `${key} ${change} @${revision}`);

  test('has a time of absence, which is noted once and ends when it is seen', () => {
    const gone = steps([[seen('tides', a)]], [[]]);
    expect(told(gone)).toEqual(['skill:tides removed @1']);
    expect(absences(gone)).toEqual([{ since: day(2).date, commit: day(2).commit }]);
    const still = steps([[seen('tides', a)]], [[]], [[]]);
    expect(told(still)).toEqual([]);
    expect(absences(still)).toEqual(absences(gone));
    const back = steps([[seen('tides', a)]], [[]], [[seen('tides', a)]]);
    expect(told(back)).toEqual(['skill:tides returned @1']);
    expect(absences(back)).toEqual([{ since: day(2).date, commit: day(2).commit, until: day(3).date }]);
    const twice = steps([[seen('tides', a)]], [[]], [[seen('tides', b)]], [[]]);
    expect(absences(twice)).toEqual([
      { since: day(2).date, commit: day(2).commit, until: day(3).date },
      { since: day(4).date, commit: day(4).commit },
    ]);
    expect(told(twice)).toEqual(['skill:tides removed @2']);
  });

  test.each([
    ['is there and cannot be read', seen('tides', a), { kind: 'skill', path: 'skills/tides' } as const, []],
    [
      'is a part of a file that cannot be read',
      seen('tides', a, { kind: 'mcp_server', path: '.mcp.json#mcpServers/tides' }),
      { kind: 'mcp_server', path: '.mcp.json' } as const,
      [],
    ],
    [
      'stands in the manifest of a plugin that cannot be read',
      seen('tides', a, { kind: 'mcp_server', path: 'kit/plugin.json#mcpServers/tides' }),
      { kind: 'plugin', path: 'kit' } as const,
      [],
    ],
    [
      'stands in the manifest of a plugin at the root that cannot be read',
      seen('tides', a, { kind: 'mcp_server', path: 'plugin.json#mcpServers/tides' }),
      { kind: 'plugin', path: '.' } as const,
      [],
    ],
    [
      'stands in the manifest of another plugin',
      seen('tides', a, { kind: 'mcp_server', path: 'kit/plugin.json#mcpServers/tides' }),
      { kind: 'plugin', path: 'ki' } as const,
      ['mcp_server:tides removed @1'],
    ],
    [
      'shares its path with another kind',
      seen('tides', a),
      { kind: 'command', path: 'skills/tides' } as const,
      ['skill:tides removed @1'],
    ],
  ])('is not one that %s', (_what, sighting, unread, expected) => {
    expect(told(steps([[sighting]], [[], { unread: [unread] }]))).toEqual(expected);
  });

  test('and another that came with its content look like a rename', () => {
    const result = steps(
      [[seen('tides', a), seen('charts', b)]],
      [[seen('tide-tables', a), seen('charts', b), seen('ebb', a)]],
    );
    expect(result.changes.map(({ key, change, movedFrom, movedTo }) => [key, change, movedFrom, movedTo])).toEqual([
      ['skill:ebb', 'added', 'skill:tides', undefined],
      ['skill:tide-tables', 'added', undefined, undefined],
      ['skill:tides', 'removed', undefined, 'skill:ebb'],
    ]);
    expect(messages(result.diagnostics)).toMatchInlineSnapshot(
      `"info entry-moved sources/harbour.yaml [skill:harbour/ebb] skill:tides is gone, and skill:ebb has its content. | If it was renamed, write "renamedFrom: tides" below entries, "skill:ebb", in sources/harbour.yaml: the old address then leads to the new one."`,
    );
  });

  test('was renamed where its source says so', () => {
    const { lock } = steps([[seen('tides', a)]]);
    const file = SourceFile.parse({ local: 'harbour', entries: { 'skill:ebb': { renamedFrom: ['low', 'tides'] } } });
    const step = (entries: SourceFile['entries']): string[] =>
      appendLedger({ ...source, file: { ...file, entries }, lock }, [seen('ebb', a)], day(2)).diagnostics.map(
        ({ hint }) => hint,
      );
    expect(step(file.entries)).toEqual([]);
    expect(
      step(SourceFile.parse({ local: 'harbour', entries: { 'skill:ebb': { renamedFrom: 'low' } } }).entries)[0],
    ).toContain('renamedFrom: [low, tides]');
  });
});
