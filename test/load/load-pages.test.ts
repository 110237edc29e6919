import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

const page = (body: string): string => `---\ntitle: Team\n---\n\n${body}\n`;

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
