import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

// Locked on 2026-11-01, looked at on 2026-11-20.
async function said(entry: string, front = '', trust = 'third-party'): Promise<string> {
  const { diagnostics } = await outcomeOf({
    files: { 'tides/SKILL.md': skill(`name: tides\ndescription: Reads tides.${front}`) },
    governance: `trust: ${trust}\nentries:\n  skill:tides:\n    ${entry}`,
  });
  return messages(diagnostics);
}

const attested = (dates: string): Promise<string> =>
  said(`riskTier: minimal\n    attestation: { by: Ada, basis: Looked at it., ${dates} }`);

describe('an attestation', () => {
  test.each(['on: 2026-11-01', 'on: 2026-11-20, until: 2026-11-20', 'on: 2026-11-21'])(
    'with "%s" holds',
    async (dates) => {
      expect(await attested(dates)).toBe('');
    },
  );

  test('of earlier content', async () => {
    expect(await attested('on: 2026-10-31')).toMatchInlineSnapshot(
      `"warning attestation-outdated governance/harbour.yaml:5:51 [skill:harbour/tides] The attestation is of 2026-10-31; revision 1 came into the catalog on 2026-11-01. | Look at what has changed, then date the attestation anew, or change the tier."`,
    );
  });

  test('that has ended says that alone', async () => {
    expect(await attested('on: 2026-10-31, until: 2026-11-19')).toMatchInlineSnapshot(
      `"warning attestation-expired governance/harbour.yaml:5:67 [skill:harbour/tides] The attestation ended on 2026-11-19. | Look at the entry again and renew the attestation."`,
    );
  });

  test('from the future', async () => {
    expect(await attested('on: 2026-11-22')).toMatchInlineSnapshot(
      `"error attestation-dates governance/harbour.yaml:5:51 [skill:harbour/tides] The attestation is of 2026-11-22, and the catalog of 2026-11-20. | Write the day on which it was made under "on", and a later one under "until"."`,
    );
  });

  test('that ends before it begins', async () => {
    expect(await attested('on: 2026-11-10, until: 2026-11-09')).toMatchInlineSnapshot(
      `"error attestation-dates governance/harbour.yaml:5:67 [skill:harbour/tides] The attestation ends on 2026-11-09, before it was made on 2026-11-10. | Write the day on which it was made under "on", and a later one under "until"."`,
    );
  });

  test('without a tier beside it', async () => {
    const entry = 'attestation: { by: Ada, basis: Looked at it., on: 2026-11-10 }';
    expect(await said(entry, '\nmetadata: { risk-tier: limited }')).toMatchInlineSnapshot(
      `"error attestation-without-tier governance/harbour.yaml:4:5 [skill:harbour/tides] Ada attests to skill:tides without a tier: what is declared is not said. | Write riskTier beside the attestation, in the same entry."`,
    );
  });
});

describe('a high tier', () => {
  test('to which nobody has put a name', async () => {
    expect(await said('riskTier: high')).toMatchInlineSnapshot(
      `"info attestation-missing governance/harbour.yaml:4:5 [skill:harbour/tides] The tier of skill:tides is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until."`,
    );
    const front = '\nmetadata: { risk-tier: high }';
    expect(await said('stub: false', front, 'first-party')).toMatchInlineSnapshot(
      `"info attestation-missing source:tides/SKILL.md:4:1 [skill:harbour/tides] The tier of skill:tides is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until."`,
    );
    expect(await said('stub: false', front)).toBe('');
  });

  test('with a name', async () => {
    const attestation = 'attestation: { by: Ada, basis: Looked at it., on: 2026-11-10 }';
    expect(await said(`riskTier: high\n    ${attestation}`)).toBe('');
  });
});
