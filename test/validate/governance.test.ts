import { describe, expect, test } from 'vitest';
import { type Harbour, outcomeOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const tides = (metadata: string): Harbour['files'] => ({
  'tides/SKILL.md': skill(`name: tides\ndescription: Reads tides.\n${metadata}`),
});

async function look(harbour: Harbour) {
  const { entries, quarantined, diagnostics } = await outcomeOf(harbour);
  return {
    verdict: entries.find(({ name }) => name === 'tides')?.verdict,
    entries,
    quarantined,
    said: messages(diagnostics),
  };
}

describe('the risk tier', () => {
  test('that nobody has set is a notice, and an error for a first party', async () => {
    expect((await look({ files: tides('') })).said).toMatchInlineSnapshot(
      `"info risk-tier-default source:tides/SKILL.md:1 [skill:harbour/tides] The tier of skill:tides is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/."`,
    );
    const governance = 'trust: first-party\ndefaults: { riskTier: limited }';
    expect(
      (await look({ files: tides('license: MIT\nmetadata: { author: Ada }'), governance })).said,
    ).toMatchInlineSnapshot(
      `"error risk-tier-default source:tides/SKILL.md:5:1 [skill:harbour/tides] The tier of skill:tides is "limited" by the operator's defaults only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/."`,
    );
  });

  test.each(['risk-tier', 'riskTier', 'risk_tier'])('is read from metadata.%s', async (key) => {
    const { verdict, said } = await look({ files: tides(`metadata: { ${key}: high }`) });
    expect(verdict?.riskTier).toEqual({ value: 'high', origin: 'entry' });
    expect(said).toBe('');
  });

  test('at the top of the front matter is read with a hint', async () => {
    const { verdict, said } = await look({ files: tides('risk-tier: high\nstub: true\nstub-reason: Soon.') });
    expect(verdict?.riskTier).toEqual({ value: 'high', origin: 'entry' });
    expect(verdict?.stub).toEqual({ value: true, origin: 'entry', reason: 'Soon.' });
    expect(said).toMatchInlineSnapshot(`
      "info governance-key-misplaced source:tides/SKILL.md:4:1 [skill:harbour/tides] "risk-tier" stands at the top of the front matter. | Move the key below metadata, as a text in quotes.
      info governance-key-misplaced source:tides/SKILL.md:5:1 [skill:harbour/tides] "stub" stands at the top of the front matter. | Move the key below metadata, as a text in quotes.
      info governance-key-misplaced source:tides/SKILL.md:6:1 [skill:harbour/tides] "stub-reason" stands at the top of the front matter. | Move the key below metadata, as a text in quotes."
    `);
  });

  test('below metadata goes before the one at the top', async () => {
    const { verdict } = await look({ files: tides('risk-tier: high\nmetadata: { risk-tier: limited }') });
    expect(verdict?.riskTier.value).toBe('limited');
  });

  test.each(['medium', 'HIGH', '3', 'constructor', '__proto__', '[high]', '{ a: 1 }', '""'])(
    'may not be %s',
    async (value) => {
      const { verdict, said } = await look({ files: tides(`metadata:\n  risk-tier: ${value}`) });
      expect(verdict?.riskTier).toEqual({ value: 'minimal', origin: 'policy' });
      expect(said).toContain('error risk-tier-unknown source:tides/SKILL.md:5:3 [skill:harbour/tides] "');
      expect(said).toContain('" is not a risk tier. | Write minimal, limited or high.');
    },
  );

  test('cannot be lowered by a publisher', async () => {
    const { verdict, said } = await look({
      files: tides('metadata: { risk-tier: minimal, category: standard, stub: "false" }'),
      source: 'local: harbour\nentries:\n  skill:tides: { riskTier: limited }',
      governance:
        'entries:\n  skill:tides:\n    riskTier: high\n    category: raw\n    stub: true\n    stubReason: Soon.',
    });
    expect(verdict).toEqual({
      riskTier: { value: 'high', origin: 'governance' },
      category: { value: 'raw', origin: 'governance' },
      stub: { value: true, origin: 'governance', reason: 'Soon.' },
    });
    expect(said).toMatchInlineSnapshot(`
      "warning risk-tier-lowered source:tides/SKILL.md:4:13 [skill:harbour/tides] The publisher says riskTier "minimal" in tides/SKILL.md:4; "high" stands by the operator's word in governance/harbour.yaml:3. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      warning risk-tier-lowered source:tides/SKILL.md:4:33 [skill:harbour/tides] The publisher says category "standard" in tides/SKILL.md:4; "raw" stands by the operator's word in governance/harbour.yaml:4. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      warning risk-tier-lowered source:tides/SKILL.md:4:53 [skill:harbour/tides] The publisher says stub "false" in tides/SKILL.md:4; "true" stands by the operator's word in governance/harbour.yaml:5. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      error risk-tier-lowered sources/harbour.yaml:3:18 [skill:harbour/tides] The publisher says riskTier "limited" in sources/harbour.yaml:3; "high" stands by the operator's word in governance/harbour.yaml:3. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      info attestation-missing governance/harbour.yaml:3:5 [skill:harbour/tides] The tier of skill:tides is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until."
    `);
  });

  test('comes from the plugin for its members', async () => {
    const files = {
      '.claude-plugin/plugin.json':
        '{ "name": "desk", "description": "Desk.", "metadata": { "risk-tier": "high", "stub": "maybe" } }',
      'skills/tides/SKILL.md': skill('name: tides\ndescription: Reads tides.'),
    };
    const { verdict, said } = await look({ files });
    expect(verdict?.riskTier).toEqual({ value: 'high', origin: 'plugin' });
    // Said once, where it stands, and not again for each member.
    expect(said).toMatchInlineSnapshot(
      `"error stub-invalid source:.claude-plugin/plugin.json:1:86 [plugin:harbour/desk] "maybe" is neither true nor false. | Write true or false."`,
    );
  });
});

describe('stubs', () => {
  test('say what will replace them', async () => {
    expect((await look({ files: tides('metadata: { risk-tier: minimal, stub: "true" }') })).said).toMatchInlineSnapshot(
      `"error stub-reason-missing source:tides/SKILL.md:4:33 [skill:harbour/tides] skill:tides is a stub and does not say what will replace it. | Add stubReason (stub-reason below metadata in front matter): what will replace it."`,
    );
    const governance = 'entries:\n  skill:tides: { riskTier: minimal, stub: true }';
    expect((await look({ files: tides(''), governance })).said).toMatchInlineSnapshot(
      `"error stub-reason-missing governance/harbour.yaml:2:37 [skill:harbour/tides] skill:tides is a stub and does not say what will replace it. | Add stubReason (stub-reason below metadata in front matter): what will replace it."`,
    );
    const source = 'local: harbour\nentries:\n  skill:tides: { riskTier: minimal, stub: true }';
    expect((await look({ files: tides(''), source })).said).toMatchInlineSnapshot(
      `"error stub-reason-missing sources/harbour.yaml:3:37 [skill:harbour/tides] skill:tides is a stub and does not say what will replace it. | Add stubReason (stub-reason below metadata in front matter): what will replace it."`,
    );
  });

  test.each(['constructor', 'toString', '__proto__', 'yes', '1', '[true]', 'null'])(
    'stub may not be %s',
    async (value) => {
      const { verdict, said } = await look({ files: tides(`metadata: { risk-tier: minimal, stub: ${value} }`) });
      expect(verdict?.stub).toEqual({ value: false, origin: 'policy' });
      expect(said).toContain('stub-invalid source:tides/SKILL.md:4:33 [skill:harbour/tides]');
    },
  );

  test.each(['true', '"true"'])('stub may be %s', async (value) => {
    const { verdict } = await look({ files: tides(`metadata: { stub: ${value}, stub-reason: Soon. }`) });
    expect(verdict?.stub).toEqual({ value: true, origin: 'entry', reason: 'Soon.' });
  });
});

describe('a publisher who says less', () => {
  const lower = 'local: harbour\nentries:\n  skill:tides: { riskTier: minimal, category: standard }';

  test('is told by which default of the operator', async () => {
    const governance = 'trust: verified\ndefaults:\n  riskTier: limited\n  category: raw';
    expect((await look({ files: tides(''), source: lower, governance })).said).toMatchInlineSnapshot(`
      "info risk-tier-default source:tides/SKILL.md:1 [skill:harbour/tides] The tier of skill:tides is "limited" by the operator's defaults only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      error risk-tier-lowered sources/harbour.yaml:3:18 [skill:harbour/tides] The publisher says riskTier "minimal" in sources/harbour.yaml:3; "limited" stands by the operator's defaults in governance/harbour.yaml:3. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      error risk-tier-lowered sources/harbour.yaml:3:37 [skill:harbour/tides] The publisher says category "standard" in sources/harbour.yaml:3; "raw" stands by the operator's defaults in governance/harbour.yaml:4. | Take the lower word out, or ask the operator to set that value for the entry in governance/."
    `);
  });

  test('is told by which word of its own', async () => {
    const { verdict, said } = await look({ files: tides('metadata: { risk-tier: limited }'), source: lower });
    expect(verdict?.riskTier).toEqual({ value: 'limited', origin: 'entry' });
    expect(said).toMatchInlineSnapshot(
      `"error risk-tier-lowered sources/harbour.yaml:3:18 [skill:harbour/tides] The publisher says riskTier "minimal" in sources/harbour.yaml:3; "limited" stands by its own word in tides/SKILL.md:4. | Take the lower word out, or ask the operator to set that value for the entry in governance/."`,
    );
  });

  test('is heard where its source is first-party', async () => {
    const governance = 'trust: first-party\ndefaults: { riskTier: limited, category: raw }';
    const { verdict, said } = await look({ files: tides(''), source: lower, governance });
    expect(verdict?.riskTier).toEqual({ value: 'minimal', origin: 'source' });
    expect(said).toBe('');
  });
});

test('a category in metadata that means something else is left alone', async () => {
  const { verdict, said } = await look({ files: tides('metadata: { risk-tier: minimal, category: productivity }') });
  expect(verdict?.category).toEqual({ value: 'standard', origin: 'policy' });
  expect(said).toBe('');
});

test('an attestation past its date, counted from the date of the catalog', async () => {
  const governance = (until: string): string =>
    `entries:\n  skill:tides:\n    riskTier: minimal\n    attestation: { by: Ada, on: 2026-11-01, basis: Looked at it., until: ${until} }`;
  expect((await look({ files: tides(''), governance: governance('2026-11-20') })).said).toBe('');
  expect((await look({ files: tides(''), governance: governance('2026-11-19') })).said).toMatchInlineSnapshot(
    `"warning attestation-expired governance/harbour.yaml:4:67 [skill:harbour/tides] The attestation ended on 2026-11-19. | Look at the entry again and renew the attestation."`,
  );
});

test('a deprecation says why', async () => {
  const source = (more: string): string =>
    `local: harbour\nentries:\n  skill:tides: { riskTier: minimal, status: deprecated${more} }`;
  expect((await look({ files: tides(''), source: source('') })).said).toMatchInlineSnapshot(
    `"warning status-reason-missing sources/harbour.yaml:3:37 [skill:harbour/tides] skill:tides is deprecated without a reason. | Add reason, and replacedBy where there is a successor."`,
  );
  expect((await look({ files: tides(''), source: source(', reason: Old.') })).said).toBe('');
});

test('aliases point to revisions that exist', async () => {
  const governance =
    'entries:\n  skill:tides:\n    riskTier: minimal\n    aliases: { production: 1, next: 2, latest: 1 }';
  expect((await look({ files: tides(''), governance })).said).toMatchInlineSnapshot(`
    "error alias-unknown-revision governance/harbour.yaml:4:31 [skill:harbour/tides] "next" points to revision 2; there is only revision 1. | Point it to a revision that the lock holds, or run "skillyard sync" first.
    error alias-reserved governance/harbour.yaml:4:40 [skill:harbour/tides] The alias "latest" cannot be set. | Choose another word, for example "production"."
  `);
});

test('what is said about an entry that is not there', async () => {
  const { said } = await look({
    files: { ...tides('metadata: { risk-tier: minimal }'), 'broken/SKILL.md': 'no front matter' },
    source: 'local: harbour\nentries:\n  skill:tide: { stub: true }',
    governance:
      'entries:\n  subagent:tides: { riskTier: high }\nexceptions:\n  - { rule: skill-name-long, entry: "skill:charts", reason: Known., owner: Ada, until: 2027-01-01 }',
  });
  expect(said).toMatchInlineSnapshot(`
    "error front-matter-missing source:broken/SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again.
    error entry-unknown sources/harbour.yaml:3:3 harbour has no skill:tide. 1 could not be read. | Did you mean "skill:tides"?
    error entry-unknown governance/harbour.yaml:2:3 harbour has no subagent:tides. 1 could not be read. | Known here: skill:tides.
    error entry-unknown governance/harbour.yaml:4:30 harbour has no skill:charts. 1 could not be read. | Known here: skill:tides."
  `);
});

describe('what is not the locked content', () => {
  const one = tides('metadata: { risk-tier: minimal }');

  test('is not published', async () => {
    const { entries, quarantined, said } = await look({
      locked: { ...one, 'log/SKILL.md': skill('name: log\ndescription: Keeps a log.') },
      files: {
        ...one,
        'tides/table.md': 'new',
        'charts/SKILL.md': skill('name: charts\ndescription: Reads charts.\nmetadata: { risk-tier: minimal }'),
      },
    });
    expect(entries).toEqual([]);
    expect(quarantined.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'charts entry-not-locked',
      'tides entry-not-locked',
    ]);
    expect(said).toMatchInlineSnapshot(`
      "error entry-not-locked source:charts/SKILL.md The content of skill:charts is not locked, so it is not published. | Run "skillyard sync" to lock it as a new revision, and commit the lock.
      error entry-not-locked source:tides/SKILL.md The content of skill:tides differs from revision 1, so it is not published. | Run "skillyard sync" to lock it as a new revision, and commit the lock.
      info entry-vanished lock/harbour.json skill:log was at log and is gone. | Nothing. Deprecate entries before you remove them, so that readers learn what to use instead."
    `);
  });

  test('and what could not be read has not vanished', async () => {
    const { said } = await look({ locked: one, files: { 'tides/SKILL.md': 'no front matter any more' } });
    expect(said).not.toContain('entry-vanished');
  });
});
