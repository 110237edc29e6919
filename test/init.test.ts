import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse } from 'yaml';
import { AdvisoryFile } from '../src/domain/advisory-file.ts';
import { GovernanceFile } from '../src/domain/catalog.ts';
import { isSlug } from '../src/domain/slug.ts';
import { init, type InitOptions } from '../src/init.ts';
import { catalogFileText } from '../src/init/catalog-texts.ts';
import { type CatalogAnswers, draftCatalog, proposeCatalog } from '../src/init/draft-catalog.ts';
import { readmeText } from '../src/init/readme-text.ts';
import { parseYaml } from '../src/load/parse-yaml.ts';
import { answersText } from '../src/report/init-text.ts';
import { scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { initOptions, newCatalogAnswers as answers } from './helpers/new-catalog.ts';
import { filesBelow } from './helpers/package-story.ts';

function errorsOf(more: Partial<CatalogAnswers>): string {
  return answersText(draftCatalog({ ...answers, ...more }).errors);
}

function draftOf(more: Partial<CatalogAnswers> = {}) {
  const { draft, errors } = draftCatalog({ ...answers, ...more });
  expect(errors).toEqual({});
  if (!draft) throw new Error('There is no draft.');
  return draft;
}

/** What stands in the first heading and the first paragraph: the words where it is only words. */
function wordsOf(markdown: string): unknown[] {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return children.slice(0, 2).map((node) => {
    const parts = 'children' in node ? node.children : [];
    return parts.length === 1 && parts[0]?.type === 'text' ? [node.type, parts[0].value] : node;
  });
}

describe('answers', () => {
  test.each([
    [
      { id: 'Quay Skills' },
      '--id: Use lower-case letters, digits and single dashes, at most 64. Did you mean "quay-skills"?',
    ],
    [{ id: '' }, '--id: Use lower-case letters, digits and single dashes, at most 64.'],
    [{ id: 'NPM' }, '--id: Use lower-case letters, digits and single dashes, at most 64.'],
    [{ id: 'github' }, '--id: "github" is reserved by a harness. Take another id.'],
    [{ id: 'catalog' }, '--id: "catalog" is reserved by Skillyard itself. Take another id.'],
    [{ id: 'claude-plugins-official' }, '--id: "claude-plugins-official" is reserved by a harness. Take another id.'],
    [{ id: '../x' }, '--id: Use lower-case letters, digits and single dashes, at most 64. Did you mean "x"?'],
    [
      { title: 'One\nid: npm' },
      '--title: Write a title such as "Acme skills", in one line of at most 80 characters, without characters that cannot be seen.',
    ],
    [
      { title: 'turned \u202Eround' },
      '--title: Write a title such as "Acme skills", in one line of at most 80 characters, without characters that cannot be seen.',
    ],
    [{ description: ' ' }, '--description: Write one sentence on what is listed and for whom.'],
    [
      { url: 'quay.example.org' },
      '--url: Write where the site will be, such as https://acme.github.io/skills: https:// (or http://), a host and a path, nothing behind it.',
    ],
    [{ ownerUrl: 'https://quay.example.org' }, '--owner: Write the name of who is found at that address.'],
    [
      { repository: 'git@github.com:quay/skills' },
      '--repository: Write the page of the repository, such as https://github.com/acme/skills.',
    ],
    [{ host: 'gitlab' }, '--host: Write one of github, none.'],
    [
      { operators: '@quay/operators, everybody' },
      '--operators: Write accounts or teams of the host with an @, such as @acme/operators.',
    ],
  ])('%j are refused with a sentence', (more, sentence) => {
    expect(errorsOf(more)).toBe(sentence);
  });

  test.each([
    'javascript:alert(1)',
    'https://user:pass@quay.example.org/',
    "https://quay.example.org/'",
    'https://quay.example.org/${{x}}',
    'https://quay.example.org/?a',
    'https://quay.example.org/a b',
    'ftp://quay.example.org',
  ])('no site is at %s', (url) => {
    expect(errorsOf({ url })).toMatch(/^--url: Write where the site will be/);
  });

  test('are all looked at', () => {
    expect(
      errorsOf({ id: 'X', title: '', url: '' })
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['--id', '--title', '--url']);
  });

  test.each([
    [{ folder: 'My Skills' }, { id: 'my-skills', title: 'My skills', url: '' }],
    [{ folder: 'github' }, { id: '', operators: '' }],
    [
      { folder: 'x', remote: 'git@github.com:Quay/Skills.git' },
      { url: 'https://quay.github.io/skills', repository: 'https://github.com/quay/skills', operators: '@quay' },
    ],
    [{ folder: 'x', remote: 'https://github.com/quay/quay.github.io' }, { url: 'https://quay.github.io/' }],
    [
      { folder: 'x', remote: 'https://git.example.org/quay/skills' },
      { url: '', repository: '' },
    ],
  ])('are proposed of %j', (surroundings, expected) => {
    expect(proposeCatalog(surroundings)).toMatchObject(expected);
  });
});

describe('the files', () => {
  test.each([
    'A "quoted" title',
    "It's: a # title",
    '${{ github.token }} and {{url}}',
    '- [x] *not* _this_ ~~way~~ `or` <b>that</b> | $1$ &amp; !',
    '1. first',
    '> quoted',
    '=== or ---',
    '# heading',
    '| a | b |',
    '⚓ 港 نص',
    'null',
    '{ a: b }',
    '&anchor *alias !tag %x @y',
    String.raw`back\slash \n`,
  ])('say %j as it was typed', (words) => {
    const draft = draftOf({ title: words, description: words, owner: words });
    expect(parse(catalogFileText(draft))).toMatchObject({ title: words, description: words, owner: { name: words } });
    expect(wordsOf(readmeText(draft))).toEqual([
      ['heading', words],
      ['paragraph', words],
    ]);
  });

  test('say of every line once why it is there', () => {
    const draft = draftOf({
      owner: 'Quay',
      ownerUrl: 'https://quay.example.org',
      repository: 'https://github.com/q/s',
    });
    const comments = catalogFileText(draft).match(/^ *#.*$/gm) ?? [];
    expect(comments).toHaveLength(9);
    expect(new Set(comments).size).toBe(comments.length);
    expect(catalogFileText(draft)).toContain('owner:\n  name: Quay\n  url: https://quay.example.org\n');
  });

  test('are those of a catalog, of npm and of the host, and leave nothing open', async () => {
    const folder = scratchFolder();
    const result = await init(initOptions(folder));
    expect(result).toMatchObject({ written: true });
    const files = filesBelow(folder);
    expect(files.filter((path) => !path.startsWith('.github/'))).toEqual([
      '.gitignore',
      'README.md',
      'catalog/catalog.yaml',
      'catalog/sources/README.md',
      'package.json',
    ]);
    expect(files).toEqual(
      expect.arrayContaining([
        '.github/CODEOWNERS',
        '.github/workflows/submission.yml',
        '.github/workflows/publish.yml',
      ]),
    );
    const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
    for (const path of files)
      expect(`${path}: ${/(?<!\$)\{\{\w+\}\}/.exec(text(path))?.[0]}`).toBe(`${path}: undefined`);
    expect(text('.github/CODEOWNERS')).toMatch(/^\/catalog\/governance\/ +@quay\/operators$/m);
    expect(text('.github/ISSUE_TEMPLATE/config.yml')).toContain("'https://quay.example.org/market/submit/'");
    expect(JSON.parse(text('package.json'))).toMatchObject({
      private: true,
      scripts: { skillyard: 'skillyard' },
      devDependencies: { 'skillyard-catalog': '1.2.3' },
    });
  });

  test('give examples in README.md that are read without a word', () => {
    const text = readmeText(draftOf({ repository: 'https://github.com/quay/skills' }));
    const [governance = '', advisory = ''] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
    expect(parseYaml('governance/acme.yaml', governance, GovernanceFile)).toMatchObject({ diagnostics: [] });
    expect(parseYaml('advisories/2026-001.yaml', advisory, AdvisoryFile)).toMatchObject({ diagnostics: [] });
    expect(isSlug('2026-001')).toBe(true);
    expect(text).toContain('git remote add origin https://github.com/quay/skills ');
    expect(text).toContain('SYNC_TOKEN');
    expect(readmeText(draftOf({ host: 'none' }))).not.toMatch(/SYNC_TOKEN|undefined/);
  });

  test('name no owner of code where nobody was named, and none of a host where there is none', async () => {
    const [one, other] = [scratchFolder(), scratchFolder()];
    await init(initOptions(one, { answers: { ...answers, operators: '' } }));
    expect(filesBelow(one)).not.toContain('.github/CODEOWNERS');
    expect(readFileSync(join(one, 'README.md'), 'utf8')).toContain('`.github/CODEOWNERS` is missing');
    await init(initOptions(other, { answers: { ...answers, host: 'none' } }));
    expect(filesBelow(other).filter((path) => path.startsWith('.github'))).toEqual([]);
  });
});

describe('init', () => {
  test('writes nothing where something is in the way, and follows no link', async () => {
    const folder = scratchFolder();
    const outside = scratchFolder();
    writeTree(folder, { 'package.json': '{}', catalog: 'a file', LICENSE: 'Mine.' });
    symlinkSync(outside, join(folder, '.github'));
    symlinkSync(join(outside, 'README.md'), join(folder, 'README.md'));
    expect(await init(initOptions(folder))).toEqual({
      refused: 'obstacles',
      paths: ['.github', 'README.md', 'catalog', 'package.json'],
    });
    expect(filesBelow(folder)).toEqual(['LICENSE', 'catalog', 'package.json']);
    expect(filesBelow(outside)).toEqual([]);

    const questions = { ask: () => Promise.reject(new Error('Asked in vain.')), agree: () => Promise.resolve(true) };
    expect(await init(initOptions(folder, { questions }))).toMatchObject({ refused: 'obstacles' });
  });

  test('makes the folder, and takes none that is a file', async () => {
    const folder = join(scratchFolder(), 'new/one');
    expect(await init(initOptions(folder))).toMatchObject({ written: true });
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    expect(await init(initOptions(file))).toEqual({ refused: 'folder' });
    expect(await init(initOptions(join(file, 'below')))).toEqual({ refused: 'folder' });
  });

  test.each([
    ['that is dry', { dryRun: true }],
    ['that nobody has agreed to', { agreed: false }],
    ['with a bad answer', { answers: { ...answers, id: 'npm' } }],
  ])('makes not even the folder in a run %s', async (_, more) => {
    const folder = join(scratchFolder(), 'new');
    const result = await init(initOptions(folder, more));
    expect(result).not.toMatchObject({ written: true });
    expect(() => readFileSync(folder)).toThrow('ENOENT');
  });

  test('asks what is not known, each until it can stand, and writes when that is agreed to', async () => {
    const folder = join(scratchFolder(), 'Quay Side');
    mkdirSync(folder);
    const asked: string[] = [];
    const typed: Partial<CatalogAnswers> = {
      id: 'pier-skills',
      description: 'For the pier.',
      url: 'https://pier.example.org',
    };
    const questions: InitOptions['questions'] = {
      ask: async (answer, proposal, judge) => {
        asked.push(`${answer}: ${proposal}`);
        const text = typed[answer] ?? proposal;
        expect(judge(text)).toBeUndefined();
        if (answer === 'id') expect(judge('npm')).toContain('reserved');
        return text;
      },
      agree: async (files) => files.includes('catalog/catalog.yaml'),
    };
    const result = await init(initOptions(folder, { answers: { owner: 'Pier' }, questions, agreed: false }));
    expect(asked).toEqual([
      'id: quay-side',
      'title: Pier skills',
      'description: ',
      'url: ',
      'ownerUrl: ',
      'host: github',
      'repository: ',
      'operators: ',
    ]);
    expect(result).toMatchObject({
      written: true,
      draft: { id: 'pier-skills', title: 'Pier skills', owner: { name: 'Pier' } },
    });
  });
});
