import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

type Files = Parameters<typeof catalogFolder>[0];

const page = (body: string): string => `---\ntitle: Team\n---\n\n${body}\n`;

async function load(site: string, files: Files = {}) {
  return loadCatalog(catalogFolder({ 'catalog.yaml': `${catalogYaml}${site}`, ...files }));
}

async function told(site: string, files: Files = {}): Promise<string> {
  return messages((await load(site, files)).diagnostics);
}

describe('pages', () => {
  const bodies: Readonly<Record<string, string>> = {
    'an element left open': 'One.\n\n<b>\n\nTwo.',
    'an expression left open': 'One.\n\n{1 +',
    'an import': 'import { readFileSync } from "node:fs"\n\nText.',
    'an export': 'export const x = globalThis.process.exit()',
    'an expression': 'One {globalThis.process.exit(1)} two.',
    'code in an attribute': '<EntryList limit={globalThis.process.exit(1)} />',
    'a spread': '<EntryList {...globalThis} />',
    HTML: 'A <b>word</b>.',
    'a script': '<script src="x"></script>',
    'an HTML comment': '<!-- note -->',
    'an unknown component': '<EntryCrad id="skill:a/b" />',
    'a component in a list': '- <EntryCard id="skill:a/b" />',
    'a component with content': '<EntryList>\n\nText.\n\n</EntryList>',
    'wrong attributes': '<EntryCard id="pdf" />\n\n<EntryCard />\n\n<EntryList kind="skills" limt="3" />',
    'a link to code': '[x](javascript:void)',
    'a reference to another host': '[x][y]\n\n[y]: //evil.example.org',
    'a picture': '![quay](quay.png)',
  };

  test('what is not text, a link or a component is told with its line, and the page left out', async () => {
    const said: string[] = [];
    for (const [what, body] of Object.entries(bodies)) {
      const { catalog, diagnostics } = await load('', { 'pages/team.mdx': page(body) });
      expect(catalog?.look.site.pages, what).toEqual([]);
      expect(catalog?.faulty, what).toBe(false);
      said.push(`${what}:`, messages(diagnostics));
    }
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "an element left open:
      error site-page-syntax pages/team.mdx:7:1 It is not MDX: Expected a closing tag for \`<b>\` (7:1). | Mend the line. In MDX a "<" begins a component and a "{" begins code; write \\< and \\{ for the characters.
      an expression left open:
      error site-page-syntax pages/team.mdx:7:1 It is not MDX: Unexpected end of file in expression, expected a corresponding closing brace for \`{\`. | Mend the line. In MDX a "<" begins a component and a "{" begins code; write \\< and \\{ for the characters.
      an import:
      error site-page-code pages/team.mdx:5:1 "import { readFileSync } from "node:fs"" is code; components are there without an import. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      an export:
      error site-page-code pages/team.mdx:5:1 "export const x = globalThis.process.exit()" is code; components are there without an import. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      an expression:
      error site-page-code pages/team.mdx:5:5 "{globalThis.process.exit(1)}" is code, which pages do not run. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      code in an attribute:
      error site-page-code pages/team.mdx:5:1 "limit" of <EntryList> cannot be code. | Write a whole number from 1 to 200.
      a spread:
      error site-page-code pages/team.mdx:5:1 <EntryList> has an attribute that is code. | Known here: kind, source, tag, limit.
      HTML:
      error site-page-code pages/team.mdx:5:3 <b> is HTML, which pages do not take. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      a script:
      error site-page-code pages/team.mdx:5:1 <script> is HTML, which pages do not take. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      an HTML comment:
      error site-page-syntax pages/team.mdx:5:1 It is not MDX: Unexpected character \`!\` (U+0021) before name, expected a character that can start a name, such as a letter, \`$\`, or \`_\` (note: to create a comment in MDX, use \`{/* text */}\`). | Mend the line. In MDX a "<" begins a component and a "{" begins code; write \\< and \\{ for the characters.
      an unknown component:
      error site-page-code pages/team.mdx:5:1 There is no <EntryCrad>. | Did you mean "EntryCard"?
      a component in a list:
      error site-page-code pages/team.mdx:5:3 <EntryCard> stands in other text. | Write it on a line of its own, outside of lists.
      a component with content:
      error site-page-code pages/team.mdx:5:1 <EntryList> has content. | Write <EntryList … /> and the text beside it.
      wrong attributes:
      error site-page-code pages/team.mdx:5:1 "id" of <EntryCard> cannot be "pdf". | Write a coordinate, such as "skill:acme/pdf".
      error site-page-code pages/team.mdx:7:1 <EntryCard> lacks "id". | Write a coordinate, such as "skill:acme/pdf".
      error site-page-code pages/team.mdx:9:1 "kind" of <EntryList> cannot be "skills". | Write one of skill, subagent, command, hook, mcp_server, plugin, workflow.
      error site-page-code pages/team.mdx:9:1 <EntryList> has no "limt". | Did you mean "limit"?
      a link to code:
      error site-link-refused pages/team.mdx:5:1 The link to "javascript:void" is not followed from here. | Write an address that starts with https://, http:// or mailto:, or a path of this site such as /sources/.
      a reference to another host:
      error site-link-refused pages/team.mdx:7:1 The link to "//evil.example.org" is not followed from here. | Write an address that starts with https://, http:// or mailto:, or a path of this site such as /sources/.
      a picture:
      error site-page-code pages/team.mdx:5:1 Pictures are not shown in pages; link to them. | Write it in Markdown, or with <EntryCard> and <EntryList>."
    `);
  });

  test('of which the front matter or the file is not one', async () => {
    const files = {
      'pages/bare.mdx': 'Text.',
      'pages/keys.mdx': '---\nlayout: ../x.astro\ndescription: D.\n---\n',
      'pages/My Team.mdx': page('Text.'),
      'pages/twice.md': page('Text.'),
      'pages/twice.mdx': page('Text.'),
      'pages/page.html': '<p>Text.</p>',
      'pages/link.mdx': { link: '/etc/hostname' },
      'pages/folder.mdx/x.mdx': page('Text.'),
      'pages/long.mdx': page('word '.repeat(50_000)),
      'pages/html.md': page('A <b>word</b>.'),
    };
    expect(await told('', files)).toMatchInlineSnapshot(`
      "error site-page-refused pages/My Team.mdx "My Team" cannot be the address of a page. | Rename the file to my-team.mdx.
      error site-page-syntax pages/bare.mdx:1:1 It does not begin with front matter. | Begin with a line ---, then "title: …", then a line ---.
      error catalog-file-unexpected pages/folder.mdx Only files are read in pages/, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error site-page-code pages/html.md:5:3 "<b>" is HTML, which pages do not take. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      error site-page-code pages/html.md:5:10 "</b>" is HTML, which pages do not take. | Write it in Markdown, or with <EntryCard> and <EntryList>.
      error key-missing pages/keys.mdx:2:1 "title" is missing. | Add "title".
      error key-unknown pages/keys.mdx:2:1 "layout" has no meaning in this file. | Known here: title, description.
      error catalog-file-unexpected pages/link.mdx Only files are read in pages/, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected pages/long.mdx The file is larger than 0.2 MB. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected pages/page.html Files in pages/ end in .mdx. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error site-page-refused pages/twice.mdx There is another page of the name "twice". | Keep one of the two."
    `);
  });

  test('a folder of them that is a link is not followed', async () => {
    const { catalog, diagnostics } = await load('', { 'other/a.mdx': page('Text.'), pages: { link: 'other' } });
    expect(catalog?.look.site.pages).toEqual([]);
    expect(messages(diagnostics)).toMatchInlineSnapshot(
      `"error catalog-file-unexpected pages Only a folder is read there, no file or link. | Make it a folder with the pages in it."`,
    );
  });

  test('nested as deeply as a file can hold, they end no build', async () => {
    for (const body of [
      '> '.repeat(50_000),
      '[](<'.repeat(40_000),
      '*a '.repeat(50_000),
      '<a>'.repeat(30_000),
      '{'.repeat(90_000),
    ]) {
      const { diagnostics } = await load('', { 'pages/deep.mdx': page(body) });
      expect(diagnostics.every(({ at }) => at.file === 'pages/deep.mdx')).toBe(true);
    }
  });
});

test('a page that is there and cannot be shown is told of once, with its way out', async () => {
  const site = 'site: { navigation: [{ label: Team, page: team }, { label: S, href: sources/ }] }\n';
  const files = {
    'pages/team.md': page('<EntryList kind="skill" />\n\n<Sparkle />'),
    'pages/plain.md': page('[Team](team.md)'),
  };
  const { catalog, diagnostics } = await loadCatalog(
    catalogFolder({ 'catalog.yaml': `${catalogYaml}${site}`, ...files }),
  );
  expect(messages(diagnostics)).toMatchInlineSnapshot(`
    "error site-page-code pages/team.md:5:1 <EntryList> is a component, and those are read in .mdx files alone. | Rename the file to team.mdx.
    error site-page-code pages/team.md:7:1 "<Sparkle />" is HTML, which pages do not take. | Write it in Markdown, or with <EntryCard> and <EntryList>."
  `);
  expect(catalog?.look.site.theme.navigation).toEqual([{ label: 'S', href: 'sources/' }]);
});
