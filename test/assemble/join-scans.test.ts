import { beforeAll, describe, expect, test } from 'vitest';
import { joinScans } from '../../src/assemble/join-scans.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { CatalogEntry } from '../../src/domain/entry.ts';
import { parseRemote } from '../../src/domain/place.ts';
import type { ScannedFile, ScannedResult, ScanRun } from '../../src/domain/scan.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const commit = 'c0'.repeat(20);
const tides = skill('name: tides\ndescription: Reads tides.\nmetadata: { risk-tier: minimal }');
const files = {
  'skills/tides/SKILL.md': tides,
  'skills/tides/scripts/read.py': 'print("high")\n',
  'desk/.claude-plugin/plugin.json': '{ "name": "desk", "description": "Desk." }',
  'desk/LICENSE': 'MIT\n',
  'desk/skills/charts/SKILL.md': skill('name: charts\ndescription: Reads charts.\nmetadata: { risk-tier: minimal }'),
};
const remote = parseRemote('https://github.com/harbour/quay');

let entries: readonly CatalogEntry[] = [];
let byId: (id: string) => CatalogEntry;

/** Two sources of the same repository at two commits, and a local one with a copy. */
beforeAll(async () => {
  const harbours = [
    { id: 'quay', files },
    { id: 'dock', files: { 'skills/tides/SKILL.md': tides } },
    { id: 'shed', files: { 'tides/SKILL.md': tides, 'tides/scripts/read.py': 'print("high")\n' } },
  ];
  const catalog = await catalogOf(harbours);
  const commits: Record<string, string> = { quay: commit, dock: 'b1'.repeat(20) };
  entries = catalog.entries.map((entry) => {
    const own = commits[entry.source.id];
    if (own === undefined || !remote) return entry;
    return { ...entry, commit: own, source: { ...entry.source, origin: { remote } } };
  });
  byId = (id) => {
    const found = entries.find((entry) => entry.id === id);
    if (!found) throw new Error(`No ${id}.`);
    return found;
  };
});

const runOf = (run: Partial<ScanRun>): ScanRun => ({
  at: { root: 'catalog', file: 'scans/a.sarif' },
  tool: 'lighthouse',
  commits: [],
  complete: true,
  files: [],
  results: [],
  ...run,
});
const resultIn = (file?: Partial<ScannedFile>, more: Partial<ScannedResult> = {}): ScannedResult => ({
  finding: { rule: 'L7', level: 'warning', message: 'Seen.', line: 3 },
  ...(file && { file: { absolute: false, ...file } }),
  suppressed: false,
  ...more,
});

/** Which entry has what, and what is left over. */
function join(...runs: readonly Partial<ScanRun>[]) {
  const { entries: joined, diagnostics } = joinScans(entries, runs.map(runOf), ['dock', 'quay', 'shed']);
  const lines = joined.flatMap(({ id, scans }) =>
    scans.map(({ tool, findings }) => `${id} ${tool}: ${findings.map(({ file }) => file ?? '-').join(' ')}`.trim()),
  );
  return { lines, left: messages(diagnostics).replaceAll(/ \| Scan what.*/g, ''), joined };
}

const atCommit = (
  path: string,
  seen: Partial<ScanRun> = { commits: [{ repository: 'github.com/harbour/quay', commit }] },
) => join({ ...seen, results: [resultIn({ path })] });

