/** What names are made of; `Slug` is the schema. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** In characters. */
export const MAX_NAME = 64;

/** True where the text can stand in a coordinate as it is. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_NAME && SLUG.test(text);
}

/**
 * Turns any text into a slug: `Contact Center/Android` becomes `contact-center-android`. Letters are reduced to their
 * base form (`é` to `e`); what has none is dropped.
 *
 * @returns The slug, or undefined where nothing of the text survives (a name in a script without Latin forms).
 */
export function toSlug(text: string): string | undefined {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? undefined : slug;
}
