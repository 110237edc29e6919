import { describe, expect, test } from 'vitest';
import { answer } from '../../src/site/scripts/ask.ts';
import type { Catalog } from '../../src/site/scripts/catalog.ts';
import { documentWords } from '../../src/site/scripts/document-words.ts';
import { matchNames } from '../../src/site/scripts/match.ts';
import { nothingAsked } from '../../src/site/scripts/question.ts';
import { folded, rootOf } from '../../src/site/scripts/words.ts';
import { levels, lookUp, toWordFiles, type WordsFile } from '../../src/site/search/word-files.ts';

const texts = [
  'Lay the plank. A plank is long.',
  'Planks and café; plank, plank, plank',
  '潮汐表 tide 4711',
  `${'x'.repeat(41)} constructor __proto__`,
];

function found(files: readonly WordsFile[], word: string): number[] {
  const standing = new Uint8Array(texts.length);
  for (const file of files) lookUp(file, word, standing);
  return [...standing];
}

describe('the words of documents', () => {
  test('are written once each, in order, with the entries as steps', () => {
    const [file, ...more] = toWordFiles(['b a b b', '', 'b']);
    expect(more).toEqual([]);
    expect(file).toEqual({ words: ['a', 'b'], entries: [[0], [1, 4]] });
    expect(toWordFiles([])).toEqual([]);
  });

  test.for([
    ['plank', [levels.whole, levels.often, 0, 0]],
    ['planks', [0, levels.whole, 0, 0]],
    ['plan', [levels.begins, levels.begins, 0, 0]],
    ['cafe', [0, levels.whole, 0, 0]],
    ['47', [0, 0, levels.begins, 0]],
    ['constructor', [0, 0, 0, levels.whole]],
    ['anchor', [0, 0, 0, 0]],
    ['zz', [0, 0, 0, 0]],
  ] as const)('%s is found where it stands', ([word, expected]) => {
    expect(found(toWordFiles(texts), word)).toEqual(expected);
  });

  test('stand in several files where they are many, each word in one', () => {
    const textOf = (entry: number): string =>
      Array.from({ length: 200 }, (_, n) => `w${(entry * 7 + n) % 500}`).join(' ');
    const many = Array.from({ length: 300 }, (_, entry) => textOf(entry));
    const files = toWordFiles(many);
    expect(files.length).toBeGreaterThan(1);
    const words = files.flatMap((file) => file.words);
    expect(words).toEqual([...new Set(words)].toSorted());
    for (const word of ['w0', 'w4', 'w499'])
      for (const [entry, text] of many.entries()) {
        const standing = new Uint8Array(many.length);
        for (const file of files) lookUp(file, word, standing);
        expect((standing[entry] ?? 0) >= levels.whole).toBe(text.split(' ').includes(word));
      }
  });
});