describe('by commit and path', () => {
  test('a file of an entry, of a member, of a plugin, of nothing', () => {
    expect(atCommit('skills/tides/scripts/read.py').lines).toEqual([
      'skill:quay/tides lighthouse: skills/tides/scripts/read.py',
    ]);
    expect(atCommit('desk/skills/charts/SKILL.md').lines).toEqual([
      'skill:quay/charts lighthouse: desk/skills/charts/SKILL.md',
    ]);
    expect(atCommit('desk/LICENSE').lines).toEqual(['plugin:quay/desk lighthouse: desk/LICENSE']);
    for (const path of ['README.md', 'SKILL.md', 'tides/SKILL.md', '__proto__', 'constructor']) {
      expect(atCommit(path)).toMatchObject({
        lines: [],
        left: 'info scan-unmatched scans/a.sarif 1 of 1 results of lighthouse are not shown: 1 in files that belong to no listed entry.',
      });
    }
  });

  test('only of the locked commit', () => {
    const commits = [{ repository: 'github.com/harbour/quay', commit: 'a0'.repeat(20) }];
    expect(atCommit('skills/tides/SKILL.md', { commits })).toMatchObject({
      lines: [],
      left: 'info scan-unmatched scans/a.sarif 1 of 1 results of lighthouse are not shown: 1 about other content than what is locked.',
    });
  });

  test('or of the commit in which the content of the entry came to be', () => {
    const since = 'a0'.repeat(20);
    const old = byId('skill:quay/tides');
    const [revision] = old.revisions;
    if (!revision) throw new Error('No revision.');
    const kept = entries.map((entry) =>
      entry === old ? { ...old, revisions: [{ ...revision, commit: since }] } : entry,
    );
    const run = runOf({
      commits: [{ repository: 'github.com/harbour/quay', commit: since }],
      results: [resultIn({ path: 'skills/tides/SKILL.md' }), resultIn({ path: 'desk/LICENSE' })],
    });
    const { entries: joined, diagnostics } = joinScans(kept, [run], []);
    expect(joined.filter(({ scans }) => scans.length > 0).map(({ id }) => id)).toEqual(['skill:quay/tides']);
    expect(messages(diagnostics)).toContain('1 of 2 results of lighthouse are not shown: 1 about other content');
  });

  test('by the folder of the file and the commit in its name', () => {
    const path = 'skills/tides/SKILL.md';
    expect(atCommit(path, { folder: 'quay', commits: [{ commit }] }).lines).toEqual([
      `skill:quay/tides lighthouse: ${path}`,
    ]);
    expect(atCommit(path, { folder: 'dock', commits: [{ commit }] }).left).toContain('about other content');
    expect(atCommit(path, { folder: 'quay' }).left).toContain('without a word of which content');
    expect(atCommit(path, { commits: [{ commit }] }).left).toContain('without a word of which content');
    const { diagnostics } = joinScans(entries, [runOf({ folder: 'quai', results: [resultIn({ path })] })], ['quay']);
    expect(diagnostics[0]?.hint).toBe('Did you mean "quay"?');
  });

  test('with several repositories, only by the folder each of them lay in', () => {
    const commits = [
      { repository: 'github.com/harbour/quay', commit, base: 'QUAY' },
      { repository: 'github.com/harbour/tools', commit: 'd0'.repeat(20), base: 'TOOLS' },
    ];
    const results = ['QUAY', 'TOOLS', undefined].map((base) => resultIn({ path: 'skills/tides/SKILL.md', base }));
    const { lines, left } = join({ commits, results });
    expect(lines).toEqual(['skill:quay/tides lighthouse: skills/tides/SKILL.md']);
    expect(left).toContain('2 of 3 results of lighthouse are not shown: 1 without a word');
  });

  test('never by a path on the machine of the scanner', () => {
    const commits = [{ repository: 'github.com/harbour/quay', commit }];
    const results = [resultIn({ path: 'skills/tides/SKILL.md', absolute: true })];
    expect(join({ commits, results }).left).toContain('1 without a word of which content they are about.');
  });
});

describe('by hash of a file', () => {
  const hash = sha256('print("high")\n');

  test('every entry with the file, under its own path', () => {
    expect(
      join({ results: [resultIn({ path: 'home/ann/tides/scripts/read.py', absolute: true, sha256: hash })] }).lines,
    ).toEqual([
      'skill:quay/tides lighthouse: skills/tides/scripts/read.py',
      'skill:shed/tides lighthouse: tides/scripts/read.py',
    ]);
    expect(join({ results: [resultIn({ sha256: hash })] }).lines).toHaveLength(2);
  });

  test('decides against the path, and under another name is another file', () => {
    const commits = [{ repository: 'github.com/harbour/quay', commit }];
    const other = resultIn({ path: 'skills/tides/scripts/read.py', sha256: 'f0'.repeat(32) });
    const renamed = resultIn({ path: 'skills/tides/scripts/spread.py', sha256: hash });
    expect(join({ commits, results: [other, renamed] })).toMatchObject({
      lines: [],
      left: 'info scan-unmatched scans/a.sarif 2 of 2 results of lighthouse are not shown: 2 about other content than what is locked.',
    });
  });
});

describe('by content digest', () => {
  test('every entry with the content, whatever the path', () => {
    const { digest } = byId('skill:quay/tides');
    const results = [
      resultIn({ path: 'scripts/read.py' }),
      resultIn({ path: 'tmp/x/SKILL.md' }),
      resultIn({ path: 'a.md' }),
      resultIn(),
    ];
    const { lines, left } = join({ digest, results });
    expect(lines).toEqual([
      'skill:quay/tides lighthouse: - skills/tides/SKILL.md skills/tides/scripts/read.py',
      'skill:shed/tides lighthouse: - tides/SKILL.md tides/scripts/read.py',
    ]);
    expect(left).toBe('');
  });

  test('of a plugin, with its member', () => {
    const { digest } = byId('plugin:quay/desk');
    expect(
      join({ digest, results: [resultIn({ path: 'skills/charts/SKILL.md' }), resultIn({ path: 'LICENSE' })] }).lines,
    ).toEqual([
      'plugin:quay/desk lighthouse: desk/LICENSE',
      'skill:quay/charts lighthouse: desk/skills/charts/SKILL.md',
    ]);
  });

  test('of one result, before that of the run; of other content, none', () => {
    const { digest } = byId('skill:quay/charts');
    const { lines, left } = join({
      digest: 'f0'.repeat(32),
      results: [resultIn({ path: 'SKILL.md' }, { digest }), resultIn()],
    });
    expect(lines).toEqual(['skill:quay/charts lighthouse: desk/skills/charts/SKILL.md']);
    expect(left).toContain('1 of 2 results of lighthouse are not shown: 1 about other content');
  });
});

