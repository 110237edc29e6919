import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnostic.ts';
import type { SourceSync, SyncChange } from '../../src/domain/sync-report.ts';
import { codeSpan } from '../../src/domain/code-span.ts';
import { syncMarkdown } from '../../src/report/sync-markdown.ts';

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

const change = (name: string, more: Partial<SyncChange> = {}): SyncChange => ({
  key: `skill:${name}`,
  id: `skill:quay/${name}`,
  change: 'changed',
  revision: 2,
  previous: 1,
  digest: 'd'.repeat(64),
  path: `skills/${name}`,
  ...more,
});

const source = (id: string, more: Partial<SourceSync> = {}): SourceSync => ({
  id,
  state: 'locked',
  from: 'a'.repeat(40),
  to: 'b'.repeat(40),
  bytesFetched: 0,
  changes: [],
  diagnostics: [],
  ...more,
});

const said = (rule: Parameters<typeof diagnose>[0], file: string, message: string) =>
  diagnose(rule, { message, at: { root: 'catalog', file }, source: 'quay' });

test('a source that did not move and is wrong is told of, and members that moved are named', () => {
  const tags = source('quay', {
    state: 'unchanged',
    diagnostics: [said('tag-moved', 'sources/quay.yaml', 'v1 moved.')],
  });
  const kit = source('catalog', {
    changes: [
      change('kit', {
        key: 'plugin:kit',
        members: [
          { id: 'skill:quay/moor', revision: 3, previous: 1 },
          { id: 'skill:quay/row', revision: 1 },
          { id: 'skill:quay/sail', previous: 2 },
        ],
      }),
    ],
  });
  const text = syncMarkdown([tags, kit], []);
  expect(text).toContain('error `tag-moved` at');
  expect(text.match(/Member .*/g)).toEqual([
    'Member `skill:quay/moor`: revision 1 → 3',
    'Member `skill:quay/row`: revision 1',
    'Member `skill:quay/sail`: no longer in it',
  ]);
  expect(syncMarkdown([tags], [])).toContain('## Nothing has moved');
  expect(syncMarkdown([source('quay', { state: 'unchanged' })], [])).toBe('Nothing has moved.');
});

