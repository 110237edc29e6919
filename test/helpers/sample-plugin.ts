import { sha256 } from '../../src/domain/digest.ts';
import { type SampleEntry, sampleEntry } from './sample-entry.ts';

const file = (path: string, executable = false) => ({ path, bytes: 100, sha256: sha256(path), executable });

/** Two plugins that the catalog has put together, one of which may be offered as a copy, with their members. */
export const samplePlugins: readonly SampleEntry[] = [
  sampleEntry({
    source: 'harbour',
    name: 'moor',
    title: 'Moor <b>a ship</b>',
    description: 'Ties ships up.',
    revision: 3,
  }),
  sampleEntry({ source: 'drifters', name: 'drift', title: 'Drift', description: 'Lets ships go.' }),
  sampleEntry({
    kind: 'plugin',
    source: 'catalog',
    name: 'toolkit',
    title: 'Harbour toolkit',
    description: 'Everything for a day at the harbour.',
    version: '1.0.0',
    formats: ['agent-plugins', 'claude-plugin'],
    provenance: { local: 'plugins', path: 'plugins/toolkit.yaml' },
    files: [file('plugin.json'), file('skills/bind/SKILL.md'), file('skills/bind/run.sh', true)],
    members: [
      { id: 'skill:harbour/moor', title: 'Moor <b>a ship</b>', revision: 1, digest: sha256('1'), as: 'bind' },
      { id: 'skill:harbour/gone', title: 'gone', revision: 2, digest: sha256('2') },
    ],
    references: [
      { name: 'weather', type: 'registry', registry: 'https://registry.example.org/', version: '2.0.0', pinned: true },
      { name: 'tides', type: 'registry', registry: 'javascript:window.hacked=1', pinned: false },
    ],
    distribution: { folder: '../../../../../dl/toolkit-000000000000/' },
  }),
  sampleEntry({
    kind: 'plugin',
    source: 'catalog',
    name: 'kept',
    title: 'Kept back',
    description: 'Its files are not offered.',
    formats: ['agent-plugins', 'claude-plugin'],
    provenance: { local: 'plugins', path: 'plugins/kept.yaml' },
    members: [{ id: 'skill:drifters/drift', title: 'Drift', revision: 1, digest: sha256('1') }],
    distribution: { withheld: ['skill:drifters/drift'] },
  }),
];
