import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { assemble } from '../src/build.ts';
import { ChangeList } from '../src/domain/change.ts';
import { FullEntry, Root } from '../src/domain/index-v1.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { sync } from '../src/sync.ts';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { catalogRepo } from './helpers/catalog-repo.ts';

const skill = (body: string): string => `---\nname: moor\ndescription: Ties ships up.\n---\n${body}\n`;

/** A catalog of one local source, locked twice, with decisions between. */
async function story() {
  const files = { 'sources/shed.yaml': 'local: shed\n', 'shed/skills/moor/SKILL.md': skill('Take two lines.') };
  const catalog = catalogRepo(files, 'catalog/', Date.UTC(2026, 2, 10));
  const lock = (now: string) =>
    sync({ catalogDir: catalog.dir, cacheDir: scratchFolder(), only: [], now, onStep: () => undefined });
  await lock('2026-03-01T00:00:00Z');
  catalog.commit();
  catalog.change({
    'governance/shed.yaml': 'entries: { skill:moor: { riskTier: limited, aliases: { production: 1 } } }',
  });
  catalog.commit();
  catalog.change({ 'shed/skills/moor/SKILL.md': skill('Take three lines. See https://knots.example.org') });
  await lock('2026-03-09T00:00:00Z');
  catalog.commit();
  catalog.change({
    'advisories/slack.yaml':
      'severity: high\nreason: The lines are slack.\non: 2026-03-10\naffects: [{ entry: skill:shed/moor, revisions: 1 }]\n',
  });
  catalog.commit();
  return catalog;
}

async function emitted(catalogDir: string): Promise<Map<string, string>> {
  const { catalog } = await assemble({ catalogDir, cacheDir: scratchFolder(), onStep: () => undefined });
  if (!catalog) throw new Error('There is no catalog.');
  return new Map(emitIndex(catalog, 'https://harbour.example.org/market'));
}

function read<T>(files: ReadonlyMap<string, string>, path: string, schema: { parse(value: unknown): T }): T {
  return schema.parse(JSON.parse(files.get(path) ?? 'null'));
}

describe('history and feeds', { tags: ['slow'] }, () => {
  afterEach(() => vi.unstubAllEnvs());

  test('tell what happened to an entry, in its record and among the changes', async () => {
    const files = await emitted((await story()).dir);
    expect(read(files, 'api/v1/index.json', Root).history).toBe('complete');
    const { history } = read(files, 'api/v1/entries/skill/shed/moor.json', FullEntry);
    expect(history?.map(({ by, field, alias, to }) => ({ by, field, alias, to }))).toEqual([
      { by: 'operator', field: 'alias', alias: 'production', to: '1' },
      { by: 'operator', field: 'riskTier', alias: undefined, to: 'limited' },
    ]);
    const { changes, total } = read(files, 'api/v1/changes.json', ChangeList);
    expect(total).toBe(5);
    expect(changes.map(({ date, kind, revision, revisions }) => ({ date, kind, revision, revisions })))
      .toMatchInlineSnapshot(`
        [
          {
            "date": "2026-03-10T00:00:00Z",
            "kind": "withdrawal",
            "revision": undefined,
            "revisions": [
              1,
            ],
          },
          {
            "date": "2026-03-10T00:00:00Z",
            "kind": "alias",
            "revision": undefined,
            "revisions": undefined,
          },
          {
            "date": "2026-03-10T00:00:00Z",
            "kind": "riskTier",
            "revision": undefined,
            "revisions": undefined,
          },
          {
            "date": "2026-03-09T00:00:00Z",
            "kind": "content",
            "revision": 2,
            "revisions": undefined,
          },
          {
            "date": "2026-03-01T00:00:00Z",
            "kind": "new",
            "revision": 1,
            "revisions": undefined,
          },
        ]
      `);
    expect(files.get('feed.xml')).toContain('The lines are slack.');
    expect(files.get('sources/shed/feed.json')).toContain('revision 1 taken back');
  });

  test('are byte for byte the same in a second build, and in another clone and time zone', async () => {
    const { dir, repo } = await story();
    const first = await emitted(dir);
    expect(await emitted(dir)).toEqual(first);
    const clone = scratchFolder();
    execFileSync('git', ['clone', '-q', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    vi.stubEnv('LANG', 'tr_TR.UTF-8');
    expect(await emitted(`${clone}/catalog`)).toEqual(first);
  });

  test('are without decisions in a shallow clone, and say so', async () => {
    const { repo } = await story();
    const clone = scratchFolder();
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    const files = await emitted(`${clone}/catalog`);
    expect(read(files, 'api/v1/index.json', Root).history).toBe('absent');
    expect(read(files, 'api/v1/entries/skill/shed/moor.json', FullEntry)).not.toHaveProperty('history');
    expect(read(files, 'api/v1/changes.json', ChangeList).changes.map(({ kind }) => kind)).toEqual([
      'withdrawal',
      'content',
      'new',
    ]);
    expect(files.get('api/v1/diagnostics.json')).toContain('"history-absent"');
  });
});
