import { foldedPath, unfitPath } from '../../domain/archive-path.ts';

/** A repository in a folder of strangers names programs that git runs. */
const REPOSITORY = /(?:^|\/)(?:\.git|git~\d+)(?:\/|$)/i;

/**
 * Why some paths cannot be written beside each other: one leads out, is not taken by every file system, or would make a git
 * repository.
 *
 * @returns What stands behind `it is not unpacked: `; undefined where all are fine.
 */
export function whyUnfit(paths: readonly string[]): string | undefined {
  const repository = paths.find((path) => REPOSITORY.test(path));
  if (repository !== undefined) return `${shownPath(repository)} would make a git repository`;
  const path = unfitPath(paths);
  if (path === undefined) return undefined;
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return `${shownPath(path)} is an absolute path`;
  if (path.split('/').includes('..')) return `${shownPath(path)} leads out of its folder`;
  const twin = paths.find((other) => other !== path && foldedPath(other) === foldedPath(path));
  if (twin !== undefined) return `${shownPath(path)} and ${shownPath(twin)} are one file where case does not count`;
  return `${shownPath(path)} cannot be a file on every system, or is there twice`;
}

/** A path of strangers in a sentence. */
export function shownPath(path: string): string {
  return JSON.stringify(path.slice(0, 200));
}
