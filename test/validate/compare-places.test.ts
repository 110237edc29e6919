import { describe, expect, test } from 'vitest';
import { comparePlaces } from '../../src/validate/compare-places.ts';
import { lockOf } from '../helpers/catalog-repo.ts';
import { comparisonOf, type Files } from '../helpers/comparison.ts';
import { messages } from '../helpers/message.ts';

const lock = lockOf({});
const repointed = (base: Files, now: Files): string => messages(comparePlaces(comparisonOf(base, now)));
const moved = (before: string, after: string): string =>
  repointed({ source: `${before}\n`, lock }, { source: `${after}\n`, lock });
const tides = 'git: https://github.com/harbour/tides';
const eve = 'git: https://github.com/eve/tides';

describe('another repository', () => {
  test.each([
    [tides, eve],
    [tides, 'git: https://example.org/harbour/tides'],
    [tides, 'local: tides'],
    ['local: tides', eve],
    ['local: tides', 'local: boats'],
    [`${tides}\nref: main\npath: skills`, `${eve}\nref: main\npath: skills`],
  ])('is not that of %j: %j', (before, after) => {
    expect(moved(before, after)).toContain('error source-repointed sources/tides.yaml:1:1 ');
  });

  test('is named beside the old one', () => {
    expect(moved(`ref: v1\n${tides}`, `path: skills\n${eve}`)).toMatchInlineSnapshot(
      `"error source-repointed sources/tides.yaml:2:1 The source led to github.com/harbour/tides#v1 and now leads to github.com/eve/tides#HEAD:skills; it would inherit the names, revisions, trust and attestations of the old place. | Submit the new place under an id of its own. If it is the same project, the operator looks at the content there and changes governance/tides.yaml in the same pull request, if only by a comment that says so."`,
    );
  });
});

test.each([
  [tides, 'git: git@GitHub.com:Harbour/tides.git'],
  [tides, `${tides}\nref: main`],
  [tides, `${tides}\npath: skills`],
  [tides, `${tides}\nversions: { from: tags }`],
  ['local: tides', 'local: ./tides/'],
])('%j and %j are one repository', (before, after) => {
  expect(moved(before, after)).toBe('');
});

describe('nothing is said', () => {
  const [before, after] = [
    { source: `${tides}\n`, lock },
    { source: `${eve}\n`, lock },
  ];

  test('where nothing was locked, or the source is gone', () => {
    expect(repointed({ source: before.source }, after)).toBe('');
    expect(repointed(before, { lock })).toBe('');
  });

  test('where the operator has changed, written or taken away what is said of it', () => {
    const [old, fresh] = ['trust: verified\n', 'trust: third-party\n'];
    expect(repointed({ ...before, governance: old }, { ...after, governance: old })).toContain('source-repointed');
    expect(repointed({ ...before, governance: old }, { ...after, governance: fresh })).toBe('');
    expect(repointed(before, { ...after, governance: fresh })).toBe('');
    expect(repointed({ ...before, governance: old }, after)).toBe('');
  });
});

test('a lock without a readable source file tells the old place', () => {
  for (const source of [undefined, 'git: [\n']) {
    const base = { lock, ...(source !== undefined && { source }) };
    expect(repointed(base, { source: `${eve}\n`, lock })).toContain(
      'led to github.com/harbour/tides#HEAD and now leads to github.com/eve/tides#HEAD',
    );
    expect(repointed(base, { source: `${tides}\nref: main\n`, lock })).toBe('');
  }
});