describe('a run that has found nothing', () => {
  const commits = [{ repository: 'github.com/harbour/quay', commit }];
  const [one, other] = ['SKILL.md', 'scripts/read.py'].map((name) => ({
    path: `skills/tides/${name}`,
    absolute: false,
  }));
  const seen = [one, other].flatMap((file) => file ?? []);

  test('is shown with what it says it has looked at', () => {
    expect(join({ commits, files: seen }).lines).toEqual(['skill:quay/tides lighthouse:']);
    expect(join({ digest: byId('skill:quay/charts').digest }).lines).toEqual(['skill:quay/charts lighthouse:']);
  });

  test.each<[string, Partial<ScanRun>]>([
    ['that did not come to its end', { commits, files: seen, complete: false }],
    ['that does not say what it has looked at', { commits }],
    ['that has looked at one file of two', { commits, files: seen.slice(0, 1) }],
    [
      'of another commit',
      { commits: [{ repository: 'github.com/harbour/quay', commit: 'a0'.repeat(20) }], files: seen },
    ],
    [
      'of a file with other content',
      { files: [{ path: 'skills/tides/SKILL.md', absolute: false, sha256: 'f0'.repeat(32) }] },
    ],
  ])('%s is not', (_, run) => {
    expect(join(run)).toMatchObject({
      lines: [],
      left: 'info scan-unmatched scans/a.sarif Nothing says that lighthouse has looked at a listed entry.',
    });
  });
});

describe('what is listed', () => {
  const { digest: _, ...plain } = runOf({});
  const finding = (rule: string, level: 'error' | 'warning' | 'note' | 'none', line: number) =>
    resultIn({ path: 'SKILL.md' }, { finding: { rule, level, message: 'Seen.', line } });

  test('is sorted by weight, once, without what was set aside, with the date', () => {
    const { digest } = byId('skill:quay/charts');
    const results = [
      finding('a', 'note', 1),
      finding('b', 'error', 10),
      finding('b', 'error', 9),
      finding('b', 'error', 9),
      { ...finding('c', 'error', 2), suppressed: true },
    ];
    const { joined } = join({ ...plain, digest, version: '1.4.0', date: '2026-11-02T10:00:00Z', results });
    expect(joined.find(({ id }) => id === 'skill:quay/charts')?.scans).toMatchInlineSnapshot(`
      [
        {
          "date": "2026-11-02T10:00:00Z",
          "findings": [
            {
              "file": "desk/skills/charts/SKILL.md",
              "level": "error",
              "line": 9,
              "message": "Seen.",
              "rule": "b",
            },
            {
              "file": "desk/skills/charts/SKILL.md",
              "level": "error",
              "line": 10,
              "message": "Seen.",
              "rule": "b",
            },
            {
              "file": "desk/skills/charts/SKILL.md",
              "level": "note",
              "line": 1,
              "message": "Seen.",
              "rule": "a",
            },
          ],
          "suppressed": 1,
          "tool": "lighthouse",
          "version": "1.4.0",
        },
      ]
    `);
  });

  test('is counted where there is too much, and comes in one order', () => {
    const { digest } = byId('skill:quay/charts');
    const results = Array.from({ length: 150 }, (__, line) => finding('a', 'note', line + 1));
    const runs = [
      { digest, results, tool: 'b', date: '2026-11-01T00:00:00Z' },
      { digest, results, tool: 'b', date: '2026-11-02T00:00:00Z' },
      { digest, results, tool: 'a' },
    ];
    const counts = (list: readonly Partial<ScanRun>[]) =>
      join(...list)
        .joined.find(({ id }) => id === 'skill:quay/charts')
        ?.scans.map(({ tool, date, findings, more }) => [tool, date, findings.length, more]);
    expect(counts(runs)).toEqual([
      ['a', undefined, 150, undefined],
      ['b', '2026-11-02T00:00:00Z', 50, 100],
      ['b', '2026-11-01T00:00:00Z', 0, 150],
    ]);
    expect(counts(runs.toReversed())).toEqual(counts(runs));
  });
});

test('a hundred thousand results take no time', () => {
  const results = Array.from({ length: 100_000 }, (_, n) => resultIn({ path: `${'a/'.repeat(50)}${n}.md` }));
  const start = performance.now();
  join({ commits: [{ repository: 'github.com/harbour/quay', commit }], results });
  join({ digest: byId('skill:quay/tides').digest, results });
  expect(performance.now() - start).toBeLessThan(5000);
});
