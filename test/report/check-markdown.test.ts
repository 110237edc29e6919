import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import type { CheckReport, ListedSource } from '../../src/domain/check-report.ts';
import { diagnose } from '../../src/domain/diagnostic.ts';
import { checkMarkdown } from '../../src/report/check-markdown.ts';
import { changesOf, hostileReport, listedEntry, listedSource } from '../helpers/sample-check.ts';
import { hostileTexts } from '../helpers/hostile-texts.ts';

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
}

/** Every part of a document, as the reader of GitHub's Markdown sees it. */
function nodesOf(markdown: string): MarkdownNode[] {
  const walk = (node: MarkdownNode): MarkdownNode[] => [node, ...(node.children ?? []).flatMap(walk)];
  return walk(unified().use(remarkParse).use(remarkGfm).parse(markdown));
}

const report = (more: Partial<CheckReport> = {}): CheckReport => ({
  diagnostics: [],
  changes: changesOf(),
  prefix: 'catalog/',
  ...more,
});
const at = (file: string) => ({ root: 'catalog', file, line: 3, column: 5 }) as const;
const mistake = diagnose('key-unknown', {
  message: '"x" has no meaning.',
  at: at('sources/quay.yaml'),
  source: 'quay',
});
const elsewhere = { ...mistake, source: 'dock', at: at('sources/dock.yaml') };
const advice = diagnose('status-reason-missing', {
  message: 'No reason.',
  at: at('sources/quay.yaml'),
  source: 'quay',
});
const quay = changesOf({ sources: [listedSource({ entries: [listedEntry()] })] });
const withdrawn = {
  advisory: 'moor',
  severity: 'high',
  reason: 'It sinks ships.',
  copyOf: 'skill:dock/moor',
} as const;
const operator = changesOf({
  files: [{ path: 'catalog/governance/quay.yaml', file: 'governance/quay.yaml', change: 'added', owner: 'operator' }],
});

describe('the first line', () => {
  test.each([
    ['nothing', {}, '✅ Nothing has to be mended'],
    ['a mistake', { diagnostics: [mistake, elsewhere], changes: quay }, '❌ 1 error has to be mended'],
    ['two', { diagnostics: [mistake, mistake], changes: quay }, '❌ 2 errors have to be mended'],
    [
      'a mistake of others',
      { diagnostics: [elsewhere], changes: quay },
      '⚠️ Nothing is wrong with this change, but 1 error stands elsewhere in the catalog',
    ],
    ['advice', { diagnostics: [advice], changes: quay }, '✅ Nothing has to be mended; 1 warning deserves a look'],
    [
      "the operator's files",
      { changes: operator },
      "⚠️ No mistake is in this change, but it changes files that are the operator's",
    ],
    [
      'what the operator has accepted',
      { diagnostics: [{ ...mistake, exception: { reason: 'r', owner: 'o', until: '2030-01-01' } }], changes: quay },
      '✅ Nothing has to be mended',
    ],
    [
      'content that was taken back',
      { changes: changesOf({ sources: [listedSource({ entries: [listedEntry({ withdrawn })] })] }) },
      '⚠️ No mistake is in this change, but 1 entry of it has been taken back',
    ],
    [
      'a source that holds nothing',
      { diagnostics: [advice, elsewhere], changes: changesOf({ sources: [listedSource()] }) },
      '⚠️ Nothing in this source can be listed',
    ],
    [
      'an older source that lists nothing new',
      { changes: changesOf({ sources: [listedSource({ change: 'changed' })] }) },
      '✅ Nothing has to be mended',
    ],
    ['no base', { diagnostics: [mistake], changes: undefined }, '❌ 1 error has to be mended'],
  ] satisfies [string, Partial<CheckReport>, string][])('says the verdict in words: %s', (_, more, first) => {
    expect(checkMarkdown(report(more)).split('\n')[0]).toBe(`## ${first}`);
  });
});

