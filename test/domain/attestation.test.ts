import { expect, test } from 'vitest';
import { type Attested, attestationState } from '../../src/domain/attestation.ts';

const by = { by: 'Ada', basis: 'Read it.' };
const usual: Attested = {
  attestation: { ...by, on: '2026-11-05', until: '2026-11-30' },
  riskTier: { value: 'limited', origin: 'governance' },
  latest: { date: '2026-11-05T23:59:59Z' },
  today: '2026-11-20',
};

test.each<[string, string, Partial<Attested>]>([
  ['one made on the day the content came', 'current', {}],
  ['none', 'none', { attestation: undefined }],
  ['one of newer content', 'outdated', { latest: { date: '2026-11-06T00:00:00Z' } }],
  [
    'content that was locked later than it is dated',
    'outdated',
    { latest: { date: '2026-01-01T00:00:00Z', locked: '2026-11-06T00:00:00Z' } },
  ],
  [
    'content that is dated later than it was locked',
    'current',
    { latest: { date: '2026-11-09T00:00:00Z', locked: '2026-11-05T00:00:00Z' } },
  ],
  ['its last day', 'current', { today: '2026-11-30' }],
  ['the day after its last', 'expired', { today: '2026-12-01' }],
  ['both too old and past its date', 'expired', { today: '2026-12-01', latest: { date: '2026-11-09T00:00:00Z' } }],
  ['one without an end', 'current', { attestation: { ...by, on: '2026-11-05' }, today: '2099-01-01' }],
  ['one of tomorrow, which it is in the east', 'current', { attestation: { ...by, on: '2026-11-21' } }],
  ['one of the day after tomorrow', 'none', { attestation: { ...by, on: '2026-11-22' } }],
  [
    'one on the last of the month, seen from the day before',
    'current',
    { attestation: { ...by, on: '2026-12-01' }, today: '2026-11-30' },
  ],
  ["a tier that is the publisher's", 'none', { riskTier: { value: 'limited', origin: 'entry' } }],
  ['a tier of policy', 'none', { riskTier: { value: 'minimal', origin: 'policy' } }],
])('%s is %s', (_, state, case_) => {
  expect(attestationState({ ...usual, ...case_ })).toBe(state);
});