describe('what the search fetches of them', () => {
  const files = new Map(
    ['ab ac', 'ba bb', 'ca cb', 'cc cd', 'ce cf', 'cg', 'da'].map((words, at) => [
      `words-${at}.json`,
      { words: words.split(' '), entries: words.split(' ').map(() => [2 * at]) },
    ]),
  );
  const parts = [...files].map(([name, { words }]) => [words[0] ?? '', name] as const);

  function market(): { readonly asked: string[]; readonly words: ReturnType<typeof documentWords> } {
    const asked: string[] = [];
    const words = documentWords({ words: parts, names: [...files.keys()] }, async (name) => {
      asked.push(name);
      const file = files.get(name);
      if (!file || asked.filter((one) => one === name).length > 2) throw new Error('too often');
      return file;
    });
    return { asked, words };
  }

  test.for([
    [['bb'], ['words-1.json']],
    [['ba', 'bb'], ['words-1.json']],
    [['bz'], ['words-1.json']],
    [['aa'], ['words-0.json']],
    [['zz'], ['words-6.json']],
    [
      ['cd', 'ac'],
      ['words-3.json', 'words-0.json'],
    ],
  ] as const)('for %j', async ([words, expected]) => {
    const { asked, words: documents } = market();
    expect(documents.known(words)).toBeUndefined();
    expect(await documents.fetch(words)).toBe(true);
    expect(asked).toEqual(expected);
    expect([...(documents.known(words)?.keys() ?? [])]).toEqual(words);
    await documents.fetch(words);
    expect(asked).toEqual(expected);
  });

  test.for([[['c']], [['bb', 'two words']], [['潮汐']]])('is nothing for %j', async ([words]) => {
    const { asked, words: documents } = market();
    expect(await documents.fetch(words ?? [])).toBe(false);
    expect(documents.known(words ?? [])).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('is asked for again where it did not come', async () => {
    let fails = true;
    const documents = documentWords({ words: parts, names: ['a'] }, async (name) => {
      if (fails) throw new Error('not there');
      return files.get(name) as WordsFile;
    });
    await expect(documents.fetch(['ab'])).rejects.toThrow('not there');
    fails = false;
    expect(await documents.fetch(['ab'])).toBe(true);
    expect(documents.known(['ab'])?.get('ab')?.[0]).toBe(levels.whole);
  });
});

test('an entry needs every word, some of them in its document; those that are named so come first', () => {
  const names = ['Read a tide table', 'Tie a knot', 'Tide watch'].map(folded);
  const none = names.map(() => ' ');
  const fields = { name: names, title: names, tags: none, source: none, keywords: none, description: none };
  const catalog = { size: 3, fields } as unknown as Catalog;
  const inDocuments = new Map([
    ['tide', Uint8Array.of(0, 3, 0)],
    ['table', Uint8Array.of(0, 1, 2)],
  ]);
  const { points, further } = matchNames(catalog, 'tide table', inDocuments);
  expect([...points.keys()]).toEqual([0]);
  expect([...further.keys()]).toEqual([1, 2]);
  expect(further.get(2)).toBeGreaterThan(further.get(1) ?? 0);
  expect(matchNames(catalog, 'tide table').further.size).toBe(0);
});

describe('other forms of a word', () => {
  test.for([
    ['reviews', 'review'],
    ['reviewing', 'review'],
    ['planned', 'plan'],
    ['planner', 'plan'],
    ['tables', 'tabl'],
    ['bring', 'bring'],
    ['nations', 'nation'],
    ['running', 'run'],
    ['red', 'red'],
    ['zzzzqqq', 'zzzzqqq'],
    ['café', 'café'],
  ] as const)('%s has the root %s', ([word, root]) => {
    expect(rootOf(word)).toBe(root);
  });

  test('are found in documents, and no shorter words', async () => {
    const files = toWordFiles(['reviewed', 'revue', 'zeb', 'reviews of reviews']);
    const documents = documentWords(
      { words: [['', 'a']], names: ['a', 'b', 'c', 'd'] },
      async () => files[0] as WordsFile,
    );
    await documents.fetch(['reviewing', 'zebra']);
    expect([...(documents.known(['reviewing'])?.get('reviewing') ?? [])]).toEqual([1, 0, 0, 1]);
    expect([...(documents.known(['zebra'])?.get('zebra') ?? [])]).toEqual([0, 0, 0, 0]);
    expect(documents.single(['zebra', 'two words', 'z', '潮汐'])).toEqual(['zebra']);
  });
});

test('what only Pagefind found counts only where the words of documents cannot know it', () => {
  const names = ['Read a tide table', 'Tie a knot'].map(folded);
  const none = names.map(() => ' ');
  const fields = { name: names, title: names, tags: none, source: none, keywords: none, description: none };
  const column = (name: string) =>
    name === 'listing' ? { values: ['default'], sets: [[0]], of: [0, 0] } : { values: [], sets: [], of: [] };
  const catalog = { size: 2, fields, column, file: { first: [], titles: names } } as unknown as Catalog;
  const documents = new Map([[1, { id: 'x', data: async () => ({ excerpt: '' }) }]]);
  const ask = (words: string, inDocuments: ReadonlyMap<string, Uint8Array>): readonly number[] =>
    answer(catalog, { ...nothingAsked, words }, { inDocuments, documents }).entries;
  expect(ask('zzzzqqq', new Map([['zzzzqqq', Uint8Array.of(0, 0)]]))).toEqual([]);
  expect(ask('"in a row"', new Map())).toEqual([1]);
  expect(ask('"in a row" zzzzqqq', new Map([['zzzzqqq', Uint8Array.of(0, 0)]]))).toEqual([]);
  expect(ask('"in a row" knot', new Map([['knot', Uint8Array.of(0, 0)]]))).toEqual([1]);
});
