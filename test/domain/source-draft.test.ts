import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../src/domain/catalog.ts';
import { newFileLink } from '../../src/domain/new-file-link.ts';
import { proposeId } from '../../src/domain/propose-id.ts';
import { draftSource, type Listed, readAddress, type SourceAnswers } from '../../src/domain/source-draft.ts';
import { sourceFileText } from '../../src/domain/source-file-text.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

const listed: Listed = {
  ids: ['harbour'],
  places: [{ id: 'harbour', place: 'github.com/harbour/skills#HEAD' }],
  transports: ['https', 'ssh'],
};

const least: SourceAnswers = {
  address: 'https://github.com/acme/skills',
  id: 'acme',
  ref: '',
  path: '',
  owners: [],
  exclude: [],
  tiers: [],
};

function textOf(answers: Partial<SourceAnswers>): string {
  const { draft, errors } = draftSource({ ...least, ...answers }, listed);
  expect(errors).toEqual({});
  if (!draft) throw new Error('There is no draft.');
  return sourceFileText(draft);
}

describe('the file of a source', () => {
  test('has the one line that it needs', () => {
    expect(textOf({})).toBe('git: https://github.com/acme/skills\n');
  });

  test('says why each line is there', () => {
    const text = textOf({
      ref: 'main',
      path: 'skills/',
      owners: ['github:acme'],
      exclude: ['drafts/**', '*old*'],
      tiers: ['skill:pdf=limited', 'mcp_server:tides high'],
    });
    expect(text).toMatchInlineSnapshot(`
      "git: https://github.com/acme/skills
      # A branch or tag. Without it: the default branch.
      ref: main
      # Only what lies below this folder is listed.
      path: skills
      # Paths that are not listed, relative to \`path\` where there is one.
      exclude:
        - drafts/**
        - '*old*'
      # Who may speak for this source.
      owners:
        - github:acme
      # What the publisher states. The catalog's operator can raise a tier; nothing here lowers it.
      entries:
        skill:pdf:
          riskTier: limited
        mcp_server:tides:
          riskTier: high
      "
    `);
  });

  test.for<[Partial<SourceAnswers>, object]>([
    [{ owners: ['Ada: "the owner" # really', "it's", '- a', '*x', '&y', '!z', '{a}', '[b', '%', '@', '`'] }, {}],
    [
      { owners: ['🦑 squid', 'null', 'true', '~', '1.10', '0x10', '1e3', '2026-01-01', 'a: b', '? x', '| x', '> x'] },
      {},
    ],
    [
      { owners: ['  blanks around  ', `${'long words '.repeat(15)}end`] },
      { owners: ['blanks around', `${'long words '.repeat(15)}end`] },
    ],
    [{ owners: ['twice', 'twice'] }, { owners: ['twice'] }],
    [{ exclude: ['**', '*.md', '# no comment', 'a: b', '? ?', '- x', "'", '"', '日本/**', '🦑'] }, {}],
    [{ path: 'a: b/# c/"d"/\u202Ee' }, {}],
    [{ path: './skills//pdf/SKILL.md' }, { path: 'skills/pdf' }],
    [{ path: '1.10' }, {}],
    [{ path: '- null' }, {}],
    [{ ref: '1.10' }, {}],
    [{ ref: 'true' }, {}],
    [{ ref: '@' }, {}],
    [{ ref: '0123456' }, {}],
    [{ ref: 'feature/a+b@c' }, {}],
    [{ ref: 'A'.repeat(40) }, { ref: undefined, commit: 'a'.repeat(40) }],
    [{ tiers: ['skill:pdf = limited'] }, { tiers: undefined, entries: { 'skill:pdf': { riskTier: 'limited' } } }],
  ])('of %j means what was typed', ([answers, expected]) => {
    const text = textOf(answers);
    const parsed = parseYaml('sources/acme.yaml', text, SourceFile);
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.written).toEqual({
      git: least.address,
      ...JSON.parse(JSON.stringify({ ...answers, ...expected })),
    });
  });
});

