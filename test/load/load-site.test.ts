import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

type Files = Parameters<typeof catalogFolder>[0];

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 4h9" fill="#1d4ed8"/></svg>';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const page = (body: string): string => `---\ntitle: Team\n---\n\n${body}\n`;

async function load(site: string, files: Files = {}) {
  return loadCatalog(catalogFolder({ 'catalog.yaml': `${catalogYaml}${site}`, ...files }));
}

async function told(site: string, files: Files = {}): Promise<string> {
  return messages((await load(site, files)).diagnostics);
}

describe('site: in catalog.yaml', () => {
  test('everything it can say', async () => {
    const site = `site:
  title: Werft
  tagline: Skills from the yard.
  logo: ./brand/logo.svg
  logoDark: brand/logo-dark.png
  favicon: brand/logo.svg
  colors: { accent: '#1d4ed8', accentDark: '#93b4ff', paper: '#fff', paperDark: '#0b0f19', ink: '#111827', inkDark: '#e5e7eb' }
  navigation:
    - { label: Skills, href: skills/ }
    - { label: Team, page: team }
    - { label: Chat, href: https://chat.example.org/yard }
  footer: { text: Imprint., links: [{ label: Mail, href: mailto:yard@example.org }] }
`;
    const files = {
      'brand/logo.svg': svg,
      'brand/logo-dark.png': png,
      'pages/team.mdx': page('# Who we are\n\n[Sources](/sources/)\n\n<EntryList kind="skill" limit="3" />'),
      'pages/plain.md': page('Text. <!-- a comment -->'),
      'pages/README.md': 'Not a page.',
    };
    const { catalog, diagnostics } = await load(site, files);
    expect(diagnostics).toEqual([]);
    expect(catalog?.faulty).toBe(false);
    expect(catalog?.look.site.pages.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      'plain: Team',
      'team: Team',
    ]);
    expect(Object.entries(catalog?.look.site.pictures ?? {}).map(([role, { ending }]) => `${role}.${ending}`)).toEqual([
      'logo.svg',
      'logoDark.png',
      'favicon.svg',
    ]);
    expect(catalog?.look.site.theme.logo).toBe('brand/logo.svg');
  });

  test('a catalog without it is plain', async () => {
    const { catalog, diagnostics } = await load('');
    expect(diagnostics).toEqual([]);
    expect(catalog?.look.site).toEqual({ theme: { colors: {}, footer: { links: [] } }, pictures: {}, pages: [] });
  });

  test('wrong values are told at their place', async () => {
    const site = `site:
  titel: Werft
  tagline: "turned \\u202e around"
  logo: ../logo.svg
  colors: { accent: blue, paper: "#12", acent: "#000" }
  navigation:
    - { label: A, href: "javascript:alert(1)" }
    - { label: B, href: //evil.example.org }
    - { label: C, href: ../up/ }
    - { label: D, page: team, href: sources/ }
    - { label: E }
    - { href: sources/ }
`;
    expect(await told(site)).toMatchInlineSnapshot(`
      "error value-invalid catalog.yaml:7:3 "site.tagline" cannot be "turned ‮ around". | Write one line of text, without characters that cannot be seen.
      error value-invalid catalog.yaml:8:3 "site.logo" cannot be "../logo.svg". | Write the path of a file in the catalog folder, with forward slashes and without "..".
      error value-invalid catalog.yaml:9:13 "site.colors.accent" cannot be "blue". | Write it as "#1d4ed8", with the quotes: without them YAML takes all that follows the # for a comment.
      error value-invalid catalog.yaml:9:27 "site.colors.paper" cannot be "#12". | Write it as "#1d4ed8", with the quotes: without them YAML takes all that follows the # for a comment.
      error key-unknown catalog.yaml:9:41 "acent" has no meaning below "site.colors". | Did you mean "accent"?
      error value-invalid catalog.yaml:11:19 "site.navigation.0.href" cannot be "javascript:alert(1)". | Write an address that starts with https://, http:// or mailto:, or a path of this site such as sources/.
      error value-invalid catalog.yaml:12:19 "site.navigation.1.href" cannot be "//evil.example.org". | Write an address that starts with https://, http:// or mailto:, or a path of this site such as sources/.
      error value-invalid catalog.yaml:13:19 "site.navigation.2.href" cannot be "../up/". | Write an address that starts with https://, http:// or mailto:, or a path of this site such as sources/.
      error value-invalid catalog.yaml:14:7 "site.navigation.3" has a value of the wrong kind. | Write either "href" or "page", one of them.
      error value-invalid catalog.yaml:15:7 "site.navigation.4" has a value of the wrong kind. | Write either "href" or "page", one of them.
      error key-missing catalog.yaml:16:7 "site.navigation.5.label" is missing. | Add "label".
      error key-unknown catalog.yaml:6:3 "titel" has no meaning below "site". | Did you mean "title"?"
    `);
    expect(await told('site:\n  colors:\n    accent: #1d4ed8\n')).toMatchInlineSnapshot(
      `"error value-invalid catalog.yaml:7:5 "site.colors.accent" has a value of the wrong kind. | Write it as "#1d4ed8", with the quotes: without them YAML takes all that follows the # for a comment."`,
    );
  });

  test('colours that cannot be read are measured, and not used', async () => {
    const site = `site:
  colors:
    accent: "#fde68a"
    accentDark: "#1e3a8a"
`;
    expect(await told(site)).toMatchInlineSnapshot(`
      "error site-contrast-low catalog.yaml:7:5 "accent" is #fde68a and has a contrast of 1.09:1 with the paper of light pages, #f4f0e5; words need 4.5:1. | The nearest colour that can be read there is "#6f653d".
      error site-contrast-low catalog.yaml:8:5 "accentDark" is #1e3a8a and has a contrast of 1.75:1 with the paper of dark pages, #0e161e; words need 4.5:1. | The nearest colour that can be read there is "#8191bd"."
    `);
    const { catalog } = await load(site);
    expect(catalog?.faulty).toBe(false);
    expect(catalog?.look.site.theme.colors).toEqual({});
    expect(await told('site: { colors: { ink: "#999", paperDark: "#ddd" } }\n')).toMatchInlineSnapshot(`
      "error site-contrast-low catalog.yaml:5:19 "ink" is #999999 and has a contrast of 2.5:1 with the paper of light pages, #f4f0e5; words need 4.5:1. | The nearest colour that can be read there is "#686868".
      error site-contrast-low catalog.yaml:5:32 The ink on "paperDark" is #ece7da and has a contrast of 1.1:1 with the paper of dark pages, #dddddd; words need 4.5:1. | The nearest colour that can be read there is "#63615c"."
    `);
    // Enough on the paper and not on the ground of code.
    expect(await told('site: { colors: { accent: "#6e7280" } }\n')).toMatchInlineSnapshot(
      `"error site-contrast-low catalog.yaml:5:19 "accent" is #6e7280 and has a contrast of 4.2:1 with the paper of light pages, #f4f0e5; words need 4.5:1. | The nearest colour that can be read there is "#616471"."`,
    );
  });

  test('a page that is not there is told, and its link left out', async () => {
    const site = 'site: { navigation: [{ label: Team, page: taem }, { label: S, href: sources/ }] }\n';
    const files = { 'pages/team.mdx': page('[Other](other.mdx) and [team](./team.mdx#us)') };
    expect(await told(site, files)).toMatchInlineSnapshot(`
      "error site-page-unknown pages/team.mdx:5:1 There is no page "other" in pages/. | Known here: team.
      error site-page-unknown catalog.yaml:5:37 There is no page "taem" in pages/. | Did you mean "team"?"
    `);
    const { catalog } = await load(site, files);
    expect(catalog?.look.site.theme.navigation).toEqual([{ label: 'S', href: 'sources/' }]);
  });

  test('a path of the site that leads nowhere is told, and kept', async () => {
    const fine = ['sources', '/skills/acme/pdf/', 'rules/#group-content', 'api/v1/index.json', 'feed.xml', '#main'];
    const list = (paths: readonly string[]): string => paths.map((href) => `{ label: L, href: "${href}" }`).join(', ');
    expect(await told(`site: { navigation: [${list(fine)}] }\n`)).toBe('');
    const lost = ['sorces/', 'docs/start/', 'about/us/', 'skill/acme/pdf/'];
    const site = `site: { navigation: [${list(lost)}], footer: { links: [${list(['helth/'])}] } }\n`;
    expect(await told(site)).toMatchInlineSnapshot(`
      "warning site-path-unknown catalog.yaml:5:34 There is no page at "sorces/" on this site. | Did you mean "sources/"?
      warning site-path-unknown catalog.yaml:5:65 There is no page at "docs/start/" on this site. | Correct the path. For something else on the same host write its whole address, with https://.
      warning site-path-unknown catalog.yaml:5:100 There is no page at "about/us/" on this site. | Did you mean "about/"?
      warning site-path-unknown catalog.yaml:5:133 There is no page at "skill/acme/pdf/" on this site. | Correct the path. For something else on the same host write its whole address, with https://.
      warning site-path-unknown catalog.yaml:5:191 There is no page at "helth/" on this site. | Did you mean "health/"?"
    `);
    const { catalog } = await load(site);
    expect(catalog?.look.site.theme.navigation).toHaveLength(lost.length);
  });
});

