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
      "error site-contrast-low catalog.yaml:7:5 "accent" is #fde68a and has a contrast of 1.09:1 with the paper of light pages, #f4f0e5; words need 4.5:1. The plain colours are used instead. | The nearest colour that can be read there: accent: "#6f653d".
      error site-contrast-low catalog.yaml:8:5 "accentDark" is #1e3a8a and has a contrast of 1.75:1 with the paper of dark pages, #0e161e; words need 4.5:1. The plain colours are used instead. | The nearest colour that can be read there: accentDark: "#8191bd"."
    `);
    const { catalog } = await load(site);
    expect(catalog?.faulty).toBe(false);
    expect(catalog?.look.site.theme.colors).toEqual({});
    expect(await told('site: { colors: { ink: "#999", paperDark: "#ddd" } }\n')).toMatchInlineSnapshot(`
      "error site-contrast-low catalog.yaml:5:19 "ink" is #999999 and has a contrast of 2.5:1 with the paper of light pages, #f4f0e5; words need 4.5:1. The plain colours are used instead. | The nearest colour that can be read there: ink: "#686868".
      error site-contrast-low catalog.yaml:5:32 The ink on "paperDark" is #ece7da and has a contrast of 1.1:1 with the paper of dark pages, #dddddd; words need 4.5:1. The plain colours are used instead. | The nearest colour that can be read there: inkDark: "#63615c"."
    `);
    // Enough on the paper and not on the ground of code.
    expect(await told('site: { colors: { accent: "#6e7280" } }\n')).toMatchInlineSnapshot(
      `"error site-contrast-low catalog.yaml:5:19 "accent" is #6e7280 and has a contrast of 4.2:1 with the paper of light pages, #f4f0e5; words need 4.5:1. The plain colours are used instead. | The nearest colour that can be read there: accent: "#616471"."`,
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
      "error site-picture-refused catalog.yaml:5:9 "logo.svg" is not shown. It has the handler "onload", which is code. The plain look is used instead. | Save it as a plain or optimised SVG, or as a PNG.
      error site-picture-refused catalog.yaml:5:9 "logo.svg" is neither an SVG nor a PNG nor a WebP. The plain look is used instead. | Give an SVG without scripts, a PNG or a WebP of at most 100 kB in the catalog folder.
      error site-picture-refused catalog.yaml:5:9 There is no file "x.png" in the catalog folder. The plain look is used instead. | Check the path; it is relative to catalog.yaml."
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

test('the example with a look of its own has nothing to mend', async () => {
  const { catalog, diagnostics } = await loadCatalog(resolve(import.meta.dirname, '../../examples/themed'));
  expect(diagnostics).toEqual([]);
  expect(catalog?.look.site.pages.map(({ name }) => name)).toEqual(['how-we-choose']);
});