describe('an answer that cannot stand', () => {
  test.for<[Partial<SourceAnswers>, keyof SourceAnswers, string]>([
    [{ address: ' ' }, 'address', 'Write the address of a repository, such as https://github.com/acme/skills.'],
    [
      { address: 'acme/skills' },
      'address',
      'The address has none of the forms that are taken. Did you mean "https://github.com/acme/skills"?',
    ],
    [
      { address: 'https://github.com/acme/skills/issues/3' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'https://ada:secret@example.org/a/b' },
      'address',
      'The address holds a user name or a password. Take it out; private sources use the credential helpers of git. A password stays in the history: revoke it.',
    ],
    [
      { address: '--upload-pack=touch x' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'ext::sh -c id' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'javascript:alert(1)' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'https://github.com/acme/a\nlocal: b' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'file:///srv/skills' },
      'address',
      'It is reached by file; this catalog takes https, ssh. Ask the operator to allow file in policy.transports.',
    ],
    [
      { address: 'http://git.example.org/acme/skills.git' },
      'address',
      'It is reached by http; this catalog takes https, ssh. Write https://git.example.org/acme/skills, or ask the operator to allow http in policy.transports.',
    ],
    [
      { address: 'git.example.org/acme/skills/../x' },
      'address',
      'The address has none of the forms that are taken. Write one such as https://github.com/acme/skills.',
    ],
    [
      { address: 'https://www.GitHub.com/Harbour/Skills.git' },
      'address',
      'This place is listed already, as harbour. Correct sources/harbour.yaml instead.',
    ],
    [{ id: '' }, 'id', 'Give it an id: it stands in the address of every entry.'],
    [{ id: 'catalog' }, 'id', '"catalog" means something else in a catalog. Take another id.'],
    [{ id: 'harbour' }, 'id', '"harbour" is taken by another source. Take another id.'],
    [
      { id: 'Acme Skills' },
      'id',
      'Use lower-case letters, digits and single dashes, at most 64. Did you mean "acme-skills"?',
    ],
    [{ id: '../../x' }, 'id', 'Use lower-case letters, digits and single dashes, at most 64. Did you mean "x"?'],
    [{ id: '日本' }, 'id', 'Use lower-case letters, digits and single dashes, at most 64.'],
    [{ ref: '-x' }, 'ref', 'Write the name of a branch or tag, or a whole commit id.'],
    [{ ref: 'a\nb: c' }, 'ref', 'Write the name of a branch or tag, or a whole commit id.'],
    [
      { path: '../x' },
      'path',
      'Write a folder below the root of the repository, with forward slashes and without "..".',
    ],
    [{ path: '/x' }, 'path', 'Write a folder below the root of the repository, with forward slashes and without "..".'],
    [
      { path: 'a\nb: c' },
      'path',
      'Write a folder below the root of the repository, with forward slashes and without "..".',
    ],
    [{ owners: ['a\nb: c'] }, 'owners', 'Write each owner in one line of at most 200 characters, such as github:acme.'],
    [{ owners: ['\ud800'] }, 'owners', 'Write each owner in one line of at most 200 characters, such as github:acme.'],
    [
      { exclude: ['{a,b}'] },
      'exclude',
      'Write paths with "**", "*" and "?", one by one: "{", "}", "!" at the beginning and backslashes are not taken.',
    ],
    [{ exclude: ['a'.repeat(201)] }, 'exclude', 'A pattern has at most 200 characters.'],
    [{ exclude: Array.from({ length: 101 }, (_, n) => `a${n}`) }, 'exclude', 'There are more than 100 patterns.'],
    [
      { tiers: ['skill:a=high', 'skill:pdf=tiny'] },
      'tiers',
      'In "skill:pdf=tiny": "tiny" is no tier. Write minimal, limited or high.',
    ],
    [{ tiers: ['low'] }, 'tiers', '"low" is no tier. Write minimal, limited or high.'],
    [
      { tiers: ['skill:pdf=high', '__proto__:pdf=high'] },
      'tiers',
      '"__proto__:pdf=high" cannot be read. Write the kind, the name and the tier of an entry, such as skill:pdf=limited. Tiers are minimal, limited and high.',
    ],
    [
      { owners: ['github:a, @b/team,c@example.org'] },
      'owners',
      '"github:a, @b/team,c@example.org" names several owners. Write each by itself.',
    ],
    [
      { tiers: ['skill:pdf=high', 'skill:pdf low'.replace('low', 'limited')] },
      'tiers',
      'skill:pdf has two tiers. Leave one.',
    ],
  ])('%j: %s', ([answers, field, sentence]) => {
    const { draft, errors } = draftSource({ ...least, ...answers }, listed);
    expect(draft).toBeUndefined();
    expect(errors).toEqual({ [field]: sentence });
  });

  test('is named beside every other one', () => {
    const { errors } = draftSource({ ...least, address: 'x', id: '', ref: '-', path: '/', exclude: ['!'] }, listed);
    expect(Object.keys(errors)).toEqual(['address', 'id', 'ref', 'path', 'exclude']);
  });
});

