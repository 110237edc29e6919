import type { Rule } from './rule.ts';

/** What can be wrong with how a catalog's site looks, and with the pages it adds. */
export const siteRules = {
  'site-contrast-low': {
    title: 'A colour that cannot be read on its ground',
    severity: 'error',
    why: 'Words need a contrast of 4.5:1 with what they stand on, or many people cannot read them (WCAG 2.2, level AA). The plain colour is used instead.',
    hint: 'Choose a darker colour for light pages and a lighter one for dark pages.',
  },
  'site-picture-refused': {
    title: 'A picture of the site that is not shown',
    severity: 'error',
    why: 'A logo is shown on every page, so it is small, is what it says it is, lies in the catalog, and can run nothing.',
    hint: 'Give an SVG without scripts, a PNG or a WebP of at most 100 kB in the catalog folder.',
  },
  'site-page-refused': {
    title: 'An extra page that is not published',
    severity: 'error',
    why: 'The name of the file is the address of the page; what cannot be one, or is no plain file, has no page.',
    hint: 'Name it in lower-case letters, digits and single dashes, with .mdx or .md at its end.',
  },
  'site-page-syntax': {
    title: 'An extra page that cannot be read',
    severity: 'error',
    why: 'Half a page would say something its writer did not mean, so the page is left out.',
    hint: 'Mend the line. In MDX a "<" begins a component and a "{" begins code; write \\< and \\{ for the characters.',
  },
  'site-page-code': {
    title: 'Code or HTML in an extra page',
    severity: 'error',
    why: 'Pages come with pull requests and are shown beside what people trust: they hold text and the components that are there, and nothing in them runs.',
    hint: 'Write it in Markdown, or with <EntryCard> and <EntryList>.',
  },
  'site-link-refused': {
    title: 'A link of an extra page that leads nowhere',
    severity: 'error',
    why: 'Links lead to this site, to the web or to a letter; anything else could run something or misses its target on a sub-path.',
    hint: 'Write an address that starts with https://, http:// or mailto:, or a path of this site such as /sources/.',
  },
  'site-page-unknown': {
    title: 'A link to an extra page that is not there',
    severity: 'error',
    why: 'A reader who follows it would find nothing, so the link is left out.',
    hint: 'Correct the name; it is that of a file in pages/, without its ending.',
  },
  'site-path-unknown': {
    title: 'A link to a page that this site does not have',
    severity: 'warning',
    why: 'A path is one of this site, and whoever follows the link finds "Page not found". It is kept, as the host may serve something there.',
    hint: 'Correct the path. For something else on the same host write its whole address, with https://.',
  },
  'site-entry-unknown': {
    title: 'An extra page shows an entry that is not listed',
    severity: 'warning',
    why: 'Its card is missing on the page.',
    hint: 'Give the coordinate of a listed entry, such as skill:source/name.',
  },
} as const satisfies Record<string, Rule>;
