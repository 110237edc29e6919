import { describe, expect, test } from 'vitest';
import { type LifecycleWords, rateRevisions } from '../../src/domain/lifecycle.ts';
import { revisions } from '../helpers/catalog-repo.ts';

/** `draft`, or `2 draft, 4 active`: what is said of the whole entry, and of revisions. */
function words(text: string): LifecycleWords {
  const parts = text === '' ? [] : text.split(', ').map((part) => part.split(' '));
  const status = parts.find(({ length }) => length === 1)?.[0];
  const single = parts.filter(({ length }) => length === 2).map(([number, word]) => [number, { status: word }]);
  return { ...(status && { status }), revisions: Object.fromEntries(single) } as LifecycleWords;
}

describe('the status of revisions whose content went and came back', () => {
  test.each([
    ['of which nobody speaks', 'aba', '', '', 'active active active'],
    ['has the word about the same content', 'abab', '', '2 draft', 'active draft active draft'],
    ['of the publisher too', 'abab', '2 deprecated', '', 'active deprecated active deprecated'],
    ['backwards too', 'aba', '', '3 deleted', 'deleted active deleted'],
    ['has its own word first', 'abab', '', '2 draft, 4 active', 'active draft active active'],
    [
      'has the newest word of several',
      'ababab',
      '',
      '2 draft, 4 deprecated',
      'active draft active deprecated active deprecated',
    ],
    [
      'has that before what is said of the whole entry',
      'abab',
      '',
      'deprecated, 2 draft',
      'deprecated draft deprecated draft',
    ],
    [
      'has the word of the operator before its own of the publisher',
      'abab',
      '4 active',
      '2 draft',
      'active draft active draft',
    ],
    [
      'has that of the whole entry of the operator before it',
      'abab',
      '2 deleted',
      'active',
      'active active active active',
    ],
    ['has nothing of a revision that does not exist', 'aba', '', '7 draft, 0 deleted', 'active active active'],
  ])('%s: %s', (_what, letters, publisher, operator, expected) => {
    const rated = rateRevisions(revisions(letters), words(publisher), words(operator));
    expect(rated.map(({ status }) => status.value).join(' ')).toBe(expected);
  });

  test('tells who said it, and why', () => {
    const publisher: LifecycleWords = {
      revisions: { 1: { status: 'deprecated', reason: 'Old.', replacedBy: 'skill:a/b' } },
    };
    expect(rateRevisions(revisions('aba'), publisher, undefined)[2]).toEqual({
      ...revisions('aba')[2],
      status: { value: 'deprecated', origin: 'source', reason: 'Old.', replacedBy: 'skill:a/b' },
    });
  });
});
