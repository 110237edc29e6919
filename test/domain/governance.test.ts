import { describe, expect, test } from 'vitest';
import { type Origin, settleAll, type Statement, type Statements } from '../../src/domain/governance.ts';

function said(parts: {
  readonly operator?: Statement;
  readonly defaults?: Statement;
  readonly publisher?: Partial<Record<Origin, Statement>>;
  readonly firstParty?: boolean;
}): Statements {
  const { operator = {}, defaults = {}, publisher = {}, firstParty = false } = parts;
  const voices = Object.entries(publisher).map(([origin, statement]) => ({ origin: origin as Origin, statement }));
  return { governance: operator, defaults, publisher: voices, firstParty };
}

const minimal: Statement = { riskTier: 'minimal' };
const limited: Statement = { riskTier: 'limited' };
const high: Statement = { riskTier: 'high' };

describe('the risk tier', () => {
  test.each<[string, Parameters<typeof said>[0], string, Origin]>([
    ['nobody says anything', {}, 'minimal', 'policy'],
    ['the operator has defaults', { defaults: limited }, 'limited', 'defaults'],
    ['the entry speaks', { publisher: { entry: limited } }, 'limited', 'entry'],
    ['the plugin speaks', { publisher: { plugin: limited } }, 'limited', 'plugin'],
    ['the source file speaks', { publisher: { source: limited } }, 'limited', 'source'],
    ['the publisher raises above the defaults', { publisher: { entry: high }, defaults: limited }, 'high', 'entry'],
    [
      'the publisher lowers below the defaults',
      { publisher: { entry: minimal }, defaults: limited },
      'limited',
      'defaults',
    ],
    [
      'the publisher says what the defaults say',
      { publisher: { source: limited }, defaults: limited },
      'limited',
      'source',
    ],
    ['the publisher says the lowest and nobody else', { publisher: { entry: minimal } }, 'minimal', 'entry'],
    [
      'the highest voice of the publisher counts',
      { publisher: { entry: minimal, plugin: high, source: limited } },
      'high',
      'plugin',
    ],
    [
      'of two equal voices the first counts',
      { publisher: { entry: high, plugin: high, source: high } },
      'high',
      'entry',
    ],
    [
      'the operator lowers what the publisher raised',
      { operator: minimal, publisher: { entry: high } },
      'minimal',
      'governance',
    ],
    ['the operator raises', { operator: high, publisher: { entry: minimal }, defaults: limited }, 'high', 'governance'],
    ['the operator lowers below the own defaults', { operator: minimal, defaults: high }, 'minimal', 'governance'],
    [
      'a first party lowers below the defaults',
      { publisher: { entry: minimal }, defaults: high, firstParty: true },
      'minimal',
      'entry',
    ],
    ['a first party says nothing', { defaults: limited, firstParty: true }, 'limited', 'defaults'],
    [
      'the highest voice of a first party counts',
      { publisher: { entry: minimal, source: limited }, defaults: high, firstParty: true },
      'limited',
      'source',
    ],
    [
      'the operator overrules a first party',
      { operator: high, publisher: { entry: minimal }, firstParty: true },
      'high',
      'governance',
    ],
  ])('when %s', (_case, parts, value, origin) => {
    expect(settleAll(said(parts)).riskTier).toEqual({ value, origin });
  });
});

describe('category and stub follow the same order', () => {
  const raw = { category: 'raw' } as const;
  const standard = { category: 'standard' } as const;
  test.each<[string, Parameters<typeof said>[0], string, Origin]>([
    ['nobody', {}, 'standard', 'policy'],
    ['defaults', { defaults: raw }, 'raw', 'defaults'],
    ['a publisher who raises', { publisher: { entry: raw } }, 'raw', 'entry'],
    ['a publisher who lowers', { publisher: { entry: standard }, defaults: raw }, 'raw', 'defaults'],
    [
      'a first party that lowers',
      { publisher: { entry: standard }, defaults: raw, firstParty: true },
      'standard',
      'entry',
    ],
    ['the operator', { operator: standard, publisher: { entry: raw } }, 'standard', 'governance'],
  ])('category: %s', (_case, parts, value, origin) => {
    expect(settleAll(said(parts)).category).toEqual({ value, origin });
  });

  const stub = { stub: true, stubReason: 'tides-live will replace it' };
  const noStub = { stub: false };
  test.each<[string, Parameters<typeof said>[0], ReturnType<typeof settleAll>['stub']]>([
    ['nobody', {}, { value: false, origin: 'policy' }],
    [
      'the publisher sets it',
      { publisher: { entry: stub } },
      { value: true, origin: 'entry', reason: stub.stubReason },
    ],
    [
      'one voice sets, one clears',
      { publisher: { entry: noStub, source: stub } },
      { value: true, origin: 'source', reason: stub.stubReason },
    ],
    ['the operator clears', { operator: noStub, publisher: { entry: stub } }, { value: false, origin: 'governance' }],
    [
      'the operator sets, the publisher clears',
      { operator: { stub: true }, publisher: { entry: noStub } },
      { value: true, origin: 'governance' },
    ],
    [
      'the operator sets, the publisher gives the reason',
      { operator: { stub: true }, publisher: { entry: { stubReason: 'soon' } } },
      { value: true, origin: 'governance', reason: 'soon' },
    ],
    [
      'the reason of the operator goes first',
      { operator: { stubReason: 'by the operator' }, publisher: { entry: stub } },
      { value: true, origin: 'entry', reason: 'by the operator' },
    ],
    ['a reason without a stub', { publisher: { entry: { stubReason: 'soon' } } }, { value: false, origin: 'policy' }],
  ])('stub: %s', (_case, parts, expected) => {
    expect(settleAll(said(parts)).stub).toEqual(expected);
  });

  test('the three are independent', () => {
    expect(settleAll(said({ publisher: { entry: { ...high, stub: true } }, operator: { category: 'raw' } }))).toEqual({
      riskTier: { value: 'high', origin: 'entry' },
      category: { value: 'raw', origin: 'governance' },
      stub: { value: true, origin: 'entry' },
    });
  });
});
