import type { FoundEntry } from '../domain/entry.ts';
import type { ContentFinding } from '../domain/finding.ts';
import { scanFile } from './findings/scan-file.ts';
import type { Content } from './text-content.ts';
import { isWithin } from './tree-view.ts';

/**
 * What the text files of an entry give to think about. The files of a plugin's members are looked at with the members,
 * so that nothing is said twice.
 *
 * @param contents Those of `entry.files`, in the same order.
 */
export function findingsOf(entry: FoundEntry, contents: readonly Content[]): ContentFinding[] {
  const ofMembers = entry.members.map(({ path }) => path.split('#', 1)[0] ?? path);
  return entry.files.flatMap(({ treePath }, index) => {
    const text = contents[index]?.text;
    if (text === undefined || ofMembers.some((path) => isWithin(treePath, path))) return [];
    return scanFile(treePath, text);
  });
}
