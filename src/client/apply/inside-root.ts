import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { hasCode } from './error-code.ts';

/** Where a target really is. */
export interface Settled {
  /** Absolute, with no link in any folder of it. */
  readonly path: string;
  /** The folders of the target that are not there, relative to the root with `/`, outermost first. */
  readonly missing: readonly string[];
}

/**
 * The one way from a target to a path: every folder of it is looked at, and a link may lead to another place in the root,
 * but never out of it.
 *
 * @param root An absolute folder that is there.
 * @param target Relative to the root, with `/`.
 * @param followLast Also follows a link that the target itself is, where a file is changed and not replaced.
 * @throws Refusal `path-escapes` or `path-blocked`.
 */
export async function insideRoot(root: string, target: string, followLast = false): Promise<Settled> {
  const parts = target.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
  if (!isPlain || target.startsWith('/') || /^[a-z]:/i.test(target)) throw escapes(target);
  const real = await realpath(root);
  let folder = real;
  const missing: string[] = [];
  for (const [index, part] of parts.slice(0, -1).entries()) {
    const next = join(folder, part);
    const found = missing.length > 0 ? undefined : await lookAt(next);
    if (found === undefined) missing.push(parts.slice(0, index + 1).join('/'));
    const place = found?.isSymbolicLink() ? await follow(next, real, target) : next;
    if (found && !(await lstat(place)).isDirectory())
      throw new Refusal(
        'path-blocked',
        `${parts.slice(0, index + 1).join('/')} is a file, and ${target} should lie below it: move it away, then try again.`,
      );
    folder = place;
  }
  const last = join(folder, parts.at(-1) ?? '');
  const isLink = followLast && missing.length === 0 && (await lookAt(last))?.isSymbolicLink();
  const path = isLink ? await follow(last, real, target) : last;
  // Also where a link of the project leads there: what lies in it can run programs.
  if ([...parts, ...relative(real, path).split(sep), ...missing.flatMap((one) => one.split('/'))].some(isGitFolder))
    throw new Refusal(
      'path-escapes',
      `${JSON.stringify(target)} leads into the .git folder, which is never written to. Nothing was written.`,
    );
  return { path, missing };
}

/** `.git` under every name by which a file system may know it: capitals, blanks and dots behind it, its short name, signs that are not seen. */
function isGitFolder(part: string): boolean {
  const name = part
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '');
  return name === '.git' || /^git~\d+$/.test(name);
}

async function lookAt(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

async function follow(link: string, root: string, target: string): Promise<string> {
  const place = await realpath(link).catch(() => undefined);
  if (place === undefined)
    throw new Refusal('path-blocked', `${target} goes through a link that leads nowhere: mend it, then try again.`);
  if (!place.startsWith(root.endsWith(sep) ? root : root + sep)) throw escapes(target);
  return place;
}

function escapes(target: string): Refusal {
  return new Refusal(
    'path-escapes',
    `${JSON.stringify(target)} leads out of the folder that is written to, and is left alone. Nothing was written.`,
  );
}
