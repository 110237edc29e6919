import type { FullEntry } from '../../domain/index-v1.ts';
import { parseRemote } from '../../domain/place.ts';
import { filePath } from './repository-link.ts';

/** A word a POSIX shell takes as it is, or the text in single quotes. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The commands that bring the pinned files of an entry onto a machine with nothing but git.
 *
 * @returns Undefined where the pinned place is not one that others can clone (a folder or bundle of the catalog).
 */
export function cloneCommand({ name, distribution }: Pick<FullEntry, 'name' | 'distribution'>): string | undefined {
  const pinned = distribution.git;
  if (!pinned) return undefined;
  const transport = parseRemote(pinned.url)?.transport;
  if (transport !== 'https' && transport !== 'ssh' && transport !== 'http') return undefined;
  const path = filePath(pinned.path);
  return [
    `git clone --filter=blob:none --no-checkout -- ${shellWord(pinned.url)} ${name}`,
    `git -C ${name} --literal-pathspecs checkout ${pinned.commit} -- ${shellWord(path === '' ? '.' : path)}`,
  ].join('\n');
}
