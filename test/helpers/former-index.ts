import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormerEntry } from '../../src/domain/former.ts';
import { EntryList } from '../../src/domain/index-v1.ts';
import { api, apiFiles } from '../../src/domain/paths.ts';
import type { AdvisoryRecord } from '../../src/domain/withdrawal.ts';
import { sampleEntries } from './sample-entries.ts';
import { writeSampleIndex } from './sample-index.ts';

const bad = 'skill:drifters/pdf-reader';
const advisory: AdvisoryRecord = {
  id: 'leak',
  origin: 'advisory',
  severity: 'critical',
  reason: 'It sends away what it reads. <script>window.hacked = 1</script>',
  on: '2026-11-05',
  replacement: 'skill:harbour/read-a-pdf',
  references: [],
  affected: [{ digest: 'a'.repeat(64), entry: bad, revision: 1, through: 'name' }],
};

/** With the one that has the tag already enough for a page of its own. */
const tagged: ReadonlySet<string> = new Set(['dispatch-cranes', 'old-checklist', 'berth']);

function formerSkill(name: string): Omit<FormerEntry, 'state'> {
  const page = `../../skills/harbour/${name}/`;
  return { id: `skill:harbour/${name}`, kind: 'skill', source: 'harbour', name, pins: [], aliases: {}, page };
}

/**
 * Writes the sample index with an entry that is withdrawn, names that are no longer listed, one that clients can discover,
 * and a tag that several have.
 */
export async function writeIndexWithFormer(folder: string, baseUrl: string): Promise<void> {
  const surfaces = { wellKnown: { scope: 's/harbour/read-a-pdf' } };
  const samples = sampleEntries.map((one) => {
    if (one.name === 'read-a-pdf') return { ...one, distribution: { ...one.distribution, surfaces } };
    return tagged.has(one.name) ? { ...one, tags: { team: 'documents' } } : one;
  });
  await writeSampleIndex(folder, { baseUrl, entries: samples });
  const path = join(folder, api, apiFiles.entriesAll);
  const { advisory: id, ...why } = { advisory: advisory.id, severity: advisory.severity, reason: advisory.reason };
  const list = EntryList.parse(JSON.parse(await readFile(path, 'utf8')));
  const entries = list.entries.map((entry) =>
    entry.id === bad ? { ...entry, withdrawn: { advisory: id, replacement: advisory.replacement, ...why } } : entry,
  );
  const former: FormerEntry[] = [
    {
      ...formerSkill('pdf-tools'),
      state: 'renamed',
      since: '2026-11-07T10:00:00Z',
      renamedTo: 'skill:harbour/read-a-pdf',
    },
    { ...formerSkill('tie-a-knot'), state: 'removed', since: '2026-11-06T10:00:00Z' },
  ];
  await writeFile(path, JSON.stringify(EntryList.parse({ ...list, entries, former })));
  const advisories = { formatVersion: '1.0', advisories: [advisory] };
  await writeFile(join(folder, api, apiFiles.advisories), JSON.stringify(advisories));
}
