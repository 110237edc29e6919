import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import { groupByRule } from '../../src/site/data/diagnostic-groups.ts';
import { isDated } from '../../src/site/words/format.ts';

function told(rule: string, severity: Diagnostic['severity'], file: string): Diagnostic {
  return { rule, severity, message: 'It is so.', hint: 'Mend it.', at: { root: 'source', file } };
}

test('puts the gravest rules first, then those with most cases, and the gravest case of each first', () => {
  const groups = groupByRule([
    told('skill-body-long', 'info', 'a'),
    told('skill-name-mismatch', 'warning', 'b'),
    told('a-rule-of-tomorrow', 'warning', 'c'),
    told('a-rule-of-tomorrow', 'warning', 'd'),
    told('finding-hidden-tags', 'warning', 'e'),
    told('finding-hidden-tags', 'error', 'f'),
  ]);
  expect(
    groups.map(({ title, isKnown, severity, cases }) => [title, isKnown, severity, cases.map(({ at }) => at.file)]),
  ).toEqual([
    ['Text hidden in tag characters', true, 'error', ['f', 'e']],
    ['a-rule-of-tomorrow', false, 'warning', ['c', 'd']],
    ['Name and folder differ', true, 'warning', ['b']],
    ['The instructions are longer than 500 lines', true, 'info', ['a']],
  ]);
});

test.for([
  ['1970-01-01T00:00:00Z', false],
  ['1970-01-01', false],
  ['2026-11-20T09:30:00Z', true],
] as const)('%s is a date of a catalog: %s', ([instant, expected]) => {
  expect(isDated(instant)).toBe(expected);
});
