import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../helpers/git-repo.ts';

/** What a folder holds: each path with its bytes, in hexadecimal digits where they are not text, and `+x` before a script. */
export type FolderContent = Readonly<Record<string, string>>;

function shown(bytes: Uint8Array, executable: boolean): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return `${executable ? '+x ' : ''}${Buffer.from(text).equals(buffer) ? text : buffer.toString('hex')}`;
}

/** What lies in a folder. A link counts as what it points to. */
export function contentOf(folder: string, without: RegExp = /^$/): FolderContent {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const content: Record<string, string> = {};
  for (const path of paths) {
    const inside = path.slice(folder.length + 1);
    if (without.test(inside)) continue;
    const stat = statSync(path);
    if (!stat.isDirectory()) content[inside] = shown(readFileSync(path), (stat.mode & 0o100) !== 0);
  }
  return content;
}

/** What a source holds below a folder, as `contentOf` would find it. */
export function contentBelow(files: Readonly<Record<string, Content>>, folder: string): FolderContent {
  const content: Record<string, string> = {};
  for (const [path, file] of Object.entries(files)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const script = typeof file === 'object' && 'script' in file;
    const bytes = script ? file.script : (file as string | Uint8Array);
    content[path.slice(folder.length + 1)] = shown(Buffer.from(bytes), script);
  }
  return content;
}

/** The same for a client that loses who may be run. */
export function withoutModes(content: FolderContent): FolderContent {
  return Object.fromEntries(Object.entries(content).map(([path, text]) => [path, text.replace(/^\+x /, '')]));
}
