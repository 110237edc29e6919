import { describe, expect, test } from 'vitest';
import { compareStatements } from '../../src/validate/compare-statements.ts';
import { lockOf, revisions } from '../helpers/catalog-repo.ts';
import { comparisonOf, type Files } from '../helpers/comparison.ts';
import { messages } from '../helpers/message.ts';

const place = 'git: https://github.com/harbour/tides\n';
const source = (words: string): Files => ({ source: `${place}entries:\n  skill:tides: ${words}\n` });
const lowered = (base: Files, now: Files): string => messages(compareStatements(comparisonOf(base, now)));

describe('what a publisher may take back', () => {
  test.each([
    [
      '{ riskTier: high }',
      '{ riskTier: limited }',
      'sources/tides.yaml:3:18',
      'riskTier "high" of skill:tides and now says "limited"',
    ],
    [
      '{ riskTier: limited }',
      '{ riskTier: minimal }',
      'sources/tides.yaml:3:18',
      'riskTier "limited" of skill:tides and now says "minimal"',
    ],
    ['{ riskTier: limited }', '{}', 'sources/tides.yaml:3:3', 'riskTier "limited" of skill:tides and now says nothing'],
    [
      '{ category: raw }',
      '{ category: standard }',
      'sources/tides.yaml:3:18',
      'category "raw" of skill:tides and now says "standard"',
    ],
    [
      '{ category: raw }',
      '{ stub: false }',
      'sources/tides.yaml:3:3',
      'category "raw" of skill:tides and now says nothing',
    ],
    [
      '{ stub: true }',
      '{ riskTier: high, stub: false }',
      'sources/tides.yaml:3:34',
      'stub "true" of skill:tides and now says "false"',
    ],
    ['{ stub: true }', '{}', 'sources/tides.yaml:3:3', 'stub "true" of skill:tides and now says nothing'],
  ])('is not the way from %s to %s', (before, after, at, what) => {
    expect(lowered(source(before), source(after)).replace(/ \| .*/, '')).toBe(
      `error statement-lowered ${at} [skill:tides/tides] The publisher said ${what}; it can raise what it says, not lower it.`,
    );
  });

  test.each([
    ['{ riskTier: minimal }', '{}'],
    ['{ riskTier: minimal }', '{ riskTier: high }'],
    ['{ category: standard, stub: false }', '{}'],
    ['{ category: standard }', '{ category: raw }'],
    ['{}', '{ stub: true }'],
    ['{ stub: true, stubReason: Soon. }', '{ stub: true }'],
  ])('is the way from %s to %s', (before, after) => {
    expect(lowered(source(before), source(after))).toBe('');
  });

  test('is not the entry with its word, nor by another name', () => {
    const before = source('{ riskTier: high, stub: true }');
    expect(lowered(before, { source: place })).toMatchInlineSnapshot(`
      "error statement-lowered sources/tides.yaml:1 [skill:tides/tides] The publisher said riskTier "high" of skill:tides and now says nothing; it can raise what it says, not lower it. | Say "high" again. Only the operator can lower it, with riskTier for the entry in governance/tides.yaml.
      error statement-lowered sources/tides.yaml:1 [skill:tides/tides] The publisher said stub "true" of skill:tides and now says nothing; it can raise what it says, not lower it. | Say "true" again. Only the operator can lower it, with stub for the entry in governance/tides.yaml."
    `);
    const renamed = (words: string): Files => ({
      source: `${place}entries:\n  skill:currents: { renamedFrom: tides, ${words} }\n`,
    });
    expect(lowered(before, renamed('riskTier: high, stub: true'))).toBe('');
    expect(lowered(before, renamed('riskTier: minimal, stub: true'))).toContain(
      'sources/tides.yaml:3:41 [skill:tides/currents] The publisher said riskTier "high" of skill:tides and now says "minimal"',
    );
  });

  test('is not what it has said of an entry that is gone from its source and may return', () => {
    const before = source('{ riskTier: high }');
    const gone = { path: 'tides', revisions: revisions('a'), absences: [{ since: '2026-04-01T00:00:00Z' }] };
    const lock = lockOf({ 'skill:tides': gone });
    expect(lowered({ ...before, lock }, { source: place, lock })).toMatchInlineSnapshot(
      `"error statement-lowered sources/tides.yaml:1 [skill:tides/tides] The publisher said riskTier "high" of skill:tides and now says nothing; it can raise what it says, not lower it. | Say "high" again. skill:tides is not in its source and keeps its name until it returns. Only the operator can lower it, with riskTier for the entry in governance/tides.yaml."`,
    );
    expect(lowered({ ...before, lock }, { ...before, lock })).toBe('');
    // Where its own publisher leaves it out, too.
    const here = lockOf({ 'skill:tides': { path: 'tides', revisions: revisions('a') } });
    const left = `${place}exclude: [tides]\n`;
    expect(lowered({ ...before, lock: here }, { source: left, lock: here })).toContain('statement-lowered');
  });

  test('is not a word about a name that the ledger has never had', () => {
    const before = { ...source('{ riskTier: high }'), lock: lockOf({}) };
    expect(lowered(before, { source: place, lock: lockOf({}) })).toBe('');
    expect(lowered(before, { ...source('{}'), lock: lockOf({}) })).toContain('statement-lowered');
  });

  test('is found in a second where four thousand entries were renamed', () => {
    const all = (words: (index: number) => string): string =>
      `${place}entries:\n${Array.from({ length: 4000 }, (_, index) => `  ${words(index)}\n`).join('')}`;
    const comparison = comparisonOf(
      { source: all((index) => `skill:old${index}: { stub: true }`) },
      { source: all((index) => `skill:new${index}: { renamedFrom: old${index} }`) },
    );
    const started = performance.now();
    expect(compareStatements(comparison)).toHaveLength(4000);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe('the operator', () => {
  const before = { ...source('{ riskTier: high }'), governance: 'trust: verified\n' };
  const now = source('{ riskTier: limited }');

  test('may lower with a word of its own', () => {
    const governance = (words: string): string => `trust: verified\nentries:\n  skill:tides: ${words}\n`;
    expect(lowered(before, { ...now, governance: governance('{ riskTier: limited }') })).toBe('');
    expect(lowered(before, { ...now, governance: governance('{ stub: false }') })).toContain('statement-lowered');
  });

  test('may change trust, and a first-party source is its own', () => {
    expect(lowered(before, { ...now, governance: 'trust: verified\n' })).toContain('statement-lowered');
    expect(lowered(before, { ...now, governance: 'trust: first-party\n' })).toBe('');
    expect(lowered(before, now)).toBe('');
    const own = { governance: 'trust: first-party\n' };
    expect(lowered({ ...before, ...own }, { ...now, ...own })).toBe('');
  });
});

test('what cannot be read is not compared', () => {
  expect(lowered({ source: 'git: [\n' }, source('{}'))).toBe('');
  expect(lowered(source('{ stub: true }'), { source: 'git: [\n' })).toBe('');
  expect(lowered(source('{ stub: true }'), { ...source('{}'), governance: 'trust: [\n' })).toBe('');
  expect(lowered(source('{ stub: true }'), {})).toBe('');
});
