import { describe, expect, test } from 'vitest';
import type { Lock } from '../../src/domain/lock.ts';
import { compareStatus } from '../../src/validate/compare-status.ts';
import { lockOf, revisions } from '../helpers/catalog-repo.ts';
import { comparisonOf, type Files } from '../helpers/comparison.ts';
import { messages } from '../helpers/message.ts';

const lock = lockOf({ 'skill:tides': { path: 'tides', revisions: revisions('abcde') } });
const place = 'git: https://github.com/harbour/tides\n';
const says = (words: string): string => `entries:\n  skill:tides: ${words}\n`;
const publisher = (words: string): Files => ({ source: place + says(words), lock });
const operator = (words: string): Files => ({ source: place, governance: says(words), lock });

function steps(base: Files, now: Files, pluginLock?: Lock): string {
  return messages(compareStatus(comparisonOf(base, now, pluginLock)));
}

/** The same without the part about what to do. */
const short = (text: string): string => text.replaceAll(/ \| .*/g, '');

test('revisions that one word reaches are one mistake', () => {
  const said = steps(
    operator('{ status: active, revisions: { 3: { status: deprecated } } }'),
    operator('{ status: deleted }'),
  );
  expect(said).toMatchInlineSnapshot(
    `"error status-step-illegal governance/tides.yaml:2:18 [skill:tides/tides] Revisions 1-2, 4-5 of skill:tides were "active" and are now "deleted". | From "active" a revision can go to "draft" or "deprecated". To take it back at once, write an advisory in advisories/."`,
  );
});

test('content that came back has the status it had, and the place is where that is said', () => {
  const twice = lockOf({ 'skill:tides': { path: 'tides', revisions: revisions('abab') } });
  const says2 = (status: string): Files => ({
    ...operator(`{ revisions: { 2: { status: ${status} } } }`),
    lock: twice,
  });
  expect(short(steps(says2('deleted'), says2('active')))).toBe(
    'error status-step-illegal governance/tides.yaml:2:36 [skill:tides/tides] Revisions 2, 4 of skill:tides were "deleted" and are now "active".',
  );
  // What is locked since says nothing of the step, and a word about it speaks for the content.
  const before = {
    ...says2('deleted'),
    lock: lockOf({ 'skill:tides': { path: 'tides', revisions: revisions('ab') } }),
  };
  expect(steps(before, { ...operator('{ revisions: { 4: { status: deleted } } }'), lock: twice })).toBe('');
});

test('a revision that was not locked before may begin with any status', () => {
  const before = { ...publisher('{}'), lock: lockOf({ 'skill:tides': { path: 'tides', revisions: revisions('a') } }) };
  expect(steps(before, publisher('{ revisions: { 2: { status: deleted }, 3: { status: deprecated } } }'))).toBe('');
  expect(steps({ source: place }, publisher('{ status: deleted }'))).toBe('');
});

describe('a word that is taken out', () => {
  const rest = '  skill:log: {}\n';

  test.each(['draft', 'active', 'deprecated'])('leaves an active revision, which is a step from %s', (status) => {
    expect(steps(publisher(`{ status: ${status} }`), publisher('{}'))).toBe('');
    expect(steps(operator(`{ status: ${status} }`), { source: place, lock })).toBe('');
  });

  test.each([
    ['the word', publisher('{ riskTier: high }'), 'sources/tides.yaml:3:3'],
    ['the block of the entry', { source: `${place}entries:\n${rest}`, lock }, 'sources/tides.yaml:1'],
    ['the file', { lock }, 'sources/tides.yaml:1'],
  ] as const)('does not undo "deleted": %s of the publisher', (_what, now, at) => {
    expect(short(steps(publisher('{ status: deleted }'), now))).toBe(
      `error status-step-illegal ${at} [skill:tides/tides] Revisions 1-5 of skill:tides were "deleted" and are now "active", because sources/tides.yaml no longer says it.`,
    );
  });

  test.each([
    ['the word', operator('{ riskTier: high }'), 'governance/tides.yaml:2:3'],
    [
      'the block of the entry',
      { source: place, governance: `trust: verified\nentries:\n${rest}`, lock },
      'governance/tides.yaml:1',
    ],
    ['the file', { source: place, lock }, 'governance/tides.yaml:1'],
  ] as const)('does not undo "deleted": %s of the operator', (_what, now, at) => {
    expect(short(steps(operator('{ revisions: { 2: { status: deleted } } }'), now))).toBe(
      `error status-step-illegal ${at} [skill:tides/tides] Revision 2 of skill:tides was "deleted" and is now "active", because governance/tides.yaml no longer says it.`,
    );
  });

  test('with the lock of its source is a source that left the catalog', () => {
    expect(steps(publisher('{ status: deleted }'), {})).toBe('');
  });
});

describe('two parties', () => {
  const both = (source: string, governance: string): Files => ({
    source: place + says(source),
    governance: says(governance),
    lock,
  });

  test('a word that the other one overrules changes nothing', () => {
    expect(
      steps(both('{ status: active }', '{ status: draft }'), both('{ status: deleted }', '{ status: draft }')),
    ).toBe('');
  });

  test('where the operator falls silent, the word of the publisher is the new status', () => {
    const now = both('{ status: draft }', '{ riskTier: high }');
    expect(short(steps(both('{ status: draft }', '{ status: deleted }'), now))).toBe(
      'error status-step-illegal sources/tides.yaml:3:18 [skill:tides/tides] Revisions 1-5 of skill:tides were "deleted" and are now "draft".',
    );
  });

  test('the publisher cannot bring back what the operator keeps deleted', () => {
    expect(steps(both('{}', '{ status: deleted }'), both('{ status: active }', '{ status: deleted }'))).toBe('');
  });
});

test('what cannot be read is not compared', () => {
  expect(steps(publisher('{ status: deleted }'), { source: 'git: [\n', lock })).toBe('');
  expect(steps({ source: 'git: [\n', lock }, publisher('{ status: deleted }'))).toBe('');
});

test('assembled plugins take the same steps', () => {
  const plugin = (more: string): Files => ({
    plugin: `version: 1.0.0\ndescription: Day.\nmembers: [skill:tides/tides]\n${more}`,
  });
  const ledger = lockOf({ 'plugin:day': { path: 'plugins/day.yaml', revisions: revisions('ab') } });
  expect(steps(plugin(''), plugin('status: draft\n'), ledger)).toBe('');
  expect(short(steps(plugin(''), plugin('status: deleted\n'), ledger))).toBe(
    'error status-step-illegal plugins/day.yaml:4:1 [plugin:catalog/day] Revisions 1-2 of plugin:day were "active" and are now "deleted".',
  );
  expect(short(steps(plugin('revisions: { 1: { status: deleted } }\n'), plugin(''), ledger))).toBe(
    'error status-step-illegal plugins/day.yaml:1:1 [plugin:catalog/day] Revision 1 of plugin:day was "deleted" and is now "active", because plugins/day.yaml no longer says it.',
  );
  expect(steps(plugin('status: deleted\n'), {}, ledger)).toContain('plugins/day.yaml:1 ');
  expect(steps(plugin('status: deleted\n'), plugin(''))).toBe('');
});