describe('pictures', () => {
  test.for([
    ['a script', svg.replace('<path', '<script>hacked = 1</script><path')],
    ['a script in another namespace', svg.replace('<path', '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/><path')],
    ['a handler', svg.replace('<path', '<path onload="hacked = 1"')],
    ['a handler without quotes', svg.replace('<path', '<path onload=hacked=1')],
    ['a link to code', svg.replace('<path', '<use href="java&#115;cript:hacked=1"/><path')],
    [
      'an animation that sets a link',
      svg.replace('<path', '<set attributeName="href" to="javascript:hacked=1"/><path'),
    ],
    ['a page inside', svg.replace('<path', '<foreignObject><p/></foreignObject><path')],
    ['a stylesheet', `<?xml-stylesheet href="https://evil.example.org/x.css"?>${svg}`],
    ['an entity', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg}`],
    ['something from elsewhere', svg.replace('fill="#1d4ed8"', 'fill="url(https://evil.example.org/#x)"')],
    ['a page', '<html><svg></svg></html>'],
    ['a text', 'logo'],
    ['too much', svg.replace('M0 4h9', 'M0 4h9 '.repeat(20_000))],
    ['a link', { link: '/etc/hostname' }],
  ] as const)('with %s are refused', async ([, content]) => {
    const { catalog, diagnostics } = await load('site: { logo: logo.svg }\n', { 'logo.svg': content });
    expect(diagnostics.map(({ rule, at }) => `${rule} ${at.file}:${at.line}:${at.column}`)).toEqual([
      'site-picture-refused catalog.yaml:5:9',
    ]);
    expect(catalog?.look.site.pictures).toEqual({});
    expect(catalog?.faulty).toBe(false);
  });

  test('each refusal says why', async () => {
    const one = (content: string) => told('site: { logo: logo.svg }\n', { 'logo.svg': content });
    expect(
      [
        await one(svg.replace('<path', '<path onload="x"')),
        await one('logo'),
        await told('site: { logo: x.png }\n'),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "error site-picture-refused catalog.yaml:5:9 "logo.svg" is not shown. It has the handler "onload", which is code. | Save it as a plain or optimised SVG, or as a PNG.
      error site-picture-refused catalog.yaml:5:9 "logo.svg" is neither an SVG nor a PNG nor a WebP. | Give an SVG without scripts, a PNG or a WebP of at most 100 kB in the catalog folder.
      error site-picture-refused catalog.yaml:5:9 There is no file "x.png" in the catalog folder. | Check the path; it is relative to catalog.yaml."
    `);
  });

  test('below a folder that is a link are refused', async () => {
    const files = { 'real/logo.svg': svg, brand: { link: 'real' } };
    expect(await told('site: { logo: brand/logo.svg }\n', files)).toContain('no folders and no links');
  });

  test('a drawing with gradients, uses and comments is shown', async () => {
    const drawn = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made > by hand -->\n${svg.replace(
      '<path',
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><use href="#a"/><path stroke="url(#a)"',
    )}`;
    expect(await told('site: { logo: a.svg }\n', { 'a.svg': drawn })).toBe('');
  });
});

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

test('the example with a look of its own has nothing to mend', async () => {
  const { catalog, diagnostics } = await loadCatalog(resolve(import.meta.dirname, '../../examples/themed'));
  expect(diagnostics).toEqual([]);
  expect(catalog?.look.site.pages.map(({ name }) => name)).toEqual(['how-we-choose']);
});
