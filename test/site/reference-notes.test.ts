import { describe, expect, test } from 'vitest';
import type { Reference } from '../../src/domain/reference.ts';
import { referenceNotes } from '../../src/site/graph/reference-notes.ts';

const sha = '3f786850e387550fdab836ed7e6dc881de23001b';
const entries: Reference['entries'] = [{ id: 'skill:harbour/crane', title: 'Crane' }];

function reference(shape: Partial<Reference>): Reference {
  return {
    name: 'skills',
    type: 'git',
    url: 'https://github.com/harbour/skills',
    pinned: shape.sha !== undefined,
    ...shape,
  };
}

describe('referenceNotes', () => {
  test('says pinned or not, and what is followed', () => {
    const notes = referenceNotes([
      reference({ name: 'a' }),
      reference({ name: 'b', entries }),
      reference({ name: 'c', ref: 'main' }),
      reference({ name: 'd', sha }),
    ]);
    expect(notes).toEqual(['not pinned, not listed here', 'not pinned', 'not pinned, main', 'pinned, 3f78685']);
  });

  test.each([
    ['state', [{ ref: 'main' }, { ref: 'v1' }, { sha }], ['not pinned, main', 'not pinned, v1', 'pinned, 3f78685']],
    [
      'folder',
      [{ path: 'one' }, { path: 'a/long/way/down/to/two' }],
      ['not pinned, one', 'not pinned, …g/way/down/to/two'],
    ],
    [
      'repository',
      [{}, { url: 'https://gitlab.com/quay/skills' }],
      ['not pinned, harbour/skills', 'not pinned, quay/skills'],
    ],
    [
      'state and folder together',
      [
        { ref: 'main', path: 'a' },
        { ref: 'main', path: 'b' },
        { ref: 'v1', path: 'b' },
      ],
      ['not pinned, main, a', 'not pinned, main, b', 'not pinned, v1, b'],
    ],
  ])('tells those of one name apart by their %s', (_, shapes, notes) => {
    expect(referenceNotes(shapes.map((shape) => reference({ ...shape, entries })))).toEqual(notes);
  });
});