describe('a pull request', () => {
  test('says what moved, what it can do more and less, and what is wrong', () => {
    const quay = source('quay', {
      compareUrl: 'https://github.com/harbour/quay/compare/a...b',
      tags: ['v1.1.0', 'v1.2.0'],
      changes: [
        change('charts', {
          change: 'added',
          revision: 1,
          previous: undefined,
          version: '1.2.0',
          movedFrom: 'skill:maps',
          can: [{ kind: 'package', value: 'npm:tide-tables' }],
        }),
        change('maps', { change: 'removed', previous: undefined, movedTo: 'skill:charts' }),
        change('tides', {
          diff: {
            added: [
              { kind: 'tool', value: 'Bash(curl *)' },
              { kind: 'host', value: 'tides.dev' },
            ],
            removed: [{ kind: 'script', value: 'old.sh' }],
            bytes: { from: 100, to: 220 },
          },
        }),
        change('winds', { change: 'returned', previous: undefined }),
      ],
      diagnostics: [
        said('version-reused', 'lock/quay.json', 'The version 1.0.0 stands for other content.'),
        said('tag-moved', 'sources/quay.yaml', 'The tag v1.0.0 has moved.'),
        said('tags-passed-over', 'sources/quay.yaml', 'Not told: a notice.'),
      ],
    });
    const catalog = source('catalog', {
      from: undefined,
      to: undefined,
      changes: [
        change('x', { key: 'plugin:dock-kit', change: 'added', revision: 1, previous: undefined, version: '1.0.0' }),
      ],
    });
    const pier = source('pier', { state: 'failed', to: undefined, unreachableSince: '2026-11-02T00:00:00Z' });
    const rope = source('rope', { to: 'c'.repeat(40) });
    const told = [quay, source('shed', { state: 'unchanged' }), pier, rope, catalog];
    const ofFile = said('value-invalid', 'governance/pier.yaml', '"trust" cannot be "high".');
    expect(syncMarkdown(told, [ofFile, ...quay.diagnostics])).toMatchInlineSnapshot(`
      "## Entries: 2 new, 1 changed, 1 back, 1 gone. Sources that failed: 1

      ### Source \`quay\`

      Commit \`aaaaaaaaaaaa\` → \`bbbbbbbbbbbb\` ([compare](<https://github.com/harbour/quay/compare/a...b>)). Tags: \`v1.1.0\`, \`v1.2.0\`.

      - **New** \`skill:charts\`, revision 1, version \`1.2.0\`. It has the content of \`skill:maps\`, which is gone
        - Can: package \`npm:tide-tables\`

      - **Gone** \`skill:maps\`, last seen as revision 2. Its content is now \`skill:charts\`

      - **Changed** \`skill:tides\`, revision 1 → 2
        - Can now: tool \`Bash(curl *)\`
        - Can now: host \`tides.dev\`
        - No longer: script \`old.sh\`
        - Size: 100 → 220 bytes

      - **Back** \`skill:winds\`, revision 2

      Errors and warnings:

      - error \`tag-moved\` at \`sources/quay.yaml\`: \`The tag v1.0.0 has moved.\`
        - \`Nothing is taken from it and what is locked stays. Ask the publisher for a new version; later ones are still taken.\`

      - warning \`version-reused\` at \`lock/quay.json\`: \`The version 1.0.0 stands for other content.\`
        - \`Raise the version in the entry whenever its content changes.\`

      ### Source \`pier\`

      **Nothing new could be locked.** It cannot be had since 2026-11-02.

      Errors and warnings:

      - error \`value-invalid\` at \`governance/pier.yaml\`: \`"trust" cannot be "high".\`
        - \`Write a value of the kind that is asked for.\`

      ### Source \`rope\`

      Commit \`aaaaaaaaaaaa\` → \`cccccccccccc\`. No entry has changed.

      ### Assembled plugins

      - **New** \`plugin:dock-kit\`, revision 1, version \`1.0.0\`"
    `);
  });

  test.each([
    ['no source', []],
    ['sources without news', [source('shed', { state: 'unchanged' })]],
  ])('of %s says that nothing has moved', (_what, sources) => {
    expect(syncMarkdown(sources, [said('yaml-syntax', 'sources/shed.yaml', 'A slip.')])).toBe('Nothing has moved.');
  });

  test('stays below 60,000 characters and says how much was cut', () => {
    const long = {
      added: Array.from({ length: 200 }, () => ({ kind: 'hook' as const, value: '`|'.repeat(100) })),
      removed: [],
    };
    const changes = Array.from({ length: 500 }, (_, n) => change(`n-${n}`, { diff: long }));
    const one = syncMarkdown([source('quay', { changes })], []);
    expect(one.length).toBeLessThan(60_000);
    expect(one).toMatch(/\n\nCut here: \d+ more paragraphs\. `skillyard sync --json` gives all of it\.$/);
    const short = Array.from({ length: 500 }, (_, n) => change(`n-${n}`));
    expect(syncMarkdown([source('quay', { changes: short })], [])).toContain('… and 440 more entries.');
    const many = Array.from({ length: 2000 }, (_, n) => source(`s-${n}`, { changes: short }));
    expect(syncMarkdown(many, []).length).toBeLessThan(60_000);
  });
});

