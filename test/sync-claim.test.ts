import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { claimText } from '../src/domain/claim-text.ts';
import { syncMarkdown } from '../src/report/sync-markdown.ts';
import { syncText } from '../src/report/sync-text.ts';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { makeQuay, type Quay, skillText } from './helpers/quay.ts';

const catalog = 'https://harbour.example.org';
const moor = { 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') };

/** The claim of the repository of a quay, for this catalog or for others. */
function claimOf({ repo }: Quay, ...catalogs: string[]): string {
  return claimText(`file://${repo.folder}`, catalogs.length === 0 ? [catalog] : catalogs);
}

/** What the published record of the source says of its claim. */
async function published(quay: Quay) {
  const { sources, rules } = await quay.published();
  return { claim: sources[0]?.claim, rules: rules.filter((rule) => /claim/.test(rule)) };
}

describe('a source that names the catalog', { tags: ['slow'] }, () => {
  test('gets the mark, keeps it with its first date, and loses it with the file', async () => {
    const quay = makeQuay();
    const first = quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    const gained = await quay.sync('2026-03-01T00:00:00Z');
    expect(gained.sources[0]?.claim).toEqual({ change: 'gained', path: 'skillyard.json', commit: first });
    expect(quay.lock().claim).toEqual({
      path: 'skillyard.json',
      commit: first,
      catalog,
      since: '2026-03-01T00:00:00Z',
    });
    expect(await published(quay)).toEqual({
      claim: { path: 'skillyard.json', commit: first, since: '2026-03-01T00:00:00Z' },
      rules: [],
    });

    const second = quay.repo.commit({ ...moor, 'README.md': 'More.', 'skillyard.json': claimOf(quay) });
    const kept = await quay.sync('2026-04-01T00:00:00Z');
    expect(kept.sources[0]?.claim).toBeUndefined();
    expect(quay.lock().claim).toMatchObject({ commit: second, since: '2026-03-01T00:00:00Z' });

    const third = quay.repo.commit(moor);
    const lost = await quay.sync('2026-05-01T00:00:00Z');
    expect(lost.sources[0]?.claim).toEqual({ change: 'lost', path: 'skillyard.json', commit: second });
    expect(quay.lock()).not.toHaveProperty('claim');
    expect(syncMarkdown(lost.sources, lost.diagnostics).replaceAll(third.slice(0, 12), 'THIRD')).toBe(
      [
        '## No entry has changed',
        '### Source `quay`',
        `Commit \`${second.slice(0, 12)}\` → \`THIRD\`. No entry has changed.`,
        `**No longer names this catalog**: \`skillyard.json\` at \`${second.slice(0, 12)}\` did. It is no longer shown as a verified source.`,
      ].join('\n\n'),
    );
    expect(syncText(lost.sources)).toContain('  - no longer names this catalog (skillyard.json)');
    expect(syncText(gained.sources)).toContain('  + names this catalog (skillyard.json)');
    expect(await published(quay)).toEqual({ claim: undefined, rules: [] });
  });

  test('costs nothing while nothing moves, and an old lock is completed when something does', async () => {
    const quay = makeQuay();
    quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    await quay.sync();
    const file = join(quay.catalogDir, 'lock/quay.json');
    const { claim, ...old } = quay.lock();
    expect(claim).toBeDefined();
    writeFileSync(file, `${JSON.stringify(old, null, 2)}\n`);
    const before = quay.written();
    const { sources } = await quay.sync('2026-03-02T00:00:00Z');
    expect(sources[0]).toMatchObject({ state: 'unchanged', bytesFetched: 0 });
    expect(quay.written()).toEqual(before);
    expect((await published(quay)).claim).toBeUndefined();

    quay.repo.commit({ ...moor, 'README.md': 'More.', 'skillyard.json': claimOf(quay) });
    await quay.sync('2026-03-03T00:00:00Z');
    expect(quay.lock().claim?.since).toBe('2026-03-03T00:00:00Z');
  });

  test('is not spread further for it: that is the word of the operator', async () => {
    const quay = makeQuay();
    const file = join(quay.catalogDir, 'catalog.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('policy: {', 'policy: { wellKnownRoot: 0,'));
    quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    quay.govern('mirror: always\n');
    await quay.sync();
    const limited = async (): Promise<string | undefined> => {
      const options = { catalogDir: quay.catalogDir, cacheDir: scratchFolder(), onStep: () => {} };
      const { diagnostics } = await assemble(options);
      return diagnostics.find(({ rule }) => rule === 'offer-limited')?.message;
    };
    expect(await limited()).toContain('lists 0 of 1 skills');
    quay.govern('trust: verified\nmirror: always\n');
    expect(await limited()).toContain('lists 1 of 1 skills');
  });

  test('says nothing before it is locked', async () => {
    const quay = makeQuay();
    quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    quay.govern('trust: verified\n');
    expect(await published(quay)).toEqual({ claim: undefined, rules: [] });
  });

  test('is a claim for one catalog: with another address, or in the lock of another catalog, it is none', async () => {
    const quay = makeQuay();
    quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay, catalog, 'https://moved.example') });
    await quay.sync();
    const file = join(quay.catalogDir, 'catalog.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(catalog, 'https://copy.example'));
    expect(await published(quay)).toEqual({ claim: undefined, rules: ['claim-elsewhere'] });
    // Another address is looked for once, without any commit.
    writeFileSync(file, text.replace(catalog, 'https://moved.example'));
    expect((await quay.sync()).sources[0]?.claim?.change).toBe('gained');
    expect(quay.lock().claim?.catalog).toBe('https://moved.example');
    expect((await quay.sync()).sources[0]?.state).toBe('unchanged');
  });
});

describe('a source that does not', { tags: ['slow'] }, () => {
  test.each<[string, (quay: Quay) => Parameters<Quay['repo']['commit']>[0], string[]]>([
    [
      'is a fork that carries the file',
      () => ({ 'skillyard.json': claimText('https://github.com/acme/skills', [catalog]) }),
      ['claim-elsewhere'],
    ],
    [
      'names another catalog',
      (quay) => ({ 'skillyard.json': claimOf(quay, 'https://other.example') }),
      ['claim-elsewhere'],
    ],
    ['writes too much', (quay) => ({ 'skillyard.json': `${claimOf(quay)}${' '.repeat(20_000)}` }), ['claim-invalid']],
    [
      'links to a claim',
      (quay) => ({ 'docs/claim.json': claimOf(quay), 'skillyard.json': { link: 'docs/claim.json' } }),
      ['claim-invalid'],
    ],
    ['has it elsewhere', (quay) => ({ 'skills/skillyard.json': claimOf(quay) }), []],
  ])('%s', async (_what, files, rules) => {
    const quay = makeQuay();
    quay.repo.commit({ ...moor, ...files(quay) });
    const { sources } = await quay.sync();
    expect(sources[0]).toMatchObject({ state: 'locked', changes: [{ key: 'skill:moor' }] });
    expect(sources[0]?.diagnostics.map(({ rule }) => rule).filter((rule) => /claim/.test(rule))).toEqual(rules);
    expect(quay.lock()).not.toHaveProperty('claim');
    expect(await published(quay)).toEqual({ claim: undefined, rules });
  });

  test('is pinned to a commit, or to the head of a pull request that a stranger has pushed', async () => {
    const quay = makeQuay();
    const commit = quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    quay.repo.git(['update-ref', 'refs/pull/7/head', commit]);
    for (const listing of [`commit: ${commit}`, 'ref: refs/pull/7/head']) {
      quay.list(`git: ADDRESS\n${listing}\n`);
      const { sources } = await quay.sync();
      expect(sources[0]?.state).toBe('locked');
      expect(await published(quay)).toEqual({ claim: undefined, rules: ['claim-unproven'] });
    }
  });

  test('is trusted as verified all the same, where the operator says so, and the check tells that nothing speaks for it', async () => {
    const quay = makeQuay();
    quay.repo.commit(moor);
    quay.govern('trust: verified\n');
    await quay.sync();
    expect(await published(quay)).toEqual({ claim: undefined, rules: ['trust-unclaimed'] });
    quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
    await quay.sync();
    expect((await published(quay)).rules).toEqual([]);
  });
});

test('the claim of a source that follows its tags is that of the highest', { tags: ['slow'] }, async () => {
  const quay = makeQuay('git: ADDRESS\nversions: { from: tags, pattern: "v*" }\n');
  quay.repo.commit({ ...moor, 'skillyard.json': claimOf(quay) });
  quay.repo.git(['tag', 'v1.0.0']);
  await quay.sync();
  expect((await published(quay)).claim).toBeDefined();
  const second = quay.repo.commit(moor);
  quay.repo.git(['tag', 'v1.1.0']);
  const { sources } = await quay.sync();
  expect(sources[0]).toMatchObject({ to: second, claim: { change: 'lost' } });
  expect((await published(quay)).claim).toBeUndefined();
});
