import { GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import type { Comparison, SourceRecords } from '../../src/domain/comparison.ts';
import type { Lock } from '../../src/domain/lock.ts';
import { PluginFile } from '../../src/domain/plugin-file.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

/** The files of the source `tides` as texts; what is left out is not there. */
export interface Files {
  readonly source?: string;
  readonly governance?: string;
  readonly lock?: Lock;
  /** `plugins/day.yaml`. */
  readonly plugin?: string;
}

/** The comparison of two states of a catalog with one source, `tides`, and one assembled plugin, `day`. */
export function comparisonOf(base: Files, now: Files, pluginLock?: Lock): Comparison {
  return {
    commit: '0'.repeat(40),
    prefix: 'catalog/',
    sources: [
      {
        id: 'tides',
        base: recordsOf(base),
        now: recordsOf(now),
        isGovernanceChanged: base.governance !== now.governance,
      },
    ],
    plugins: [{ name: 'day', base: pluginOf(base), now: pluginOf(now) }],
    endedAdvisories: [],
    pluginLock,
  };
}

function recordsOf({ source, governance, lock }: Files): SourceRecords {
  return {
    source: source === undefined ? undefined : parseYaml('sources/tides.yaml', source, SourceFile),
    governance: governance === undefined ? undefined : parseYaml('governance/tides.yaml', governance, GovernanceFile),
    lock: lock && { value: lock, locate: () => undefined },
  };
}

function pluginOf({ plugin }: Files) {
  return plugin === undefined ? undefined : parseYaml('plugins/day.yaml', plugin, PluginFile);
}
