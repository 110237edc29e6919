import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { EntryList } from '../src/domain/index-v1.ts';
import { sync } from '../src/sync.ts';
import { descriptorFiles, descriptors, firstParty, skill } from './helpers/adr-0009.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { messages } from './helpers/message.ts';

async function look(catalogDir: string) {
  const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
  await sync({ ...options, only: [], now: '2026-05-06T00:00:00Z' });
  const { catalog, diagnostics } = await assemble(options);
  if (!catalog) throw new Error(messages(diagnostics));
  const files = emitIndex(catalog, catalog.file.url);
  const list = (name: string) => EntryList.parse(JSON.parse(files.get(`api/v1/${name}.json`) ?? '')).entries;
  return { offered: list('entries'), all: list('entries.all'), diagnostics };
}

describe('the eight descriptors of ADR-0009', () => {
  test('have the tiers, categories and stubs of its table; the default list hides the two stubs', async () => {
    const { offered, all, diagnostics } = await look(catalogFolder({ ...firstParty, ...descriptorFiles() }));
    expect(messages(diagnostics.filter(({ severity }) => severity !== 'info'))).toBe('');
    expect(all.map(({ name, category, riskTier, stub }) => [name, category, riskTier, stub])).toEqual(
      descriptors.toSorted(([a], [b]) => (a < b ? -1 : 1)).map((row) => [...row]),
    );
    expect(offered.map(({ name }) => name)).toEqual([
      'agent-browser',
      'agentic-rag',
      'authentication-gates',
      'execution-debugging',
      'find-skills',
      'pdf-extraction',
    ]);
  });

  test('must set their tier themselves: without one the place is named', async () => {
    const catalogDir = catalogFolder({ ...firstParty, ...descriptorFiles() });
    writeFileSync(join(catalogDir, 'mirai/agent-browser/SKILL.md'), skill('agent-browser', { category: 'standard' }));
    const { diagnostics } = await look(catalogDir);
    expect(messages(diagnostics)).toMatchInlineSnapshot(
      `
      "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.
      error risk-tier-default source:agent-browser/SKILL.md:4:1 [skill:mirai/agent-browser] The tier of skill:agent-browser is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info attestation-missing source:database-operations/SKILL.md:4:1 [skill:mirai/database-operations] The tier of skill:database-operations is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until.
      info attestation-missing source:execution-debugging/SKILL.md:4:1 [skill:mirai/execution-debugging] The tier of skill:execution-debugging is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until."
    `,
    );
  });

  test('an unknown tier is an error, and policy stands in its place', async () => {
    const catalogDir = catalogFolder({ ...firstParty, ...descriptorFiles() });
    writeFileSync(
      join(catalogDir, 'mirai/weather-api/SKILL.md'),
      skill('weather-api', { 'risk-tier': 'tiny', stub: 'perhaps' }),
    );
    const { diagnostics } = await look(catalogDir);
    expect(messages(diagnostics)).toMatchInlineSnapshot(`
      "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.
      info attestation-missing source:database-operations/SKILL.md:4:1 [skill:mirai/database-operations] The tier of skill:database-operations is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until.
      info attestation-missing source:execution-debugging/SKILL.md:4:1 [skill:mirai/execution-debugging] The tier of skill:execution-debugging is "high", and nobody has put a name to it. | Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until.
      error risk-tier-default source:weather-api/SKILL.md:4:1 [skill:mirai/weather-api] The tier of skill:weather-api is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      error risk-tier-unknown source:weather-api/SKILL.md:5:3 [skill:mirai/weather-api] "tiny" is not a risk tier. | Write minimal, limited or high.
      error stub-invalid source:weather-api/SKILL.md:6:3 [skill:mirai/weather-api] "perhaps" is neither true nor false. | Write true or false."
    `);
  });

  test('a third party can raise a tier and set a stub, and neither lower nor clear one', async () => {
    const { all, diagnostics } = await look(
      catalogFolder({
        'sources/guest.yaml': 'local: guest\n',
        'governance/guest.yaml': [
          'defaults: { riskTier: limited }',
          'entries:',
          '  skill:clears: { stub: true, stubReason: A real one comes. }',
          '  skill:lowers-raw: { category: raw }',
          '',
        ].join('\n'),
        'guest/lowers/SKILL.md': skill('lowers', { 'risk-tier': 'minimal' }),
        'guest/raises/SKILL.md': skill('raises', { 'risk-tier': 'high', stub: 'true', 'stub-reason': 'Soon.' }),
        'guest/clears/SKILL.md': skill('clears', { stub: 'false' }),
        'guest/lowers-raw/SKILL.md': skill('lowers-raw', { category: 'standard' }),
      }),
    );
    expect(all.map(({ name, riskTier, category, stub }) => `${name}: ${riskTier} ${category} ${stub}`)).toEqual([
      'clears: limited standard true',
      'lowers: limited standard false',
      'lowers-raw: limited raw false',
      'raises: high standard true',
    ]);
    expect(messages(diagnostics.filter(({ severity }) => severity !== 'info'))).toMatchInlineSnapshot(`
      "warning risk-tier-lowered source:clears/SKILL.md:5:3 [skill:guest/clears] The publisher says stub "false" in clears/SKILL.md:5; "true" stands by the operator's word in governance/guest.yaml:3. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      warning risk-tier-lowered source:lowers-raw/SKILL.md:5:3 [skill:guest/lowers-raw] The publisher says category "standard" in lowers-raw/SKILL.md:5; "raw" stands by the operator's word in governance/guest.yaml:4. | Take the lower word out, or ask the operator to set that value for the entry in governance/.
      warning risk-tier-lowered source:lowers/SKILL.md:5:3 [skill:guest/lowers] The publisher says riskTier "minimal" in lowers/SKILL.md:5; "limited" stands by the operator's defaults in governance/guest.yaml:1. | Take the lower word out, or ask the operator to set that value for the entry in governance/."
    `);
  });
});
