import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { colorText } from '../domain/color.ts';
import { sha256 } from '../domain/digest.ts';
import { paletteCss, palettesOf } from '../domain/palette.ts';
import { type PictureRole, pictureRoles, pictureTypes, type SiteContent } from '../domain/site-content.ts';
import type { SiteFileLink } from '../domain/site-file.ts';
import type { Look, LookLink } from './data/look.ts';

/** Without anything said: the site as it is. */
export const plainLook: SiteContent = { theme: { colors: {}, footer: { links: [] } }, pictures: {}, pages: [] };

/**
 * Lays the look of a catalog's site where the pages find it: its colours as a stylesheet after our own, its pictures
 * among the files that are published as they are, and the rest as data.
 *
 * @param root The folder that the site is built in, with the site's sources in it.
 * @returns The file with the data.
 */
export async function writeLook(root: string, { theme, pictures, pages }: SiteContent): Promise<string> {
  await writeFile(join(root, 'src/site/styles/theme.css'), paletteCss(theme.colors));
  const written: Partial<Record<PictureRole, { path: string; type: string }>> = {};
  for (const role of pictureRoles) {
    const picture = pictures[role];
    if (!picture) continue;
    // Hosts keep what lies there for ever, so its name holds the digest.
    const path = `assets/${role.toLowerCase()}-${sha256(picture.bytes).slice(0, 12)}.${picture.ending}`;
    await mkdir(join(root, 'public/assets'), { recursive: true });
    await writeFile(join(root, 'public', path), picture.bytes);
    written[role] = { path, type: pictureTypes[picture.ending] };
  }
  const { light, dark } = palettesOf(theme.colors);
  const look: Look = {
    title: theme.title,
    tagline: theme.tagline,
    pictures: written,
    paper: { light: colorText(light.paper), dark: colorText(dark.paper) },
    navigation: theme.navigation?.map(toLink),
    footer: { text: theme.footer.text, links: theme.footer.links.map(toLink) },
    pages,
  };
  const file = join(root, 'look.json');
  await writeFile(file, JSON.stringify(look));
  return file;
}

function toLink({ label, href, page }: SiteFileLink): LookLink {
  return { label, target: href ?? `pages/${page ?? ''}/` };
}
