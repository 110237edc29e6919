import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { byText } from '../../domain/order.ts';
import { hasCode } from './error-code.ts';

/** What is at a path. Links are not followed: a link is `other`. */
export type DiskState =
  | { readonly type: 'absent' }
  | { readonly type: 'file'; readonly sha256: string; readonly executable: boolean }
  /** By path in the folder the SHA-256 of a file; of what is no file, `link` or `other` with what can be said of it. */
  | { readonly type: 'folder'; readonly files: Readonly<Record<string, string>>; readonly folders: readonly string[] }
  | { readonly type: 'other'; readonly what: string };

/** Looks at a path. Reads only. */
export async function diskState(path: string): Promise<DiskState> {
  let found: Awaited<ReturnType<typeof lstat>>;
  try {
    found = await lstat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return { type: 'absent' };
    throw error;
  }
  if (found.isFile())
    return { type: 'file', sha256: sha256(await readFile(path)), executable: (found.mode & 0o100) !== 0 };
  if (found.isSymbolicLink()) return { type: 'other', what: `link ${await readlink(path)}` };
  if (!found.isDirectory()) return { type: 'other', what: 'device' };
  const files: [string, string][] = [];
  const folders: string[] = [];
  await walk(path, '', files, folders);
  return {
    type: 'folder',
    files: Object.fromEntries(files.toSorted(([a], [b]) => byText(a, b))),
    folders: folders.toSorted(byText),
  };
}

async function walk(root: string, folder: string, files: [string, string][], folders: string[]): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      folders.push(path);
      await walk(root, path, files, folders);
    } else if (entry.isFile()) files.push([path, sha256(await readFile(join(root, path)))]);
    else files.push([path, entry.isSymbolicLink() ? `link ${await readlink(join(root, path))}` : 'other']);
  }
}

/** One text for one state: two are equal where nothing has changed. */
export function stateKey(state: DiskState): string {
  if (state.type === 'absent') return 'absent';
  if (state.type === 'file') return `file ${state.sha256}`;
  return state.type === 'folder' ? `folder ${sha256(canonicalJson(state.files))}` : state.what;
}
