import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../src/domain/tree.ts';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { memoryTree } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function look(tree: Tree) {
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries, diagnostics } = await introspectTree(tree, {
    source: 'harbour',
    selection,
    bindings: new Map(),
  });
  const workflows = entries.filter(({ kind }) => kind === 'workflow');
  return { workflows, said: messages(diagnostics) };
}

const ambient = (fields: object): string =>
  JSON.stringify({
    name: 'Bring a ship in',
    description: 'From the roads to the quay.',
    systemPrompt: 'You pilot.',
    ...fields,
  });

/** The one workflow of a tree with these sources. */
async function withSources(sources: unknown) {
  const { workflows, said } = await look(memoryTree({ '.ambient/ambient.json': ambient({ sources }) }));
  const [workflow] = workflows;
  const references = workflow?.references.map(({ at: _at, ...reference }) => reference);
  return { references, said, text: workflow?.definition.text ?? '' };
}

describe('the sources of a workflow', () => {
  const url = 'https://github.com/harbour/tides';
  const sha = 'A'.repeat(40);

  test.each([
    [{ url }, { name: 'tides', url, pinned: false }],
    [
      { url, branch: 'main', path: 'skills/moor' },
      { name: 'moor', url, ref: 'main', path: 'skills/moor', pinned: false },
    ],
    [
      { url, tag: 'v1.2.0' },
      { name: 'tides', url, ref: 'v1.2.0', pinned: false },
    ],
    [
      { url, sha },
      { name: 'tides', url, sha: sha.toLowerCase(), pinned: true },
    ],
    [
      { url, branch: 'main', tag: 'v1', sha },
      { name: 'tides', url, ref: 'v1', sha: sha.toLowerCase(), pinned: true },
    ],
    [
      { url, branch: null, path: './skills/' },
      { name: 'skills', url, path: 'skills', pinned: false },
    ],
    [
      { url: `${url}/tree/main/skills`, path: 'agents' },
      { name: 'agents', url, ref: 'main', path: 'agents', pinned: false },
    ],
    [url, { name: 'tides', url, pinned: false }],
    [`${url}/tree/main/skills/moor`, { name: 'moor', url, ref: 'main', path: 'skills/moor', pinned: false }],
    [`${url}/tree/${sha}/skills`, { name: 'skills', url, sha: sha.toLowerCase(), path: 'skills', pinned: true }],
  ])('%j', async (source, reference) => {
    const { references, said } = await withSources([source]);
    expect(said).toBe('');
    expect(references).toEqual([{ type: 'git', ...reference }]);
  });

  test('one that is named twice is one', async () => {
    const { references } = await withSources([url, `${url}/`, 'git@github.com:Harbour/tides.git', { url, path: '.' }]);
    expect(references).toHaveLength(1);
  });

  test.each([
    [3, 'The source is neither an object nor an address.'],
    [{ branch: 'main' }, 'The source has no "url".'],
    [{ url, branch: 1 }, '"branch" of the source is not a text.'],
    [{ url, branch: '-u' }, 'The branch or tag of the source is no name that git takes.'],
    [{ url, sha: 'abc1234' }, '"sha" of the source is not a whole commit id.'],
    [{ url, path: '../etc' }, '"path" of the source leads out of the repository.'],
    [{ url, path: '/etc' }, '"path" of the source leads out of the repository.'],
    ['ext::sh -c touch% /tmp/x', '"ext::sh -c touch% /tmp/x" is none of a repository or a folder in one.'],
    [{ url: 'file:///etc' }, '"file:///etc" is none of a repository or a folder in one.'],
    [{ url: '-u' }, '"-u" is none of a repository or a folder in one.'],
    ['https://ada:hush@github.com/harbour/tides', 'The address of the source carries a user name or password.'],
    [{ url: 'https://hush@github.com/harbour/tides' }, 'The address of the source carries a user name or password.'],
  ])('%j is refused', async (source, problem) => {
    const { references, said, text } = await withSources([url, source]);
    expect(references).toHaveLength(1);
    expect(said).toMatch(/^warning workflow-source-invalid source:\.ambient\/ambient\.json:1:\d+ /);
    expect(said).toContain(problem);
    expect(`${said}${text}`).not.toContain('hush');
    expect(JSON.parse(text).sources).toEqual([url, '…']);
  });

  test('what stands in a fragment is not shown either', async () => {
    const { text } = await withSources([`${url}#token=hush`, { url: `${url}-2#token=hush`, auth: 'hush' }]);
    expect(text).not.toContain('hush');
  });

  test.each([
    [{ url, ref: 'v1' }, 'v1'],
    [{ url, branch: 'main', ref: 'v1' }, 'main'],
    [{ url: `${url}/tree/old`, ref: 'v1' }, 'v1'],
  ])('%j means the state %s', async (source, ref) => {
    expect((await withSources([source])).references).toMatchObject([{ ref }]);
  });

  test.each<[unknown, string, string | undefined]>([
    [{ url, ref: 7 }, '"ref" of the source is not a text.', undefined],
    ['harbour/tides', '"harbour/tides" is', 'Write https://github.com/harbour/tides.'],
    [{ url: 'harbour/tides.git' }, '"harbour/tides.git" is', 'Write https://github.com/harbour/tides.'],
    ['github.com/harbour/tides', '"github.com/harbour/tides" is', 'Write https://github.com/harbour/tides.'],
    [`${url}/pull/3`, `"${url}/pull/3" is`, undefined],
    [`x${'y'.repeat(5000)}`, 'y…" is', undefined],
    ['./skills', '"./skills" is', undefined],
    ['x?token=hush', 'The address of the source is', undefined],
    ['x#token=hush', 'The address of the source is', undefined],
    ['ada:hush@harbour/tides', 'The address of the source is', undefined],
  ])('%#: the message quotes what it can, and knows the common slips', async (source, message, hint) => {
    const { references, said } = await withSources([source]);
    expect(references).toEqual([]);
    expect(said).toContain(message);
    expect(said).toContain(hint ?? 'Write an object with url');
    expect(said.length).toBeLessThan(500);
    expect(said).not.toContain('hush');
  });

  test('one text is not a list', async () => {
    const { said } = await withSources(url);
    expect(said).toMatchInlineSnapshot(
      `"warning workflow-source-invalid source:.ambient/ambient.json:1:109 "sources" is not a list. | Write a list, also for one: "sources": ["https://…"]."`,
    );
  });

  test('what stands in a query is not shown', async () => {
    const { references, text } = await withSources([`${url}?token=hush`, { url: `${url}/tree/main?token=hush` }]);
    expect(`${JSON.stringify(references)}${text}`).not.toContain('hush');
    expect(references).toHaveLength(2);
  });

  test('they are a list, and not an endless one', async () => {
    expect(await withSources({ url })).toMatchObject({
      references: [],
      said: expect.stringContaining('"sources" is not a list.'),
    });
    const many = await withSources(Array.from({ length: 5000 }, (_, n) => `${url}-${n}`));
    expect(many.references).toHaveLength(100);
    expect(many.said).toMatchInlineSnapshot(
      `"warning workflow-source-invalid source:.ambient/ambient.json:1:3900 There are 5000 sources; the first 100 are read. | Write an object with url, one of branch, tag or sha, and path, or the https address of the folder."`,
    );
  });

  test('a source that is refused has its line', async () => {
    const text =
      '{\n  "name": "a",\n  "description": "b",\n  "systemPrompt": "c",\n  "sources": [\n    "https://github.com/harbour/tides",\n    { "branch": "main" }\n  ]\n}\n';
    const { said } = await look(memoryTree({ '.ambient/ambient.json': text }));
    expect(said).toMatchInlineSnapshot(
      `"warning workflow-source-invalid source:.ambient/ambient.json:7:5 The source has no "url". | Write an object with url, one of branch, tag or sha, and path, or the https address of the folder."`,
    );
  });
});
