import type { FoundEntry } from '../domain/entry.ts';
import type { ContentFinding } from '../domain/finding.ts';
import { scanFile } from './findings/scan-file.ts';
import { isWithin } from './tree-view.ts';

/** Larger files are data or build products; what they hide, no reader of instructions meets. In bytes. */
const MAX_SCANNED = 1_000_000;

/**
 * What the text files of an entry give to think about. The files of a plugin's members are looked at with the members,
 * so that nothing is said twice.
 *
 * @param contents The bytes of `entry.files`, in the same order.
 */
export function findingsOf(entry: FoundEntry, contents: readonly { readonly bytes: Uint8Array }[]): ContentFinding[] {
  const ofMembers = entry.members.map(({ path }) => path.split('#', 1)[0] ?? path);
  return entry.files.flatMap(({ treePath }, index) => {
    const bytes = contents[index]?.bytes;
    if (!bytes || ofMembers.some((path) => isWithin(treePath, path))) return [];
    const text = textOf(bytes);
    return text === undefined ? [] : scanFile(treePath, text);
  });
}

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > MAX_SCANNED || bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
