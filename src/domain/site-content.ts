import type { PageComponent } from './page-components.ts';
import type { SiteFile } from './site-file.ts';

/** Where pictures stand in a theme. */
export const pictureRoles = ['logo', 'logoDark', 'favicon'] as const;
export type PictureRole = (typeof pictureRoles)[number];

/** A picture of the catalog, of a type that its content says. */
export interface SitePicture {
  readonly ending: 'svg' | 'png' | 'webp';
  readonly bytes: Uint8Array;
}

/** A node of a Markdown tree (mdast), without its place. */
export interface MarkdownNode {
  readonly type: string;
  readonly children?: readonly MarkdownNode[];
  readonly [property: string]: unknown;
}

/** A component in the tree of a page, in the place of the words that stand for it. */
export interface ComponentNode extends MarkdownNode {
  readonly type: 'component';
  readonly name: PageComponent;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A page that the catalog adds to the site: data, in which nothing can run. */
export interface SitePage {
  /** The name of its file without the ending, which is its address. */
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Its text as a Markdown tree, with components at the top level only. */
  readonly body: MarkdownNode;
}

/** How a catalog's site looks, and what it adds to it: everything that can be used of what is written. */
export interface SiteContent {
  readonly theme: SiteFile;
  readonly pictures: Readonly<Partial<Record<PictureRole, SitePicture>>>;
  /** By name. */
  readonly pages: readonly SitePage[];
}

/** The media types of pictures, by their endings. */
export const pictureTypes = { svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp' } as const;
