import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogFolder, catalogYaml, scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { catalogIn, quay, told } from '../helpers/decisions.ts';

describe('where the history is not known', { tags: ['slow'] }, () => {
  test('it is absent, with a way to have it', async () => {
    const { repo, commit } = catalogIn();
    commit(quay('  skill:moor: { stub: true }\n'));
    commit(quay('  skill:moor: { stub: false }\n'));
    const shallow = scratchFolder();
    const bare = scratchFolder();
    const options = { stdio: 'ignore' } as const;
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${repo.folder}`, shallow], options);
    execFileSync('git', ['clone', '-q', '--filter=blob:none', `file://${repo.folder}`, bare], options);
    repo.remove();
    writeTree(shallow, { 'exported/catalog.yaml': catalogYaml });
    const places = [shallow, catalogFolder({}), join(shallow, 'exported'), bare];
    const answers = await Promise.all(places.map((place) => told(place)));
    expect(answers.every(({ complete, text }) => !complete && text === '')).toBe(true);
    expect(answers.map(({ diagnostics }) => diagnostics)).toMatchInlineSnapshot(`
      [
        "info history-absent catalog.yaml The clone of the catalog is shallow, so it is not known who decided what and when. | Fetch all of it: "git fetch --unshallow"; in GitHub Actions, give actions/checkout "fetch-depth: 0".",
        "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.",
        "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.",
        "info history-absent catalog.yaml The git history of the catalog cannot be read. | Build from a clone that has all objects: without "--filter", and not damaged.",
      ]
    `);
  });

  test('only the newest commits are told where there are too many', async () => {
    const { dir, commit } = catalogIn();
    for (const alias of [1, 2, 3]) commit(quay(`  skill:moor: { aliases: { production: ${alias} } }\n`));
    expect(await told(dir, { mostCommits: 3 })).toMatchObject({ complete: true });
    expect(await told(dir, { mostCommits: 2 })).toMatchInlineSnapshot(`
      {
        "complete": false,
        "diagnostics": "info history-absent catalog.yaml Only the newest 2 commits of the catalog are in the history of its entries. | There is nothing to do: older decisions are in the git log.",
        "text": "skill:quay/moor
        2026-02-03 operator alias production: 1 → 2 (Decision 3)
        2026-02-04 operator alias production: 2 → 3 (Decision 4)",
      }
    `);
  });
});

describe('a file that is written as one', { tags: ['slow'] }, () => {
  const flow = (alias: number): Record<string, string> => ({
    'governance/quay.yaml': `{ entries: { skill:moor: { aliases: { production: ${alias} } } } } # ${'x'.repeat(400)}`,
  });

  test('is read no longer than there is work for', async () => {
    const { dir, commit } = catalogIn();
    for (const alias of [1, 2, 3]) commit(flow(alias));
    expect(await told(dir, { mostParsed: 4000 })).toMatchObject({ complete: true });
    expect(await told(dir, { mostParsed: 1500 })).toMatchInlineSnapshot(`
      {
        "complete": false,
        "diagnostics": "info history-absent catalog.yaml Only the newest 1 commits of the catalog are in the history of its entries. | There is nothing to do: older decisions are in the git log.",
        "text": "skill:quay/moor
        2026-02-04 operator alias production: 2 → 3 (Decision 4)",
      }
    `);
    expect(await told(dir, { mostParsed: 400 })).toMatchInlineSnapshot(`
      {
        "complete": false,
        "diagnostics": "info history-absent catalog.yaml The newest commit of the catalog decides too much at once to be read. | There is nothing to do: older decisions are in the git log.",
        "text": "",
      }
    `);
  });

  test('and one that is written line by line costs what changes', async () => {
    const { dir, commit } = catalogIn();
    const rest = Array.from({ length: 100 }, (_, index) => `  skill:s${index}: { stub: true }\n`).join('');
    for (let alias = 1; alias <= 5; alias += 1)
      commit(quay(`${rest}  skill:moor: { aliases: { production: ${alias} } }\n`));
    // Five texts of 3000 characters.
    expect(await told(dir, { mostParsed: 4000 })).toMatchObject({ complete: true });
  });
});

describe('the history is the same', { tags: ['slow'] }, () => {
  afterEach(() => vi.unstubAllEnvs());

  test('whatever the user has set, and in another clone', async () => {
    const { repo, dir, commit } = catalogIn('catalog');
    commit(quay('  skill:moor: { stub: true }\n'), { subject: 'Größe' });
    commit({ 'sources/a.yaml': 'local: a\nentries: { skill:x: { stub: true } }', 'governance/quay.yaml': undefined });
    commit({
      '.mailmap': 'Eve <ada@example.org>\n',
      'sources/a.yaml': undefined,
      'sources/b.yaml': 'local: a\nentries: { skill:x: { stub: true } }',
    });
    const before = await told(dir, { authors: true });
    const clone = scratchFolder();
    execFileSync('git', ['clone', '-q', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    const home = scratchFolder();
    writeTree(home, {
      '.gitconfig': `[log]
  showSignature = true
  showRoot = false
  follow = true
  date = relative
  mailmap = true
  decorate = full
  diffMerges = separate
[diff]
  renames = copies
  orderFile = /nonexistent
  external = false
  relative = true
  noprefix = true
  mnemonicPrefix = true
  ignoreSubmodules = all
[core]
  quotePath = true
  abbrev = 5
  pager = false
[color]
  ui = always
[i18n]
  logOutputEncoding = ISO-8859-1
[format]
  pretty = oneline
[diff "x"]
  textconv = false
`,
    });
    vi.stubEnv('HOME', home);
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    vi.stubEnv('GIT_DIR', '/nonexistent');
    vi.stubEnv('GIT_LITERAL_PATHSPECS', '1');
    expect(before.text).toContain('Größe, Ada Example');
    expect(await told(dir, { authors: true })).toEqual(before);
    expect(await told(join(clone, 'catalog'), { authors: true })).toEqual(before);
  });
});
