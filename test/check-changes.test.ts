import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkChanges } from '../src/check-changes.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { type CatalogRepo, catalogRepo, lockOf, revisions } from './helpers/catalog-repo.ts';
import { messages } from './helpers/message.ts';

const json = (lock: object): string => `${JSON.stringify(lock, null, 2)}\n`;
const tides = (letters: string): string =>
  json(lockOf({ 'skill:tides': { path: 'tides', revisions: revisions(letters) } }));
const source = 'git: https://github.com/harbour/tides\n';

/** What is said, with the ids of commits cut out: they differ between versions of git. */
async function said({ dir }: Pick<CatalogRepo, 'dir'>, rev?: string): Promise<string> {
  const { diagnostics, refused } = await checkChanges(dir, rev);
  return refused ?? messages(diagnostics).replaceAll(/\b[0-9a-f]{12}\b(?= --| and is gone| cannot)/g, '<commit>');
}

describe('a lock beside an earlier one', { tags: ['slow'] }, () => {
  const files = { 'sources/tides.yaml': source, 'lock/tides.json': tides('ab') };

  test.each(['', 'market/catalog/'])('may grow, below %j', async (folder) => {
    const catalog = catalogRepo(files, folder);
    expect(await said(catalog)).toBe('');
    catalog.change({ 'lock/tides.json': tides('aba') });
    expect(await said(catalog)).toBe('');
    catalog.commit();
    expect(await said(catalog)).toBe('');
  });

  test('may not be rewritten, and two branches may not lock the same number', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'lock/tides.json': tides('a') });
    expect(await said(catalog)).toMatchInlineSnapshot(
      `"error lock-rewritten lock/tides.json Revision 2 of skill:tides is gone from the ledger. | Run "git checkout <commit> -- catalog/lock/tides.json", and then "skillyard sync" to lock again what is new here."`,
    );
    catalog.change({ 'lock/tides.json': tides('ac') });
    const conflict = await said(catalog);
    expect(conflict).toMatchInlineSnapshot(
      `"error lock-conflict lock/tides.json Revision 2 of skill:tides is bbbbbbbbbbbb in the earlier lock and cccccccccccc in this one. | Run "git checkout <commit> -- catalog/lock/tides.json", and then "skillyard sync" to lock again what is new here."`,
    );
    catalog.commit();
    expect(await said(catalog)).toBe(conflict);
    // What the hint says mends it.
    const [, command = ''] = /"git ([^"]*)"/.exec(messages((await checkChanges(catalog.dir)).diagnostics)) ?? [];
    catalog.repo.git(command.split(' '));
    expect(await said(catalog, 'HEAD^')).toBe('');
  });

  test('may not be deleted while its source is listed', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'lock/tides.json': undefined });
    expect(await said(catalog)).toMatchInlineSnapshot(
      `"error lock-rewritten lock/tides.json The lock stood there at <commit> and is gone, so that its revisions would be counted from 1 again. | Restore the lock from git and run "skillyard sync" again."`,
    );
    catalog.change({ 'sources/tides.yaml': undefined });
    expect(await said(catalog)).toMatchInlineSnapshot(
      `"warning listing-removed sources/tides.yaml The source "tides" is gone with its ledger: listed again, its revisions would be counted from 1, and what was deleted or raised would be forgotten. | Keep lock/tides.json, so that its names stay taken, unless the source was never published."`,
    );
  });

  test('what is taken out as a whole is named', async () => {
    const advisory = 'severity: high\nreason: Leaks.\non: 2026-11-20\naffects: [{ entry: skill:tides/tides }]\n';
    const plugin = 'description: A day.\nversion: 1.0.0\nmembers: [skill:tides/tides]\n';
    const catalog = catalogRepo({ ...files, 'advisories/a1.yaml': advisory, 'plugins/day.yaml': plugin });
    expect(await said(catalog)).toBe('');
    catalog.change({ 'advisories/a1.yaml': undefined });
    expect(await said(catalog)).toContain('warning advisory-ended advisories/a1.yaml The advisory "a1" is gone');
    catalog.change({ 'plugins/day.yaml': undefined });
    catalog.commit();
    expect(await said(catalog)).toMatchInlineSnapshot(`
      "warning advisory-ended advisories/a1.yaml The advisory "a1" is gone: what it took back, its copies and the plugins around it are offered again. | Nothing, if the danger is over. To end it for some revisions only, keep the file and narrow "revisions".
      warning listing-removed plugins/day.yaml The plugin "day" is no longer put together. | Nothing, if that is meant; to say what to use instead, deprecate it first."
    `);
  });

  test('of the assembled plugins may not be deleted while there is one', async () => {
    const plugin = 'version: 1.0.0\ndescription: Day.\nmembers: [skill:tides/tides]\n';
    const lock = json(lockOf({ 'plugin:day': { path: 'plugins/day.yaml', revisions: revisions('a') } }));
    const catalog = catalogRepo({ 'plugins/day.yaml': plugin, 'lock/catalog.json': lock });
    catalog.change({ 'lock/catalog.json': undefined });
    expect(await said(catalog)).toContain('error lock-rewritten lock/catalog.json The lock stood there');
  });
});

