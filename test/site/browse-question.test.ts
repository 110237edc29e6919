import { describe, expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../src/site/scripts/address.ts';
import { answer } from '../../src/site/scripts/ask.ts';
import type { Catalog } from '../../src/site/scripts/catalog.ts';
import { narrow } from '../../src/site/scripts/narrow.ts';
import { operatorText, parseText, textOf } from '../../src/site/scripts/operators.ts';
import { isPlain, nothingAsked, type Question, toggle } from '../../src/site/scripts/question.ts';
import { waysOut } from '../../src/site/scripts/no-results.ts';
import { matchNames } from '../../src/site/scripts/match.ts';
import { named } from '../../src/site/scripts/facet-words.ts';
import type { FacetColumn } from '../../src/site/search/catalog-file.ts';
import { understand } from '../../src/site/scripts/slips.ts';
import { fit, folded, hasForm, markedParts, telling, unwanted, wanted } from '../../src/site/scripts/words.ts';

/** A question on one line. */
function shown({ words, chosen, excluded, sort }: Question): string {
  const of = (choices: Question['chosen'], sign: string): string[] =>
    [...choices].map(([name, values]) => `${sign}${name}=${values.join('|')}`);
  return [`[${words}]`, ...of(chosen, ''), ...of(excluded, '-'), ...(sort ? [`by ${sort}`] : [])].join(' ');
}

test('a value that is called as a property of every object is counted like any other', () => {
  const column = (name: string) =>
    name === 'listing'
      ? { values: ['default'], sets: [[0]], of: [0, 0] }
      : { values: ['constructor', '__proto__'], sets: [[0, 1]], of: [0, 0] };
  const { counts } = narrow({ column } as unknown as Catalog, nothingAsked, [0, 1]);
  expect(Object.entries(counts['tag'] ?? {})).toEqual([
    ['constructor', 2],
    ['__proto__', 2],
  ]);
});

describe('the text of the field', () => {
  test('of any length is read at once', () => {
    const text = Array.from({ length: 100_000 }, (_, n) => `tag:v${n}`).join(' ');
    expect(parseText(text).written.length).toBeLessThan(1000);
  });

  test.for([
    ['', '[]'],
    ['read a pdf', '[read a pdf]'],
    ['pdf kind:skill', '[pdf] kind=skill'],
    ['kind:skill pdf kind:hook tables', '[pdf tables] kind=skill|hook'],
    ['-tier:high pdf', '[pdf] -tier=high'],
    ['tag:team:documents', '[] tag=team:documents'],
    ['tag:"team:my own"', '[] tag=team:my own'],
    [String.raw`tag:"a:say \"so\""`, '[] tag=a:say "so"'],
    ['tag:"team:not closed', '[] tag=team:not closed'],
    ['KIND:skill', '[] kind=skill'],
    ['licence:MIT', '[] license=MIT'],
    ['kind:mcp harness:claude has:mcp-servers', '[] kind=mcp_server harness=claude-code has=mcp'],
    ['is:stub is:draft is:raw', '[] is=stub status=draft category=raw'],
    ['include:duplicates', '[] include=copies'],
    ['pdf sort:name', '[pdf] by name'],
    ['"exact words" kind:skill', '["exact words"] kind=skill'],
    ['kind:', '[]'],
    ['colour:red', '[colour:red]'],
    ['see https://example.org/x', '[see https://example.org/x]'],
    ['std::vector', '[std::vector]'],
    ['constructor:x __proto__:y', '[constructor:x __proto__:y]'],
    ['kind:constructor', '[] kind=constructor'],
    ['قراءة kind:skill', '[قراءة] kind=skill'],
  ] as const)('%s', ([text, expected]) => {
    expect(shown(parseText(text).question)).toBe(expected);
  });

  test('what is no operator, and what has no value, is told', () => {
    const slips = parseText('kid:skill kind: sort:size https://x.example pdf').unknown.map(({ text }) => text);
    expect(slips).toEqual(['kid:skill', 'kind:', 'sort:size']);
  });

  test('comes back as it is meant, whatever is in it', () => {
    const texts = [
      'pdf kind:skill',
      'a "b c" tag:"k:v w" -tier:high',
      String.raw`tag:"a:\\\"b"`,
      'is:draft',
      'x license:none',
    ];
    for (const text of texts) {
      const { question } = parseText(text);
      expect(parseText(textOf(question)).question).toEqual(question);
    }
    expect(operatorText('tag', 'a:b c', true)).toBe('-tag:"a:b c"');
  });
});

describe('the address', () => {
  test.for([
    ['?q=pdf&kind=skill&sort=name', '[pdf] kind=skill by name', '?q=pdf&kind=skill&sort=name'],
    ['?q=pdf+kind%3Askill', '[pdf] kind=skill', '?q=pdf&kind=skill'],
    ['?-tier=high', '[] -tier=high', '?-tier=high'],
    ['?tag=team:documents', '[] tag=team:documents', '?tag=team:documents'],
    ['?hidden=1', '[] include=hidden', '?include=hidden'],
    ['?utm=x&kind=&sort=size', '[]', ''],
  ] as const)('%s', ([address, expected, written]) => {
    const question = readAddress(address);
    expect(shown(question)).toBe(expected);
    expect(writeAddress(question)).toBe(written);
    expect(readAddress(written)).toEqual(question);
  });
});

test('a box changes the question, and what is chosen is not excluded', () => {
  const { question } = parseText('pdf -kind:skill');
  const once = toggle(question, 'kind', 'skill');
  expect(textOf(once)).toBe('pdf kind:skill');
  expect(textOf(toggle(once, 'kind', 'skill'))).toBe('pdf');
  expect(isPlain(nothingAsked)).toBe(true);
  expect(isPlain(once)).toBe(false);
});

describe('words', () => {
  test.for([
    ['Read-a-PDF', 'read', 2],
    ['Read-a-PDF', 'pd', 1],
    ['Read-a-PDF', 'ead', 0],
    ['Café Zürich', 'zurich', 2],
    ['潮汐表を読む', '表', 1],
    ['קריאת טבלאות', 'טבלאות', 2],
  ] as const)('%s has %s: %i', ([text, word, expected]) => {
    expect(fit(folded(text), word)).toBe(expected);
  });

  test('quotes hold words together', () => {
    expect(wanted('PDF "tide table" pdf')).toEqual(['pdf', 'tide table']);
  });

  test('marks stand on whole words and leave the text as it is', () => {
    const parts = markedParts('Reads PDF files, e.g. <b>.', ['pdf', 'read']);
    expect(parts.map(({ text }) => text).join('')).toBe('Reads PDF files, e.g. <b>.');
    expect(parts.filter(({ found }) => found).map(({ text }) => text)).toEqual(['Reads', 'PDF']);
  });
});

describe('a dash before a word', () => {
  test('leaves out what has the word in any of its forms', () => {
    expect(wanted('review -checklist -"two words" a-b -- -5')).toEqual(['review', 'a b']);
    expect(unwanted('review -checklist -"two words" a-b -- -5')).toEqual(['checklist', 'two words', '5']);
    expect(hasForm(folded('Plugins of all kinds'), 'plugin')).toBe(true);
    expect(hasForm(folded('Plug it in'), 'plugin')).toBe(false);
    expect(hasForm(folded('two words more'), 'two words')).toBe(true);
  });

  const titles = ['Review checklist', 'Review of a plan', 'Knots'];
  const texts = titles.map(folded);
  const none = titles.map(() => ' ');
  const column = (name: string) =>
    name === 'listing'
      ? { values: ['default'], sets: [[0]], of: titles.map(() => 0) }
      : { values: [], sets: [], of: [] };
  const fields = { name: texts, title: texts, tags: none, source: none, keywords: none, description: none };
  const catalog = { size: 3, fields, column, file: { titles, first: [] } } as unknown as Catalog;

  test.for([
    ['review', [0, 1]],
    ['review -checklist', [1]],
    ['-checklist', [1, 2]],
    ['review -"of a plan"', [0]],
    ['-reviews', [2]],
    ['-"not closed', [0, 1, 2]],
    ['review -review', []],
  ] as const)('%s', ([text, expected]) => {
    const { question } = parseText(text);
    expect(parseText(textOf(question)).question).toEqual(question);
    expect(answer(catalog, question).entries).toEqual(expected);
  });

  test('is offered to those who write NOT', () => {
    const slips = (text: string) => understand(catalog, parseText(text).question, parseText(text)).slips;
    expect(slips('review NOT  checklist').map(({ written, instead }) => [written.text, instead])).toEqual([
      ['NOT  checklist', ['-checklist']],
    ]);
    expect(slips('not "two words"').flatMap(({ instead }) => instead)).toEqual(['-"two words"']);
    expect(slips('note this')).toEqual([]);
  });
});

describe('a whole sentence', () => {
  const titles = ['Review a pull request', 'Tie a knot', 'Review a plan', 'Hook a crane'];
  const texts = titles.map(folded);
  const none = titles.map(() => ' ');
  const columns: Record<string, FacetColumn> = {
    listing: { values: ['default'], sets: [[0]], of: [0, 0, 0, 0] },
    kind: { values: ['skill', 'hook'], labels: ['Skills', 'Hooks'], sets: [[0], [1]], of: [0, 0, 0, 1] },
    has: { values: ['hooks'], labels: ['Hooks'], sets: [[], [0]], of: [0, 1, 0, 0] },
    tier: { values: ['high', 'low'], labels: ['High risk', 'Low risk'], sets: [[0], [1]], of: [0, 1, 1, 1] },
    harness: { values: ['github-copilot'], labels: ['GitHub Copilot'], sets: [[], [0]], of: [0, 0, 1, 0] },
  };
  const column = (name: string) => columns[name] ?? { values: [], sets: [], of: [] };
  const fields = { name: texts, title: texts, tags: none, source: none, keywords: none, description: none };
  const documentWords = { single: (words: readonly string[]) => [...words], known: () => new Map() };
  const catalog = { size: 4, fields, column, documentWords, file: { titles, first: [] } } as unknown as Catalog;
  const ask = (words: string): Question => ({ ...nothingAsked, words });

  test.for([
    ['How do I review my pull requests?', ['review', 'pull', 'requests']],
    ['how to', ['how', 'to']],
    ['"how to" tie', ['how to', 'tie']],
    ['Read a PDF', ['read', 'pdf']],
  ] as const)('%s asks for %j', ([text, expected]) => {
    expect(wanted(text)).toEqual(expected);
  });

  test('goes to the documents without its little words, as it was written', () => {
    expect(telling('How do I "hold on" to C++?')).toEqual(['"hold on"', 'C++?']);
  });

  test('that is a name in full comes first', () => {
    const { points } = matchNames(catalog, 'review a plan');
    expect([...points]).toEqual([[2, expect.any(Number)]]);
    expect(points.get(2)).toBeGreaterThan(200);
  });

  test.for([
    ['review pull zebra', ['Search for “review pull”']],
    ['zebra', []],
    ['copilot zebra', ['Search for harness:github-copilot']],
    ['high risk review zebra', ['Search for “review”', 'Search for tier:high']],
  ] as const)('%s without an answer leads to %j', ([text, expected]) => {
    const labels = waysOut(catalog, ask(text)).map(({ label }) => label);
    expect(labels.filter((label) => label.startsWith('Search'))).toEqual(expected);
  });

  test.for([
    ['hooks', ['kind:hook, 1', 'has:hooks, 1']],
    ['high risk', ['tier:high, 1']],
    ['copilot review', ['review harness:github-copilot, 1']],
    ['knot', []],
  ] as const)('%s also names %j', ([text, expected]) => {
    expect(named(catalog, ask(text)).map(({ label, count }) => `${label}, ${count}`)).toEqual(expected);
  });
});

describe('a value', () => {
  const values: Record<string, readonly [readonly string[], (readonly string[])?]> = {
    kind: [
      ['skill', 'plugin', 'mcp_server'],
      ['Skills', 'Plugins', 'MCP servers'],
    ],
    harness: [
      ['codex', 'github-copilot'],
      ['Codex', 'GitHub Copilot'],
    ],
    tier: [
      ['high', 'limited', 'minimal'],
      ['High risk', 'Limited risk', 'Minimal risk'],
    ],
    license: [
      ['Apache-2.0', 'none'],
      ['Apache-2.0', 'None found'],
    ],
    source: [['yard-tools', 'harbour']],
    tag: [['audience:reviewers', 'stage:review', 'team:a,b']],
    is: [
      ['stub', 'verified'],
      ['Stub', 'Verified source'],
    ],
    status: [['active', 'deleted']],
  };
  const column = (name: string) => ({ values: values[name]?.[0] ?? [], labels: values[name]?.[1], sets: [], of: [] });
  const catalog = { column } as unknown as Catalog;

  test.for([
    ['kind:plugins', '[] kind=plugin', []],
    ['kind:server', '[] kind=mcp_server', []],
    ['harness:"github copilot"', '[] harness=github-copilot', []],
    ['works:codex', '[] harness=codex', []],
    ['license:apache', '[] license=Apache-2.0', []],
    ['license:mit', '[]', []],
    ['license:apache2', '[]', ['license:Apache-2.0']],
    ['by:yard', '[] source=yard-tools', []],
    ['owner:harbor', '[]', ['source:harbour']],
    ['tag:review', '[]', ['tag:audience:reviewers', 'tag:stage:review']],
    ['tag:team:a,b', '[] tag=team:a,b', []],
    ['tier:high,limited', '[] tier=high|limited', []],
    ['-tier:high,min', '[] -tier=high|minimal', []],
    ['tier:,', '[]', []],
    ['tier:huge', '[]', ['tier:high']],
    ['trust:verified', '[] is=verified', []],
    ['is:claimed', '[] is=verified', []],
  ] as const)('%s is taken for %s', ([text, expected, offered]) => {
    const { question, slips } = understand(catalog, parseText(text).question, parseText(text));
    expect(shown(question)).toBe(expected);
    expect(slips.flatMap(({ instead }) => instead)).toEqual(offered);
  });

  test.for([
    ['is:withdrawn', '[]'],
    ['status:withdrawn', '[]'],
    ['status:deleted', '[] status=deleted'],
  ] as const)('%s leads to the tombstones', ([text, expected]) => {
    const { question, slips } = understand(catalog, parseText(text).question, parseText(text));
    expect(shown(question)).toBe(expected);
    expect(slips.map(({ page }) => page?.path)).toEqual(['tombstones/']);
  });
});
