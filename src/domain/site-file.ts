import { z } from 'zod';
import { parseColor } from './color.ts';
import { Slug } from './coordinate.ts';
import { parseSiteLink, SITE_LINK } from './site-link.ts';
import { isRelativePath, plainRelativePath } from './source-forms.ts';

/** Line breaks, controls, and marks that turn the direction of the words around them. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/;

function words(longest: number): z.ZodString {
  return z
    .string()
    .max(longest)
    .refine((text) => text.trim() !== '' && !UNSEEN.test(text), {
      error: 'Write one line of text, without characters that cannot be seen.',
    });
}

const Color = z.custom<string>((value) => typeof value === 'string' && parseColor(value) !== undefined, {
  error: 'Write it as "#1d4ed8", with the quotes: without them YAML takes all that follows the # for a comment.',
});

const Picture = z
  .string()
  .max(200)
  .refine((path) => isRelativePath(path) && plainRelativePath(path) !== '', {
    error: 'Write the path of a file in the catalog folder, with forward slashes and without "..".',
  })
  .transform(plainRelativePath);

const Target = z.string().refine((text) => parseSiteLink(text) !== undefined, { error: SITE_LINK });

const Link = z
  .strictObject({
    /** The words of the link. */
    label: words(40),
    /** An address, or a path of the site such as `sources/`. */
    href: Target.optional(),
    /** The name of a file in `pages/`, without its ending. */
    page: Slug.optional(),
  })
  .refine(({ href, page }) => (href === undefined) !== (page === undefined), {
    error: 'Write either "href" or "page", one of them.',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

/** Whatever else is asked for, the pages stay those of a catalog: `site:` in `catalog.yaml` says how they look. */
export const SiteFile = z.strictObject({
  /** What the pages call the marketplace, where that is not the `title` of the catalog. */
  title: words(80).optional(),
  /** The sentence below it on the first page, in place of the `description` of the catalog. */
  tagline: words(300).optional(),
  /** A file in the catalog folder, in place of the mark beside the title: SVG, PNG or WebP, at most 100 kB. */
  logo: Picture.optional(),
  /** The same for dark pages. */
  logoDark: Picture.optional(),
  /** What browsers show beside the title of a page: SVG or PNG. */
  favicon: Picture.optional(),
  /** Hex colours. What is left out follows from the others. */
  colors: z
    .strictObject({
      /** Of the mark, the current page, what is pointed at, buttons and links, on light pages. */
      accent: Color.optional(),
      /** The same on dark pages; without it a lighter `accent`. */
      accentDark: Color.optional(),
      /** Behind everything, on light pages. */
      paper: Color.optional(),
      paperDark: Color.optional(),
      /** Of words, on light pages. */
      ink: Color.optional(),
      inkDark: Color.optional(),
    })
    .prefault({}),
  /** In place of the links at the top of every page; those stay at the bottom. */
  navigation: z.array(Link).min(1).max(12).optional(),
  footer: z
    .strictObject({
      /** A sentence at the bottom of every page: an imprint, a licence. */
      text: words(500).optional(),
      links: z.array(Link).max(12).default([]),
    })
    .prefault({}),
});
export type SiteFile = z.infer<typeof SiteFile>;
export type SiteFileLink = z.infer<typeof Link>;