describe('the commit that is compared with', { tags: ['slow'] }, () => {
  const files = { 'sources/tides.yaml': source, 'lock/tides.json': tides('ab') };

  test('is where the branch left the one that is named, whatever came after', async () => {
    const catalog = catalogRepo(files);
    catalog.repo.git(['checkout', '--quiet', '-b', 'topic']);
    catalog.change({ 'sources/log.yaml': 'git: https://github.com/harbour/log\n' });
    catalog.commit();
    catalog.change({ 'lock/tides.json': tides('a') });
    catalog.commit();
    catalog.change({ 'sources/log.yaml': undefined });
    catalog.commit();
    catalog.repo.git(['checkout', '--quiet', 'main']);
    catalog.change({ 'lock/tides.json': tides('abc') });
    catalog.commit();
    catalog.repo.git(['checkout', '--quiet', 'topic']);
    // The last commit did no harm; the branch did.
    expect(await said(catalog)).toBe('');
    expect(await said(catalog, 'main')).toContain('Revision 2 of skill:tides is gone from the ledger.');
    expect(await said(catalog, 'main')).not.toContain('Revision 3');
  });

  test('is the first parent where nothing but other files lies there uncommitted', async () => {
    const catalog = catalogRepo(files, '');
    catalog.change({ 'lock/tides.json': tides('a') });
    catalog.commit();
    catalog.change({ 'node_modules/left/index.js': '', 'catalog.yaml': 'id: other\n' });
    expect(await said(catalog)).toContain('Revision 2 of skill:tides is gone from the ledger.');
    catalog.change({ 'governance/tides.yaml': 'trust: verified\n' });
    expect(await said(catalog)).toBe('');
  });

  test.each(['nowhere', '--output=taken', '-x', '', 'HEAD:catalog/catalog.yaml'])('cannot be %j', async (rev) => {
    const catalog = catalogRepo(files);
    expect(await said(catalog, rev)).toBe(
      `There is no commit "${rev}" in this repository. In a shallow clone, fetch the history first (fetch-depth: 0 for actions/checkout).`,
    );
  });

  test('is none outside of git and before the first commit', async () => {
    const dir = catalogFolder(files);
    expect(await said({ dir })).toBe('');
    expect(await said({ dir }, 'main')).toBe(
      'The catalog is not in a git repository, or git does not read it, so there is no "main".',
    );
    execFileSync('git', ['init', '--quiet', dir]);
    expect(await said({ dir })).toBe('');
  });

  test('may be missing in a shallow clone, which is said', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'lock/tides.json': tides('a') });
    catalog.commit();
    const folder = scratchFolder();
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${catalog.repo.folder}`, folder]);
    expect(await said({ dir: join(folder, 'catalog') })).toMatchInlineSnapshot(
      `"warning base-not-compared catalog.yaml The commit before this one is not in this shallow clone, so ledgers, places of sources, steps of status and what publishers have said were not compared. | Fetch the history: fetch-depth: 0 for actions/checkout, or "git fetch --unshallow"."`,
    );
    expect(await said({ dir: join(folder, 'catalog') }, 'HEAD^')).toContain('There is no commit "HEAD^"');
  });

  test('is compared as far as it can be read', async () => {
    const lock = tides('ab');
    const broken = { 'sources/tides.yaml': 'git: [\n', 'lock/tides.json': lock };
    const catalog = catalogRepo(broken);
    catalog.change({ 'sources/tides.yaml': source, 'lock/tides.json': tides('a') });
    expect(await said(catalog)).toMatchInlineSnapshot(`
      "warning base-not-compared sources/tides.yaml What it said at <commit> cannot be read, so it is not compared with what it says now. | Look at the older file yourself: "check" cannot tell what has been taken back.
      error lock-rewritten lock/tides.json Revision 2 of skill:tides is gone from the ledger. | Run "git checkout <commit> -- catalog/lock/tides.json", and then "skillyard sync" to lock again what is new here."
    `);
  });

  test('may hold what is no file', async () => {
    const catalog = catalogRepo(files);
    mkdirSync(join(catalog.dir, 'governance'));
    catalog.repo.git([
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${catalog.repo.git(['hash-object', '-w', '--stdin'], '/etc/passwd')},catalog/governance/tides.yaml`,
    ]);
    catalog.repo.git(['commit', '--quiet', '--message', 'Link']);
    catalog.change({ 'governance/tides.yaml': 'trust: verified\n' });
    expect(await said(catalog)).toBe('');
  });
});

