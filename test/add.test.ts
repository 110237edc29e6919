import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { add, type AddOptions } from '../src/add.ts';
import { claimText } from '../src/domain/claim-text.ts';
import { loadCatalog } from '../src/load/load-catalog.ts';
import { addJson, nextText } from '../src/report/add-text.ts';
import { catalogFolder } from './helpers/catalog-folder.ts';
import { skillText } from './helpers/quay.ts';
import { options, serveRepositories, skills, withHttp } from './helpers/served-repositories.ts';

const { serve, url, root } = serveRepositories();

describe('add', { tags: ['slow'] }, () => {
  test('writes a file that the catalog then takes', async () => {
    const address = serve('quay', skills);
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const answers = { address, path: 'skills', owners: ['github:quay'], exclude: ['skill:moor'], tiers: ['limited'] };
    const result = await add(options(catalog, answers));
    expect(result).toMatchObject({ id: 'quay', file: 'sources/quay.yaml', written: true, beside: [] });
    const text = readFileSync(join(catalog, 'sources/quay.yaml'), 'utf8');
    expect(text.replace(url(), 'http://host')).toMatchInlineSnapshot(`
      "git: http://host/quay
      # Only what lies below this folder is listed.
      path: skills
      # Paths that are not listed, relative to \`path\` where there is one.
      exclude:
        - moor
      # Who may speak for this source.
      owners:
        - github:quay
      # What the publisher states. The catalog's operator can raise a tier; nothing here lowers it.
      entries:
        skill:load:
          riskTier: limited
      "
    `);
    const loaded = await loadCatalog(catalog);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.catalog?.sources[0]?.file).toMatchObject({ exclude: ['moor'], path: 'skills' });
    expect(existsSync(join(catalog, 'lock'))).toBe(false);
    expect(await add(options(catalog, { ...answers, id: 'other' }))).toMatchObject({
      refused: 'This place is listed already, as quay. Correct sources/quay.yaml instead.',
    });
    // Another part of the same repository is another source.
    expect(await add(options(catalog, { address, path: 'docs' }))).toMatchObject({ id: 'quay-docs', beside: ['quay'] });
  });

  test('tells which file in the repository marks it as a verified source, and when it has that file', async () => {
    const address = serve('claimed', skills);
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const dry = { dryRun: true };
    const result = await add(options(catalog, { address }, dry));
    const expected = claimText(address, ['https://harbour.example.org/market']);
    if (result.refused !== undefined) throw new Error(result.refused);
    expect(result.claim).toBe(expected);
    const told = nextText(result.file, { ...result, written: true, isClaimed: false, dryRun: false });
    expect(told.replace(url(), 'http://host')).toMatchInlineSnapshot(`
      "sources/claimed.yaml is written.
      Next: "skillyard check" tells what it thinks of it. Commit this one file and open a pull request.
      The source is pending until the next sync of the catalog locks it: the lock is no part of your pull request.
      If you maintain the repository: with this in skillyard.json at its root, the source is marked as a verified source.
      {
        "repository": "http://host/claimed",
        "catalogs": [
          "https://harbour.example.org/market"
        ]
      }"
    `);
    expect(JSON.parse(addJson(result))).toMatchObject({ claim: expected });

    rmSync(join(root, 'claimed'));
    serve('claimed', { ...skills, 'skillyard.json': expected });
    const claimed = await add(options(catalog, { address }, dry));
    expect(claimed).toMatchObject({ inspection: { claim: { path: 'skillyard.json' } }, claim: undefined });
    expect(
      nextText('sources/x.yaml', { written: true, isClaimed: true, beside: [], idle: [], dryRun: false }),
    ).toContain('Its skillyard.json names this catalog');
    // What anybody could have pushed is no claim of those who keep the repository.
    const ref = claimed.refused === undefined ? claimed.inspection.commit : undefined;
    const pinned = await add(options(catalog, { address, ref: ref ?? '' }, dry));
    expect(pinned).toMatchObject({ text: expect.stringContaining(`commit: ${ref}`), claim: undefined });
    expect(pinned).not.toHaveProperty('inspection.claim');
  });

  test('takes the address of a page, and finds out where a ref with slashes ends', async () => {
    const address = serve('pages', skills, 'feature/cranes');
    // The address of a page has an owner and a name.
    mkdirSync(join(root, 'acme'));
    symlinkSync(join(root, 'pages'), join(root, 'acme/pages'));
    const page = address.replace('/pages', '/acme/pages/tree/feature/cranes/skills/moor');
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const result = await add(options(catalog, { address: page }));
    expect(result).toMatchObject({ id: 'pages', written: true });
    expect((await loadCatalog(catalog)).catalog?.sources[0]).toMatchObject({
      ref: 'feature/cranes',
      path: 'skills/moor',
    });
  });

  test.for<[string, Partial<AddOptions['answers']>, string]>([
    [
      'a bad id',
      { id: 'Quay Side' },
      '--id: Use lower-case letters, digits and single dashes, at most 64. Did you mean "quay-side"?',
    ],
    ['a reserved id', { id: 'catalog' }, '--id: "catalog" means something else in a catalog. Take another id.'],
    ['an id that is taken', { id: 'harbour' }, '--id: "harbour" is taken by another source. Take another id.'],
    ['the id of what was listed before', { id: 'gone' }, '--id: "gone" is taken by another source. Take another id.'],
    [
      'a way out',
      { id: '../../x', path: '../x' },
      '--id: Use lower-case letters, digits and single dashes, at most 64. Did you mean "x"?\n--path: Write a folder below the root of the repository, with forward slashes and without "..".',
    ],
    [
      'an option of git',
      { ref: '--upload-pack=id' },
      '--ref: Write the name of a branch or tag, or a whole commit id.',
    ],
    [
      'another transport',
      { address: 'ssh://git@example.org/a/b' },
      'It is reached by ssh; this catalog takes https, http. Write https://example.org/a/b, or ask the operator to allow ssh in policy.transports.',
    ],
    [
      'a command',
      { address: 'ext::sh -c id' },
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    ['a ref that is not there', { ref: 'nowhere' }, 'The source cannot be had.'],
    [
      'a folder that is not there',
      { path: 'nowhere' },
      '--path: There is no folder "nowhere" in the repository. Name one that is there.',
    ],
    [
      'an unknown entry',
      { exclude: ['skill:mor'] },
      '--exclude: There is no entry "skill:mor". Did you mean "skill:moor"?',
    ],
    ['everything left out', { exclude: ['**'] }, 'With that left out there is nothing to list.'],
    ['an unknown tier', { tiers: ['skill:moor=tiny'] }, '--tier: "tiny" is no tier. Write minimal, limited or high.'],
    ['no tier at all', { tiers: ['low'] }, '--tier: "low" is no tier. Write minimal, limited or high.'],
    ['an entry without a tier', { tiers: ['skill:moor'] }, '--tier: Write the tier behind it: skill:moor=limited.'],
    [
      'the tier of nothing',
      { tiers: ['skill:mor=high'] },
      '--tier: There is no entry "skill:mor". Did you mean "skill:moor"?',
    ],
  ])('refuses %s, and writes nothing', async ([what, answers, refused]) => {
    const address = serve(`refused-${what.replaceAll(' ', '-')}`, skills);
    const catalog = catalogFolder({
      'catalog.yaml': withHttp,
      'sources/harbour.yaml': 'git: https://github.com/harbour/skills\n',
      'lock/gone.json': '{}\n',
    });
    const result = await add(options(catalog, { address, ...answers }));
    expect(result).toMatchObject({ refused });
    expect(readdirSync(join(catalog, 'sources'))).toEqual(['harbour.yaml']);
  });

  test('says why a repository cannot be had', async () => {
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const rulesOf = async (address: string): Promise<unknown> => {
      const result = await add(options(catalog, { address, id: 'x' }));
      return result.refused === undefined ? [] : result.diagnostics.map(({ rule }) => rule);
    };
    expect(await rulesOf(`${url()}/nobody`)).toEqual(['source-unreachable']);
    expect(await rulesOf(serve('empty', undefined))).toEqual(['source-ref-missing']);
    expect(await rulesOf(serve('bare', { 'README.md': 'Nothing.' }))).toEqual(['source-empty']);
    expect(existsSync(join(catalog, 'sources'))).toBe(false);
  });

  test('leaves out folders whose names mean something to patterns', async () => {
    const address = serve('odd', {
      ...skills,
      'skills/{a}*\\b/SKILL.md': skillText('odd', 'Has an odd folder'),
      'skills/: # "c"/SKILL.md': skillText('quoted', 'Has a quoted folder'),
    });
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const result = await add(options(catalog, { address, exclude: ['odd', 'skill:quoted'] }));
    if (result.refused !== undefined) throw new Error(result.refused);
    expect(result.inspection.entries.map(({ name }) => name).toSorted()).toEqual(['help', 'load', 'moor']);
    const loaded = await loadCatalog(catalog);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.catalog?.sources[0]?.file.exclude).toContain('skills/: # "c"');
  });
});
