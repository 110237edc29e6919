import { appendLedger } from '../../src/assemble/append-ledger.ts';
import { assembleCatalog } from '../../src/assemble/assemble-catalog.ts';
import type { AssembledCatalog, SourceOutcome } from '../../src/domain/assembled.ts';
import { CatalogFile, GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import { canonicalPlace, parseRemote } from '../../src/domain/place.ts';
import type { Source } from '../../src/domain/source.ts';
import { measureEntries } from '../../src/introspect/measure-entries.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { introspectSource } from '../../src/read/open-source.ts';
import { readTree } from '../../src/read/read-source.ts';
import { memoryTree } from './memory-tree.ts';

/** A source as an object literal: what lies in it, and the two files that speak of it, as YAML. */
export interface Harbour {
  readonly id?: string;
  readonly files: Parameters<typeof memoryTree>[0];
  readonly source?: string;
  readonly governance?: string;
  /** What was in it when it was locked; the same where nothing is said. */
  readonly locked?: Parameters<typeof memoryTree>[0];
  /** The commit it is locked at. */
  readonly commit?: string;
}

const today = '2026-11-20';

function read(harbour: Harbour): Source {
  const { id = 'harbour', source: text = 'local: harbour', governance: governed = '' } = harbour;
  const file = parseYaml(`sources/${id}.yaml`, text, SourceFile);
  const governance = parseYaml(`governance/${id}.yaml`, governed, GovernanceFile);
  if (!file.value || !governance.value) {
    throw new Error(JSON.stringify([...file.diagnostics, ...governance.diagnostics]));
  }
  const { git = '', ref = 'HEAD', path = '' } = file.value;
  const remote = parseRemote(git);
  return {
    id,
    origin: remote ? { remote } : { local: id },
    ref,
    path,
    faulty: false,
    place: canonicalPlace(remote?.repository ?? `local:${id}`, { ref, path }),
    file: file.value,
    governance: governance.value,
    locate: file.locate,
    locateGovernance: governance.locate,
  };
}

/** Introspects, locks and validates, as `sync` and `build` do. */
export async function outcomeOf(harbour: Harbour): Promise<SourceOutcome> {
  const bare = read(harbour);
  const tree = memoryTree(harbour.locked ?? harbour.files);
  const { entries } = await introspectSource(bare, tree);
  const { entries: sightings } = await measureEntries(tree, bare.id, entries);
  const { lock } = appendLedger(bare, sightings, { date: '2026-11-01T08:00:00Z', commit: harbour.commit });
  return readTree({ ...bare, lock }, memoryTree(harbour.files), today);
}

/** A whole catalog of such sources. */
export async function catalogOf(harbours: readonly Harbour[], policy: object = {}): Promise<AssembledCatalog> {
  const file = CatalogFile.parse({
    id: 'harbour-market',
    title: 'Harbour market',
    description: 'Skills for people who work at a harbour.',
    url: 'https://harbour.example.org/market',
    policy,
  });
  const outcomes: SourceOutcome[] = [];
  for (const harbour of harbours) outcomes.push(await outcomeOf(harbour));
  return assembleCatalog({ file, read: outcomes, loading: [], date: `${today}T09:00:00Z` });
}
