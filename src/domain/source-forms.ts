/*
 * What the texts in the file of a source look like. The schema of the file is made of these, and so is the form with
 * which people write one, in a browser that shall not have to load the schema.
 */

/** A git ref name as `git check-ref-format` takes it, narrowed to what branches and tags are called. */
export const REF = /^(?!-)(?!.*\.\.)(?!.*\/\/)[\w./+@-]+(?<!\.lock)(?<![./])$/;
/** In characters. */
export const LONGEST_REF = 200;

/** In characters. */
export const LONGEST_GLOB = 200;

/** True where it leads nowhere but below its folder: no `..`, no leading slash, no backslash. */
export function isRelativePath(path: string): boolean {
  return !path.startsWith('/') && !/[\\\p{Cc}]/u.test(path) && !path.split('/').includes('..');
}

/** The one spelling of such a path. */
export function plainRelativePath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** True where every character means what it means here; `{a,b}`, `!` and backslashes have a meaning in other tools. */
export function isGlob(glob: string): boolean {
  return !/^!|[{}\\]/.test(glob);
}