describe('a source that leads elsewhere', { tags: ['slow'] }, () => {
  const files = { 'sources/tides.yaml': source, 'lock/tides.json': tides('a') };
  const elsewhere = 'git: https://github.com/eve/tides\n';

  test('is refused, unless the operator has touched its file, if only by a comment', async () => {
    const catalog = catalogRepo({ ...files, 'governance/tides.yaml': 'trust: verified\n' });
    catalog.change({ 'sources/tides.yaml': elsewhere });
    expect(await said(catalog)).toMatchInlineSnapshot(
      `"error source-repointed sources/tides.yaml:1:1 The source led to github.com/harbour/tides#HEAD and now leads to github.com/eve/tides#HEAD; it would inherit the names, revisions, trust and attestations of the old place. | Submit the new place under an id of its own. If it is the same project, the operator looks at the content there and changes governance/tides.yaml in the same pull request, if only by a comment that says so."`,
    );
    catalog.change({ 'governance/tides.yaml': 'trust: verified\n# It moved to eve.\n' });
    expect(await said(catalog)).toBe('');
  });

  test('does not inherit what a source left that was taken out before', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'sources/tides.yaml': undefined });
    catalog.commit();
    catalog.change({ 'sources/tides.yaml': elsewhere });
    expect(await said(catalog)).toContain('error source-repointed sources/tides.yaml');
    catalog.change({ 'sources/tides.yaml': source });
    expect(await said(catalog)).toBe('');
  });
});

const statuses = ['draft', 'active', 'deprecated', 'deleted'] as const;
type Status = (typeof statuses)[number];

/** MLflow RFC-0008: what a revision may become, and staying as it is. */
const allowed: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['draft', 'active', 'deleted'],
  active: ['active', 'draft', 'deprecated'],
  deprecated: ['deprecated', 'active', 'deleted'],
  deleted: ['deleted'],
};
const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to })));

/** The four ways to say a status. Each is a source of its own. */
const ways = [
  { id: 'publisher', folder: 'sources', word: (status: string) => `    status: ${status}`, line: 1 },
  {
    id: 'publisher-revision',
    folder: 'sources',
    word: (status: string) => `    revisions:\n      2: { status: ${status} }`,
    line: 2,
  },
  { id: 'operator', folder: 'governance', word: (status: string) => `    status: ${status}`, line: 1 },
  {
    id: 'operator-revision',
    folder: 'governance',
    word: (status: string) => `    revisions:\n      2: { status: ${status} }`,
    line: 2,
  },
] as const;

/** One entry for each pair, and one line for each key: the file as it was, or as it is now. */
function statusFile({ id, folder, word }: (typeof ways)[number], side: 'from' | 'to'): string {
  const entries = pairs.map((pair) => `  skill:${pair.from}-${pair.to}:\n${word(pair[side])}`);
  return [
    folder === 'sources' ? `git: https://github.com/harbour/${id}` : 'trust: verified',
    'entries:',
    ...entries,
    '',
  ].join('\n');
}

const everyPair = Object.fromEntries(
  pairs.map(({ from, to }) => [`skill:${from}-${to}`, { path: `${from}-${to}`, revisions: revisions('ab') }]),
);

describe('every step of status', { tags: ['slow'] }, () => {
  const write = (side: 'from' | 'to'): Record<string, string> =>
    Object.fromEntries(
      ways.flatMap((way) => [
        [`sources/${way.id}.yaml`, `git: https://github.com/harbour/${way.id}\n`],
        [`${way.folder}/${way.id}.yaml`, statusFile(way, side)],
        [`lock/${way.id}.json`, json(lockOf(everyPair))],
      ]),
    );

  async function lookOnce(): Promise<Map<string, string>> {
    const catalog = catalogRepo(write('from'));
    catalog.change(write('to'));
    const { diagnostics } = await checkChanges(catalog.dir);
    return new Map(
      diagnostics.map(({ entry, at, rule, message }) => [`${entry}`, `${rule} ${at.file}:${at.line} ${message}`]),
    );
  }
  let found: Promise<Map<string, string>> | undefined;

  test.each(ways.flatMap((way) => pairs.map((pair) => ({ ...way, ...pair }))))(
    'by the $id: from $from to $to',
    async ({ id, folder, from, to, line, word }) => {
      found ??= lookOnce();
      const place = pairs.findIndex((pair) => pair.from === from && pair.to === to);
      const height = word('').split('\n').length + 1;
      const at = `${folder}/${id}.yaml:${2 + place * height + 1 + line}`;
      const which = id.endsWith('-revision') ? 'Revision 2' : 'Revisions 1-2';
      const [was, is] = id.endsWith('-revision') ? ['was', 'is'] : ['were', 'are'];
      expect((await found).get(`skill:${id}/${from}-${to}`)).toBe(
        allowed[from].includes(to)
          ? undefined
          : `status-step-illegal ${at} ${which} of skill:${from}-${to} ${was} "${from}" and ${is} now "${to}".`,
      );
    },
  );
});
