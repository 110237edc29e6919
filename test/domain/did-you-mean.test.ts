import { expect, test } from 'vitest';
import { closest, suggest } from '../../src/domain/did-you-mean.ts';

const known = ['riskTier', 'category', 'stub', 'stubReason'];

test.each([
  ['risktier', 'riskTier'],
  ['riskTeir', 'riskTier'],
  ['stubreason', 'stubReason'],
  ['catagory', 'category'],
  ['sutb', 'stub'],
  ['stab', 'stub'],
  ['', undefined],
  ['x', undefined],
  ['license', undefined],
])('%j means %j', (word, meant) => {
  expect(closest(word, known)).toBe(meant);
});

test('without a near word a short list is shown, a long one is not', () => {
  expect(suggest('license', known)).toBe('Known here: riskTier, category, stub, stubReason.');
  expect(
    suggest(
      'license',
      Array.from({ length: 13 }, (_, n) => `word-number-${n}`),
    ),
  ).toBeUndefined();
  expect(suggest('license', [])).toBeUndefined();
});
