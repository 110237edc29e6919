import { describe, expect, test } from 'vitest';
import { governedGone } from '../../src/assemble/governed-gone.ts';
import { withdrawnDigests } from '../../src/assemble/plugins/withdrawn-digests.ts';
import type { SyncChange } from '../../src/domain/sync-report.ts';
import { GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import type { Source } from '../../src/domain/source.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { advisoriesOf } from '../helpers/advisories.ts';
import { lockOf, revisions } from '../helpers/catalog-repo.ts';
import { source as bare } from '../helpers/ledger-steps.ts';
import { messages } from '../helpers/message.ts';

function sourceWith(governance: string, file = 'local: harbour\n'): Source {
  const governed = parseYaml('governance/harbour.yaml', governance, GovernanceFile);
  const listed = parseYaml('sources/harbour.yaml', file, SourceFile);
  if (!governed.value || !listed.value) throw new Error(messages([...governed.diagnostics, ...listed.diagnostics]));
  const lock = lockOf({ 'skill:moor': { path: 'moor', revisions: revisions('ab') } });
  const { value } = governed;
  return {
    ...bare,
    file: listed.value,
    governance: value,
    lock,
    locate: listed.locate,
    locateGovernance: governed.locate,
  };
}

/** `-skill:moor +skill:tie`: what has gone and what has come. */
function changesOf(text: string): SyncChange[] {
  return text.split(' ').map((word): SyncChange => {
    const key = word.slice(1) as SyncChange['key'];
    const change = word.startsWith('-') ? 'removed' : word.startsWith('~') ? 'returned' : 'added';
    const id = key.replace(':', ':harbour/') as SyncChange['id'];
    return { key, id, change, revision: 1, digest: 'a'.repeat(64), path: key };
  });
}

async function said(
  changes: string,
  governance = '',
  affects: Record<string, string> = {},
  file?: string,
): Promise<string> {
  const source = sourceWith(governance, file);
  const advisories = await advisoriesOf(affects);
  return messages(governedGone(source, changesOf(changes), advisories, withdrawnDigests(advisories, [source])));
}

const entry = (words: string): string => `trust: verified\nentries:\n  skill:moor: ${words}\n`;

describe('an entry of which something was said, and which is gone', () => {
  test('is told with what was said and with what has come', async () => {
    const all =
      '{ riskTier: high, category: raw, stub: true, status: deprecated, revisions: { 2: { status: draft } }, aliases: { next: 1 } }';
    const advisory = { leak: 'affects: [{ entry: "skill:harbour/moor" }]' };
    const came = ['+skill:tie', '+skill:a', '~skill:b', '+skill:c', '+skill:d', '+skill:e', '+agent:moor'].join(' ');
    expect(await said(`-skill:moor ${came}`, entry(all), advisory)).toMatchInlineSnapshot(
      `"warning governed-entry-gone governance/harbour.yaml:3:3 [skill:harbour/moor] skill:moor is gone, of which was said: riskTier: high, category: raw, stub: true, status: deprecated, status of revision 2: draft, aliases, withdrawn by advisories/leak.yaml. New in the same step: skill:tie, skill:a, skill:b, skill:c, skill:d and 1 more. | Look whether one of the new entries is the same thing under another name, and say it of that one too before it is published."`,
    );
  });

  test.each([
    ['a tier', entry('{ riskTier: high }'), {}, 'riskTier: high'],
    ['that it is no stub', entry('{ stub: false }'), {}, 'stub: false'],
    [
      'an advisory by name',
      '',
      { leak: 'affects: [{ entry: "skill:harbour/moor", revisions: 1 }]' },
      'advisories/leak',
    ],
    ['an advisory by digest', '', { leak: `affects: [{ digest: ${'b'.repeat(64)} }]` }, 'advisories/leak'],
  ] as const)('counts where it is %s', async (_what, governance, affects, words) => {
    expect(await said('-skill:moor +skill:tie', governance, affects)).toContain(words);
  });

  test('counts where an advisory names it as it was called before', async () => {
    const file = 'local: harbour\nentries: { skill:moor: { renamedFrom: knot } }\n';
    const affects = { leak: 'affects: [{ entry: "skill:harbour/knot" }]' };
    expect(await said('-skill:moor +skill:tie', '', affects, file)).toContain('sources/harbour.yaml:2:12');
  });

  test.each([
    ['nothing was said', '-skill:moor +skill:tie', ''],
    ['an empty word was said', '-skill:moor +skill:tie', entry('{}')],
    ['nothing of its kind has come', '-skill:moor +agent:tie', entry('{ riskTier: high }')],
    ['it is there', '+skill:tie', entry('{ riskTier: high }')],
    ['another one went', '-skill:tie +skill:knot', entry('{ riskTier: high }')],
  ])('does not count where %s', async (_what, changes, governance) => {
    expect(await said(changes, governance, { other: 'affects: [{ entry: "skill:harbour/other" }]' })).toBe('');
  });
});
