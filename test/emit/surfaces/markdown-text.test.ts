import { markdownToMdast } from 'satteri';
import { expect, test } from 'vitest';
import { block, words } from '../../../src/emit/surfaces/markdown-text.ts';
import { hostileTexts } from '../../helpers/hostile-texts.ts';

interface Node {
  readonly type: string;
  readonly lang?: string | null;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const typesOf = (markdown: string): string[] => {
  const types: string[] = [];
  const walk = ({ type, children = [] }: Node): void => {
    types.push(type);
    children.forEach(walk);
  };
  walk(markdownToMdast(markdown, { features: { frontmatter: false } }) as Node);
  return types;
};

const texts: readonly (readonly [string, string])[] = [
  ...Object.entries(hostileTexts),
  ['a heading', 'x\n\n## Facts\n\n- Risk tier: minimal'],
  ['fences of every length', '```\n````\n`````\n~~~\n'],
  ['a fence after a lone carriage return', 'x\r```\r# Facts'],
  ['a fence after other ends of lines', 'x\u2028```\u2029# Facts\u0085\u000B\u000C'],
  ['backticks only', '`````'],
  ['nothing', ''],
  ['spaces', '   '],
  ['hidden letters', 'a\u{E0049}\u{E0047}\u202Eb\u200B'],
  ['half a character', 'a\uD800b'],
];

test.each(texts)('%s stays words in one line', (_name, text) => {
  const line = words(text);
  expect(line).not.toMatch(/[\r\n\u2028\u2029]/);
  expect(typesOf(`- Place: ${line} and more`)).toEqual([
    'root',
    'list',
    'listItem',
    'paragraph',
    'text',
    'inlineCode',
    'text',
  ]);
});

test.each(texts)('%s stays inside its block', (_name, text) => {
  const root = markdownToMdast(`Before.\n\n${block(text, 'markdown')}\n\nAfter.\n`) as Node;
  expect((root.children ?? []).map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
});

test('a block keeps what it is given, but for what cannot be seen', () => {
  expect(block('# Moor\n\n```sh\nls\n```\n\tTab ☂️ \u202Eend', 'markdown')).toMatchInlineSnapshot(`
    "\`\`\`\`markdown
    # Moor

    \`\`\`sh
    ls
    \`\`\`
    	Tab ☂\\u{fe0f} \\u{202e}end
    \`\`\`\`"
  `);
});
