import { describe, expect, test } from 'vitest';
import { coordinate, Coordinate, coordinateParts, EntryKey, entryKey, keyParts } from '../../src/domain/coordinate.ts';
import { isSlug, toSlug } from '../../src/domain/slug.ts';

describe('a slug', () => {
  test.each([
    ['pdf', 'pdf'],
    ['Contact Center/Android', 'contact-center-android'],
    ['ckm:ui-styling', 'ckm-ui-styling'],
    ['snake_case_name', 'snake-case-name'],
    ['  -- Tide Table! --  ', 'tide-table'],
    ['Crème Brûlée', 'creme-brulee'],
    ['ﬁsh ① Ⅳ', 'fish-1-iv'],
    ['C++', 'c'],
    ['8004', '8004'],
    ['../../etc/passwd', 'etc-passwd'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
    ['constructor', 'constructor'],
    ['__proto__', 'proto'],
    [`${'x'.repeat(63)}-y`, 'x'.repeat(63)],
    ['x'.repeat(10_000), 'x'.repeat(64)],
  ])('of %j', (text, slug) => {
    expect(toSlug(text)).toBe(slug);
    expect(isSlug(slug)).toBe(true);
  });

  test.each(['', '---', '潮汐表', '🚢', 'Ωμέγα'])('there is none of %j', (text) => {
    expect(toSlug(text)).toBeUndefined();
  });

  test.each(['', 'Pdf', 'tide--table', '-tide', 'tide-', 'tide_table', 'tide table', 'é', 'x'.repeat(65), 'pdf\n'])(
    '%j is none',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );
});

test('a coordinate and a key name the kind first', () => {
  expect(coordinate('mcp_server', 'harbour', 'tides')).toBe('mcp_server:harbour/tides');
  expect(entryKey('skill', 'pdf')).toBe('skill:pdf');
});

test.each(['skill:harbour/pdf', 'mcp_server:a/b', `plugin:${'x'.repeat(64)}/${'y'.repeat(64)}`])(
  '%s is a coordinate',
  (text) => {
    expect(Coordinate.safeParse(text).success).toBe(true);
  },
);

test.each(['pdf', 'skill:pdf', 'harbour/pdf', 'skil:harbour/pdf', 'skill:harbour/pdf@3', 'skill:a/b/c', 'skill:A/b'])(
  '%s is no coordinate',
  (text) => {
    expect(Coordinate.safeParse(text).success).toBe(false);
  },
);

test.each([
  ['skill:pdf', true],
  ['hook:tides-hooks', true],
  ['skills:pdf', false],
  ['skill:harbour/pdf', false],
  ['pdf', false],
  ['__proto__', false],
])('%s as the key of an entry: %s', (text, expected) => {
  expect(EntryKey.safeParse(text).success).toBe(expected);
});

test('keys and coordinates come apart into what they were made of', () => {
  expect(keyParts(entryKey('mcp_server', 'charts-2'))).toEqual({ kind: 'mcp_server', name: 'charts-2' });
  const parts = { kind: 'skill', source: 'quay-1', name: 'moor' } as const;
  expect(coordinateParts(coordinate(parts.kind, parts.source, parts.name))).toEqual(parts);
});