test('of a source in which nothing can be listed it says what to do, and nothing of a mark for it', () => {
  const claim = '{ "catalogs": [] }';
  const told = (more: Partial<ListedSource>): string =>
    checkMarkdown(report({ changes: changesOf({ sources: [listedSource({ claim, ...more })] }) }));
  expect(told({ entries: [listedEntry()] })).toContain('Verified source');
  const empty = told({});
  expect(empty.split('\n')[2]).toMatchInlineSnapshot(
    `"A skill is a folder with a \`SKILL.md\` that has a name and a description. Where there is one, look at \`ref\`, \`path\` and \`exclude\` in the file of the source; push to the same branch, and it is looked at again."`,
  );
  expect(empty).not.toMatch(/Verified source|published/);
  const quarantined = [{ kind: 'skill', path: 'a/SKILL.md', rule: 'skill-name-missing', message: 'No name.' }] as const;
  expect(told({ quarantined }).split('\n')[2]).toMatchInlineSnapshot(
    `"What was found is held back, and why stands below. Mend it in the source, and run this check again."`,
  );
});

/** What GitHub makes links of outside of code: people, issues, commits, addresses. */
const references = [
  '@octocat and @harbour/team',
  '#123, GH-1, harbour/quay#1, harbour/quay@0123456789abcdef0123456789abcdef01234567',
  'https://evil.example www.evil.example mallory@evil.example',
  ':tada: $`x`$ $$x$$',
  'a | b \\| c \\\\| d',
  '`` ` ``` `a` `',
  '\n\n| a | b |\n|---|---|\n| c | d |\n',
  '</code></summary></details><h1>over</h1>',
  '&lt;&#64;octocat&#x40;',
  '\u202Egnp.exe\u202C \u200Bzero\u200D \u{E0041} \u0000 \u001B[2J',
  '> quote\n# heading\n- [x] task\n[^1]: note\n***\n~~~',
  '\\',
  '',
  '🏴'.repeat(400),
];

describe('what strangers write', () => {
  test.each([...Object.values(hostileTexts), ...references])('stays a text: %j', (text) => {
    const markdown = checkMarkdown(hostileReport(text));
    const nodes = nodesOf(markdown);
    const allowed = new Set(
      'root heading paragraph text strong list listItem inlineCode table tableRow tableCell html link code'.split(' '),
    );
    expect(nodes.map(({ type }) => type).filter((type) => !allowed.has(type))).toEqual([]);
    for (const { url } of nodes.filter(({ type }) => type === 'link'))
      expect(url).toMatch(/^https:\/\/harbour\.example\.org\/market\/rules\/[a-z-]+\/$/);
    for (const { value } of nodes.filter(({ type }) => type === 'html'))
      expect(value).toMatch(
        /^(?:<br>|<\/?sub>|<\/?code>|<\/details>|<details><summary>(?:<code>[^<>]*<\/code>: (?:new|changed)|For the owners [\w :]*<b>Verified source<\/b>)<\/summary>)$/,
      );
    for (const { value } of nodes.filter(({ type }) => type === 'text'))
      expect(value).not.toMatch(/@|#\d|GH-|:\/\/|www|octocat|evil|hacked|\$/);
    for (const row of nodes.filter(({ type }) => type === 'tableRow')) expect(row.children).toHaveLength(6);
    expect(nodes.filter(({ type }) => type === 'heading').map(({ children }) => children?.[0]?.value)).toEqual([
      '❌ 2 errors have to be mended',
      'What is wrong',
      'Wrong outside of what this changes',
      'What the operator would say otherwise',
      'What would be listed',
      'New source ',
      'Removed source ',
      'What a reviewer looks at',
      'Warnings',
    ]);
    // eslint-disable-next-line no-control-regex
    expect(markdown).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u200B-\u200F\u{E0000}-\u{E007F}]/u);
    expect(markdown.length).toBeLessThanOrEqual(60_000);
  });
});

describe('the second line', () => {
  test.each([
    ['a mistake', { diagnostics: [mistake], changes: quay }, /^Each stands below: .* Push to the same branch/],
    ['a good change', { changes: quay }, /^There is nothing more for you to do: .* the next sync locks what is listed/],
    ["the operator's files", { changes: operator }, /^An operator of the catalog decides; /],
    ['a mistake of others', { diagnostics: [elsewhere], changes: quay }, /^There is nothing for you to do: /],
  ] satisfies [string, Partial<CheckReport>, RegExp][])('says what to do next: %s', (_, more, next) => {
    expect(checkMarkdown(report(more)).split('\n')[2]).toMatch(next);
  });
});

