import { describe, expect, test } from 'vitest';
import type { ScannedResult } from '../../src/domain/scan.ts';
import { at, resultOf } from './sarif-log.ts';

function findingOf(result: object, rules: unknown = []): ScannedResult['finding'] | undefined {
  return resultOf(result, { tool: { driver: { name: 'lighthouse', rules } } })?.finding;
}

describe('a result', () => {
  const rules = [
    { id: 'L1', defaultConfiguration: { level: 'note' }, messageStrings: { one: { text: '{0} meets {1} and {2}.' } } },
    { id: 'L2', shortDescription: { text: 'A rule.' } },
  ];

  test.each([
    ['says its level', { ruleId: 'L1', level: 'error' }, 'error'],
    ['has the level of its rule by id', { ruleId: 'L1' }, 'note'],
    ['by index', { ruleIndex: 0 }, 'note'],
    ['by a reference', { rule: { index: 0 } }, 'note'],
    ['by the id of a reference', { rule: { id: 'L1' } }, 'note'],
    ['by an id that goes on', { ruleId: 'L1/cat' }, 'note'],
    ['has no word of it', { ruleId: 'L2' }, 'warning'],
    ['is of no rule', { ruleId: 'L3' }, 'warning'],
    ['has an index out of reach', { ruleIndex: 99 }, 'warning'],
    ['has an index below zero', { ruleIndex: -1 }, 'warning'],
    ['has a level that there is none of', { ruleId: 'L1', level: 'fatal' }, 'note'],
    ['is no failure', { ruleId: 'L1', kind: 'review' }, 'none'],
  ])('%s', (_, result, level) => {
    expect(findingOf(result, rules)?.level).toBe(level);
  });

  test('is of a rule of an extension', () => {
    const tool = {
      driver: { name: 'lighthouse', rules },
      extensions: [{ rules: [{ id: 'X', defaultConfiguration: { level: 'error' } }] }],
    };
    const result = { rule: { index: 0, toolComponent: { index: 0 } } };
    expect(resultOf(result, { tool })?.finding).toEqual({ rule: 'X', level: 'error', message: '' });
  });

  test.each([
    ['text', { text: 'Seen.', markdown: '**Seen.**' }, 'Seen.'],
    ['a text of the rule', { id: 'one', arguments: ['Ann', 'Bob'] }, 'Ann meets Bob and {2}.'],
    ['Markdown alone', { markdown: '**Seen.**' }, '**Seen.**'],
    ['nothing', {}, ''],
    ['a key of the prototype', { id: 'constructor' }, ''],
    [
      'what nobody sees',
      { text: 'a\u202Eb\u{E0041}c\u0007\n  d\u001B[31m' },
      String.raw`a\u{202e}b\u{e0041}c\u{7} d\u{1b}[31m`,
    ],
  ])('has a message: %s', (_, message, text) => {
    expect(findingOf({ ruleId: 'L1', message }, rules)?.message).toBe(text);
  });

  test('has no longer message than people read', () => {
    expect(findingOf({ message: { text: 'a'.repeat(1_000_000) } })?.message).toHaveLength(500);
    const message = { id: 'one', arguments: ['b'.repeat(1_000_000), ' '.repeat(1_000_000)] };
    expect(findingOf({ ruleId: 'L1', message }, rules)?.message).toHaveLength(500);
  });

  test.each([
    ['is a pass', { kind: 'pass' }],
    ['does not apply', { kind: 'notApplicable' }],
    ['is gone since the baseline', { baselineState: 'absent' }],
  ])('%s and is left out', (_, result) => {
    expect(resultOf(result)).toBeUndefined();
  });

  test.each([
    [[{ kind: 'external' }], true],
    [[{ kind: 'inSource', status: 'accepted' }], true],
    [[{ kind: 'external', status: 'rejected' }], false],
    [[{ kind: 'external', status: 'underReview' }], false],
    [[], false],
  ])('is suppressed by %j: %s', (suppressions, suppressed) => {
    expect(resultOf({ suppressions })?.suppressed).toBe(suppressed);
  });

  test.each([
    [1, 1],
    [7, 7],
    [0, undefined],
    [-1, undefined],
    [1.5, undefined],
    ['7', undefined],
    [1e300, undefined],
  ])('in line %j', (startLine, line) => {
    expect(resultOf(at({ uri: 'a.md' }, { startLine }))?.finding.line).toBe(line);
  });
});
