import { readFile } from 'node:fs/promises';
import { colorText } from '../../domain/color.ts';
import { plainPalettes } from '../../domain/palette.ts';
import type { MarkdownNode, PictureRole } from '../../domain/site-content.ts';
import { getRoot } from './collections.ts';

/** A link that an operator put at the top or at the bottom of every page. */
export interface LookLink {
  readonly label: string;
  /** An address or a path of the site, as `parseSiteLink` reads it. */
  readonly target: string;
}

/** How this catalog's site looks and what it adds to it, as `writeLook` lays it beside the pages. */
export interface Look {
  readonly title?: string | undefined;
  readonly tagline?: string | undefined;
  /** Below the site's base. */
  readonly pictures: Readonly<Partial<Record<PictureRole, { readonly path: string; readonly type: string }>>>;
  /** What browsers colour their own frame with. */
  readonly paper: { readonly light: string; readonly dark: string };
  /** In place of our own links at the top. */
  readonly navigation?: readonly LookLink[] | undefined;
  readonly footer: { readonly text?: string | undefined; readonly links: readonly LookLink[] };
  readonly pages: readonly LookPage[];
}

export interface LookPage {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly body: MarkdownNode;
}

/** The file, as `renderSite` names it; without one, as for `astro check`, the look is plain. */
const lookFile = process.env['SKILLYARD_LOOK'];

let loaded: Promise<Look> | undefined;

/** How the site looks. */
export function getLook(): Promise<Look> {
  return (loaded ??= readLook());
}

async function readLook(): Promise<Look> {
  if (lookFile === undefined)
    return {
      pictures: {},
      paper: { light: colorText(plainPalettes.light.paper), dark: colorText(plainPalettes.dark.paper) },
      footer: { links: [] },
      pages: [],
    };
  return JSON.parse(await readFile(lookFile, 'utf8')) as Look;
}

/** What pages call the marketplace, and the sentence below it. */
export async function getTitle(): Promise<{ readonly title: string; readonly tagline: string }> {
  const [{ catalog }, look] = await Promise.all([getRoot(), getLook()]);
  return { title: look.title ?? catalog.title, tagline: look.tagline ?? catalog.description };
}