test('what the operator would say otherwise stands before the listing, what lets more in first', () => {
  const judgements = [
    { file: 'governance/dock.yaml', key: 'mirror', from: 'auto', to: 'never', loosens: false },
    { file: 'governance/quay.yaml', key: 'trust', from: 'third-party', to: 'first-party', loosens: true },
    {
      file: 'governance/quay.yaml',
      entry: 'skill:quay/moor',
      key: 'aliases.production',
      from: '2',
      to: '3',
      loosens: false,
    },
    { file: 'governance/quay.yaml', entry: 'skill:quay/moor', key: 'stub', from: 'true', loosens: true },
  ] as const;
  const text = checkMarkdown(report({ changes: { ...quay, judgements } }));
  expect(text.slice(text.indexOf('### What the'), text.indexOf('#### New source'))).toMatchInlineSnapshot(`
    "### What the operator would say otherwise

    - \`governance/quay.yaml\`: ⚠️ \`trust\` \`third-party\` → \`first-party\`
    - \`skill:quay/moor\`: ⚠️ \`stub\` \`true\` → nothing; \`aliases.production\` \`2\` → \`3\`
    - \`governance/dock.yaml\`: \`mirror\` \`auto\` → \`never\`

    ⚠️ marks what lets more in, or warns readers of less, than before.

    ### What would be listed

    "
  `);
});

test('the owners of a new source are told, folded, how it gets its mark', () => {
  const claim =
    '{\n  "repository": "https://git.example.org/harbour/quay",\n  "catalogs": ["https://harbour.example.org"]\n}\n';
  const text = checkMarkdown(
    report({ changes: changesOf({ sources: [listedSource({ claim, entries: [listedEntry()] })] }) }),
  );
  expect(text.slice(text.indexOf('#### New source'))).toMatchInlineSnapshot(`
    "#### New source \`quay\`

    - From \`git.example.org/harbour/quay\` at commit \`aaaaaaaaaaaa\`. It is published once the next sync has locked it.
    - Trust: \`third-party\`, which every source has until the operator says more.
    - New: 1 skill.

    <details><summary>For the owners of the source: how it gets the mark <b>Verified source</b></summary>

    Put this into the source, as \`skillyard.json\` at the root of its repository. The next sync finds it; nothing has to be changed here, and nothing is published later for want of it.

    \`\`\`json
    {
      "repository": "https://git.example.org/harbour/quay",
      "catalogs": ["https://harbour.example.org"]
    }
    \`\`\`

    </details>

    | Entry | Change | Risk tier | Licence | Can | To look at |
    |---|---|---|---|---|---|
    | \`skill:quay/moor\` | new | minimal | \`MIT\` | – |  |

    <details><summary><code>skill:quay/moor</code>: new</summary>

    - Says of itself: \`Moors a boat.\`
    - Risk tier \`minimal\`: nobody has said anything

    </details>

    <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>bbbbbbbbbbbb</code>, under the policy of the base. In the whole catalog: 0 errors, 0 warnings, 0 notices.</sub>
    "
  `);
});

describe('a long report', () => {
  const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
  const words = 'w '.repeat(5000);

  test('is cut with a sentence that says so, and neither mistakes nor reviews are pushed out', () => {
    const entries = many(400, (n) =>
      listedEntry({
        id: `skill:quay/moor-${n}`,
        description: words,
        can: many(400, (m) => ({ kind: 'host', value: `${words}${m}` })),
      }),
    );
    const text = checkMarkdown(
      report({
        diagnostics: [
          ...many(300, () => ({ ...mistake, message: words })),
          ...many(300, () => ({ ...advice, message: words })),
        ],
        changes: changesOf({
          sources: many(30, (n) => listedSource({ id: `quay-${n}`, entries })),
          files: operator.files,
        }),
      }),
    );
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text.match(/^\*\*Cut here:\*\* .*$/gm)?.map((line) => line.replaceAll(/\d+/g, 'n'))).toMatchInlineSnapshot(`
      [
        "**Cut here:** n more paragraphs had no room in a comment. \`skillyard check --base … --json\` gives all of it.",
      ]
    `);
    expect(text).toContain('### What a reviewer looks at');
    expect(text).toContain('`catalog/governance/quay.yaml` (added)');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });
});

test('nothing in it promises anything', () => {
  const text = checkMarkdown(report({ diagnostics: [mistake, advice], changes: quay }));
  expect(text).not.toMatch(/\b(?:safe|compliant|certified|secure|trusted)\b/i);
});