describe('the id that is proposed', () => {
  test.each([
    ['github.com/acme/pdf-tools', '', [], 'pdf-tools'],
    ['github.com/anthropics/skills', 'skills', [], 'anthropics'],
    ['github.com/acme/claude-code-plugins', '', [], 'acme'],
    ['github.com/acme/skills', '', ['acme'], 'acme-skills'],
    ['github.com/acme/skills', 'deep/docs', ['acme', 'acme-skills'], 'skills-docs'],
    ['github.com/acme/tools', '', ['tools', 'acme', 'acme-tools'], 'acme-tools-2'],
    ['git.example.org/catalog', '', [], 'catalog-2'],
    ['127.0.0.1:8080/quay', '', [], 'quay'],
    ['github.com/日本/skills', '', [], 'skills'],
    ['srv/quay.bundle', '', [], 'quay'],
  ])('of %s, %j beside %j is "%s"', (repository, path, taken, id) => {
    expect(proposeId(repository, path, taken)).toBe(id);
  });
});

describe('the page that makes the file', () => {
  const text = 'git: https://github.com/a/b\n# & ? =\n';
  test.each([
    [
      'https://github.com/yard/catalog',
      'https://github.com/yard/catalog/new/HEAD?filename=catalog%2Fsources%2Facme.yaml&value=',
    ],
    [
      'https://github.com/yard/catalog/tree/trunk/market',
      'https://github.com/yard/catalog/new/trunk?filename=market%2Fsources%2Facme.yaml&value=',
    ],
    [
      'https://gitlab.com/a/b/c',
      'https://gitlab.com/a/b/c/-/new/HEAD?file_name=catalog%2Fsources%2Facme.yaml&content=',
    ],
    [
      'https://codeberg.org/a/b/src/branch/main',
      'https://codeberg.org/a/b/_new/main?filename=catalog%2Fsources%2Facme.yaml&value=',
    ],
  ])('of %s', (repository, page) => {
    const link = newFileLink(repository, 'acme', text);
    expect(link).toMatchObject({ url: page + encodeURIComponent(text), filled: true });
    // GitHub makes the fork by itself; the others show such a page only to those who may write.
    expect(link?.note.includes('fork it first')).toBe(!repository.startsWith('https://github.com/'));
    expect(link?.note).toContain('If the page comes up empty');
    const url = new URL(newFileLink(repository, 'acme', text)?.url ?? '');
    expect([...url.searchParams.values()].at(-1)).toBe(text);
  });

  test('is not filled where the text is too long, and unknown at other hosts', () => {
    expect(newFileLink('https://github.com/yard/catalog', 'acme', '#'.repeat(6000))).toEqual({
      url: 'https://github.com/yard/catalog/new/HEAD?filename=catalog%2Fsources%2Facme.yaml',
      filled: false,
      note: 'The file is too long for a link: copy it first, and paste it there.',
    });
    expect(newFileLink('https://gitlab.com/a/b', 'acme', '#'.repeat(6000))?.note).toMatch(
      /^It is there .* paste it there\.$/,
    );
    for (const other of [undefined, 'https://git.example.org/yard/catalog', 'javascript:alert(1)'])
      expect(newFileLink(other, 'acme', text)).toBeUndefined();
  });
});

test('an address of a page is taken apart', () => {
  expect(readAddress('https://github.com/acme/skills/tree/main/skills')).toEqual({
    url: 'https://github.com/acme/skills',
    ref: 'main',
    path: 'skills',
  });
  expect(readAddress('file:///srv/skills')).toEqual({ url: 'file:///srv/skills' });
});
