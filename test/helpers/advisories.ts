import { assembleCatalog } from '../../src/assemble/assemble-catalog.ts';
import type { Advisory } from '../../src/domain/advisory-file.ts';
import type { AssembledCatalog, SourceOutcome } from '../../src/domain/assembled.ts';
import { CatalogFile } from '../../src/domain/catalog.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { CatalogEntry } from '../../src/domain/entry.ts';
import { latestOf, type RatedRevision } from '../../src/domain/lifecycle.ts';
import { loadAdvisories } from '../../src/load/load-advisories.ts';
import { catalogFolder } from './catalog-folder.ts';

/** Advisories as an operator writes them, by file name; `affects` and what is added to the head. */
export async function advisoriesOf(affects: Readonly<Record<string, string>>): Promise<readonly Advisory[]> {
  const files = Object.entries(affects).map(([id, text]) => [
    `advisories/${id}.yaml`,
    `${text.includes('severity:') ? '' : 'severity: high\n'}reason: It sends keys away.\non: 2026-11-20\n${text}\n`,
  ]);
  const { advisories, diagnostics } = await loadAdvisories(catalogFolder(Object.fromEntries(files)));
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return advisories;
}

/** A catalog of sources that have been read, with advisories. */
export function assembled(read: readonly SourceOutcome[], advisories: readonly Advisory[] = []): AssembledCatalog {
  const file = CatalogFile.parse({
    id: 'harbour-market',
    title: 'Harbour market',
    description: 'Skills for people who work at a harbour.',
    url: 'https://harbour.example.org/market',
  });
  return assembleCatalog({ file, read, loading: [], date: '2026-11-20T09:00:00Z', advisories });
}

/** Earlier revisions of an entry, by a word for their content, at monthly dates; the last one is what it has now. */
export function withRevisions(entry: CatalogEntry, words: readonly string[], says: Partial<RatedRevision>[] = []) {
  const [newest] = entry.revisions;
  if (!newest) throw new Error(`${entry.id} has no revision.`);
  const revisions = [...words.map(sha256), newest.digest].map((digest, index) => ({
    ...newest,
    digest,
    revision: index + 1,
    date: `2026-${String(index + 1).padStart(2, '0')}-01T00:00:00Z`,
    ...says[index],
  }));
  const latest = latestOf(revisions);
  return { ...entry, revisions, latest, status: latest.status };
}

/** Changes entries of an outcome, by coordinate. */
export function changed(
  outcome: SourceOutcome,
  changes: Readonly<Record<string, (entry: CatalogEntry) => CatalogEntry>>,
): SourceOutcome {
  return { ...outcome, entries: outcome.entries.map((entry) => changes[entry.id]?.(entry) ?? entry) };
}
