import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import type { SourceRecord } from '../../src/domain/source-record.ts';
import { Kind } from '../../src/domain/kind.ts';

export const COMMIT = '3f786850e387550fdab836ed7e6dc881de23001b';

type Shape = Pick<SourceRecord, 'id' | 'trust'> & Partial<SourceRecord>;

const shapes: readonly Shape[] = [
  {
    id: 'harbour',
    trust: 'verified',
    git: 'https://github.com/harbour/skills',
    repository: 'github.com/harbour/skills',
    ref: 'main',
    commit: COMMIT,
    lockedAt: '2026-11-18T10:00:00Z',
    owners: ['github:harbour'],
  },
  {
    id: 'field-notes',
    trust: 'first-party',
    local: 'starter/field-notes',
    lockedAt: '2026-11-01T00:00:00Z',
  },
  {
    id: 'drifters',
    trust: 'third-party',
    git: 'https://git.example.net/drifters/a-repository-with-a-very-long-name-that-goes-on-and-on-and-on',
    repository: 'git.example.net/drifters/a-repository-with-a-very-long-name-that-goes-on-and-on-and-on',
    ref: 'tags/drift--v*',
    versions: { from: 'tags', pattern: 'drift--v*' },
    unreachableSince: '2026-11-09T10:00:00Z',
    path: 'tools/skills',
    commit: COMMIT,
    lockedAt: '2026-10-02T10:00:00Z',
    mirror: 'never',
    quarantined: [
      {
        kind: 'skill',
        path: 'tools/skills/<img src=x onerror=window.hacked=1>',
        rule: 'skill-description-missing',
        message: 'The skill "<b>bold</b>" has no description.',
      },
      {
        kind: 'skill',
        path: 'tools/skills/code',
        rule: 'front-matter-language',
        message: 'The front matter says "js".',
      },
    ],
    references: [
      {
        name: 'elsewhere',
        type: 'github',
        url: 'https://github.com/elsewhere/plugin',
        pinned: false,
        description: 'In another place.',
      },
      {
        name: 'dock-kit',
        type: 'git-subdir',
        url: 'https://github.com/harbour/skills',
        ref: 'main',
        path: 'dock',
        pinned: false,
        source: 'harbour',
        entries: [{ id: 'plugin:harbour/dock-kit', title: 'Dock kit' }],
      },
      { name: 'pinned', type: 'url', url: 'javascript:window.hacked=1', sha: COMMIT, pinned: true },
    ],
  },
  {
    id: 'newcomers',
    trust: 'third-party',
    state: 'pending',
    git: 'https://github.com/newcomers/skills',
    repository: 'github.com/newcomers/skills',
  },
  {
    id: 'lost',
    trust: 'third-party',
    state: 'unavailable',
    git: 'https://gone.example.org/lost/skills',
    repository: 'gone.example.org/lost/skills',
    commit: COMMIT,
    lockedAt: '2026-03-01T10:00:00Z',
  },
];

const ofCatalog: Shape = { id: 'catalog', trust: 'first-party', local: 'plugins', mirror: 'always' };

/** The sources of the sample catalog, with the counts of these entries. */
export function sampleSources(entries: readonly FullEntry[]): SourceRecord[] {
  // What the catalog defines is a source where it defines anything.
  const defined = entries.some(({ source }) => source === 'catalog') ? [ofCatalog] : [];
  const named = new Set([...shapes.map(({ id }) => id), ofCatalog.id]);
  const others = [...new Set(entries.map(({ source }) => source))].filter((id) => !named.has(id));
  const plain = others.map((id): Shape => {
    const repository = `git.example.net/${id}/skills`;
    return { id, trust: 'third-party', git: `https://${repository}`, repository, ref: 'HEAD', commit: COMMIT };
  });
  return [...shapes, ...defined, ...plain].map((shape) => {
    const own = entries.filter(({ source }) => source === shape.id);
    const pairs = Kind.options.map((kind) => [kind, own.filter((entry) => entry.kind === kind).length] as const);
    return {
      state: 'published',
      path: '',
      mirror: 'auto',
      owners: [],
      counts: Object.fromEntries(pairs.filter(([, count]) => count > 0)),
      quarantined: [],
      references: [],
      page: `../../sources/${shape.id}/`,
      ...shape,
    };
  });
}

/** Those of the entries, and some of sources and of the catalog. */
export function sampleDiagnostics(entries: readonly FullEntry[]): Diagnostic[] {
  return [
    ...entries.flatMap(({ diagnostics }) => diagnostics),
    {
      rule: 'source-pending',
      severity: 'info',
      message: 'The source newcomers waits for its first sync.',
      hint: 'Nothing.',
      at: { root: 'catalog', file: 'sources/newcomers.yaml' },
      source: 'newcomers',
    },
    {
      rule: 'source-unreachable',
      severity: 'error',
      message: 'The source lost cannot be fetched: <script>window.hacked = 1</script>',
      hint: 'Try the address with "git ls-remote".',
      at: { root: 'catalog', file: 'sources/lost.yaml', line: 1, column: 1 },
      source: 'lost',
    },
    {
      rule: 'a-rule-of-tomorrow',
      severity: 'warning',
      message: 'A rule that this version does not know.',
      hint: 'Nothing.',
      at: { root: 'catalog', file: 'catalog.yaml' },
    },
  ];
}
