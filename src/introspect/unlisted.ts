import { isWithin } from '../domain/path-within.ts';
import { pathPattern } from './path-pattern.ts';

/** Folders that hold tests, fixtures, backups, templates and other people's code: what looks like an entry there is none. */
const UNLISTED =
  /^(?:__?tests?__?|tests?|tests?[-_](?:cases|data|fixtures?|skills)|testdata|(?:.*[-_])?fixtures?|__fixtures__|evals?|mocks?|__mocks__|backups?|\.backups?|.*\.bak|archived?|old|templates?|\.?templates?|vendor|vendored|third[_-]party|node_modules|bower_components|dist|build|out|target)$/i;

/** `docs/ja-JP/skills/x` is the Japanese copy of `skills/x`. */
const LOCALE = /^(?:[a-z]{2}-[A-Za-z]{2,4}|cs|de|es|fr|it|ja|ko|nl|pl|pt|ru|sv|th|tr|uk|vi|zh)$/;
const LOCALE_PARENT = /^(?:docs?|i18n|l10n|locales?|translations?)$/i;

/** Which paths of a source are listed. */
export interface Selection {
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Whether what lies at a path is listed, not selected by the source file, or a test, fixture, template or copy. */
export type Listing = (entryPath: string) => 'listed' | 'outside' | 'unlisted';

/**
 * Makes the test for "is listed" of one source.
 *
 * @returns For the path of an entry's folder or file: `listed`, `outside` (not selected by the source file) or
 *   `unlisted` (a test, fixture, backup, template or copy that the source file does not name itself).
 */
export function makeListing({ path, include, exclude }: Selection): Listing {
  const everything = include.every((glob) => glob === '**' || glob === '**/*');
  const included = include.map(pathPattern);
  const excluded = exclude.map(pathPattern);
  return (entryPath) => {
    if (!isWithin(entryPath, path)) return 'outside';
    const relative = path === '' ? entryPath : entryPath.slice(path.length + 1);
    if (relative === '') return 'listed';
    const isIncluded = everything || included.some((matches) => matches(relative));
    if (!isIncluded || excluded.some((matches) => matches(relative))) return 'outside';
    // A source file that names what it wants has been looked at by a person.
    return everything && isUnlisted(relative) ? 'unlisted' : 'listed';
  };
}

/** A folder of this name is a form to fill in, wherever it lies. */
const FORM = /^(?:skill-)?template$/i;

function isUnlisted(path: string): boolean {
  const folders = path.split('/');
  if (FORM.test(folders.pop() ?? '')) return true;
  return folders.some(
    (folder, index) => UNLISTED.test(folder) || (LOCALE.test(folder) && LOCALE_PARENT.test(folders[index - 1] ?? '')),
  );
}
