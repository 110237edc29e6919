import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { catalogOf } from './harbour.ts';
import { skill } from './memory-tree.ts';

const LONG = 'It goes on and on. '.repeat(2000);

/** A catalog with an entry in each state of attestation, a stub, a draft, one taken back, one that is gone, and harm. */
export async function registerCatalog(): Promise<AssembledCatalog> {
  const catalog = await catalogOf([
    {
      id: 'harbour',
      files: Object.fromEntries(
        ['current', 'ended', 'too-old', 'open', 'half-done', 'stand-in', 'poisoned'].map((name) => [
          `${name}/SKILL.md`,
          skill(`name: ${name}\ndescription: ${name}.\nlicense: MIT`),
        ]),
      ),
      source: 'git: https://github.com/harbour/skills\nentries:\n  skill:half-done: { status: draft }',
      governance: `trust: verified
entries:
  skill:current: { riskTier: limited, attestation: { by: Ada, on: 2026-11-05, basis: Read., intendedPurpose: Tides., until: 2027-11-05 } }
  skill:ended: { riskTier: high, category: raw, attestation: { by: Ada, on: 2026-11-05, basis: Read., until: 2026-11-19 } }
  skill:too-old: { riskTier: limited, attestation: { by: Grace, on: 2026-10-05, basis: Read. } }
  skill:stand-in: { riskTier: minimal, stub: true, stubReason: The real one. }
  skill:poisoned: { riskTier: minimal, attestation: { by: Grace, on: 2026-11-05, basis: Read. } }`,
    },
    {
      id: 'drifters',
      files: {
        'evil/SKILL.md': skill(
          `name: evil\ndescription: "=HYPERLINK(\\"http://evil.dev\\")\\nSecond line \\u202E ${LONG}"\nlicense: '"><script>'\nmetadata: { version: "=1+1;=cmd" }\nallowed-tools: ["=cmd|'/c calc'!A1", "@SUM(1)"]`,
        ),
        'half/SKILL.md': skill('name: half\ndescription: "Half a character: \\uD83D"\nlicense: -2+3'),
      },
      source: `git: https://git.example.net/odd%20place/%7Cskills`,
      governance: `entries:
  skill:evil: { riskTier: high, attestation: { by: "+Mallory\\n=1+1", on: 2026-11-05, basis: "@SUM(A1); =2\\tx", intendedPurpose: "${LONG}" } }`,
    },
  ]);
  return {
    ...catalog,
    withdrawals: {
      ...catalog.withdrawals,
      entries: new Map([['skill:harbour/poisoned', { advisory: 'bad', reason: '=Sends keys\naway.' }]]),
    },
    former: [
      {
        id: 'skill:harbour/gone',
        kind: 'skill',
        source: 'harbour',
        name: 'gone',
        state: 'removed',
        pins: [{ revision: 2, version: '1.1.0', digest: 'a'.repeat(64), status: 'active' }],
        aliases: {},
      },
    ],
  };
}