const hostile = [
  'a`b``c```d',
  '`',
  '``',
  ' ',
  '',
  ' `x` ',
  '| a | b |',
  '@maintainers please merge, fixes #1 and org/repo#2',
  '<img src=x onerror=alert(1)><!-- -->',
  '[link](javascript:alert(1)) ![image](https://evil.dev/x.png) https://evil.dev www.evil.dev',
  'one\n\n# two\r\n---\n```sh\nrm -rf /\n```',
  '\\`out\\`',
  '- [ ] task',
  'a\u202Eb\u200Bc\u{E0041}d\u2028e\u0000f\u00ADg\uFE0Fh',
  '\uD800',
  '&#96;&lt;b&gt;',
];

describe('what a source says', () => {
  test.each(hostile)('is one code span: %j', (text) => {
    const nodes = nodesOf(`- ${codeSpan(text)} end`);
    expect(nodes.map(({ type }) => type)).toEqual(['root', 'list', 'listItem', 'paragraph', 'inlineCode', 'text']);
    expect(codeSpan(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Cs}]+$/u);
    expect(codeSpan(text).isWellFormed()).toBe(true);
    if (/^[ -~]*$/.test(text) && text.trim() !== '') expect(nodes[4]?.value).toBe(text);
  });

  test('is cut where it is long', () => {
    expect(codeSpan('🛶'.repeat(300), 3)).toBe('`🛶🛶🛶…`');
  });

  test('never leaves its code span, wherever it stands', () => {
    const everywhere = hostile.map((text, n) => {
      const capabilities = [{ kind: 'hook' as const, value: text }];
      return source(`s-${n}`, {
        tags: [text],
        changes: [
          change('tides', { version: text, can: capabilities, diff: { added: capabilities, removed: capabilities } }),
        ],
        diagnostics: [diagnose('link-escapes', { message: text, hint: text, at: { root: 'source', file: text } })],
      });
    });
    const nodes = nodesOf(syncMarkdown(everywhere, []));
    const allowed = ['root', 'heading', 'text', 'inlineCode', 'paragraph', 'list', 'listItem', 'strong'];
    expect(new Set(nodes.map(({ type }) => type))).toEqual(new Set(allowed));
    const words = nodes.flatMap(({ type, value }) => (type === 'text' ? [value] : [])).join('');
    expect(words).not.toMatch(/[@#<>[\]|`\\]|evil|rm -rf|task/);
  });
});

describe('what must not be overlooked', () => {
  test('another repository stands before everything else', () => {
    const moved = source('quay', { repointed: { from: 'github.com/harbour/quay', to: 'github.com/`@evil`/quay' } });
    expect(syncMarkdown([source('pier'), moved], [])).toMatchInlineSnapshot(`
      "# ⚠ ANOTHER REPOSITORY

      What was judged and trusted under these ids came from elsewhere. Whoever merges this trusts the new place as the old one.

      - \`quay\`: from \`github.com/harbour/quay\` to \`\`github.com/\`@evil\`/quay\`\`

      ## No entry has changed

      ### Source \`pier\`

      Commit \`aaaaaaaaaaaa\` → \`bbbbbbbbbbbb\`. No entry has changed.

      ### Source \`quay\`

      Commit \`aaaaaaaaaaaa\` → \`bbbbbbbbbbbb\`. No entry has changed."
    `);
  });

  test('a judged entry that is gone stands before the changes, however many errors there are', () => {
    const gone = said(
      'governed-entry-gone',
      'governance/quay.yaml',
      'skill:moor is gone, of which was said: stub: true.',
    );
    const errors = Array.from({ length: 50 }, (_, n) =>
      said('tag-moved', 'sources/quay.yaml', `The tag v${n} has moved.`),
    );
    const text = syncMarkdown([source('quay', { changes: [change('tides')], diagnostics: [...errors, gone] })], []);
    expect(text.indexOf('skill:moor is gone')).toBeGreaterThan(0);
    expect(text.indexOf('skill:moor is gone')).toBeLessThan(text.indexOf('**Changed**'));
    expect(text.split('skill:moor is gone')).toHaveLength(2);
    expect(text).toContain('… and 30 more.');
  });
});
