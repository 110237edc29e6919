import { type Harness, harnessFacts, harnessTitles } from '../../domain/harness.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { Kind, kindNoun } from '../../domain/kind.ts';
import { formatCount } from '../words/format.ts';
import { kindInSentence } from '../words/labels.ts';
import type { ListedEntry } from './index-files.ts';

interface PluginFit {
  readonly harness: Harness;
  readonly title: string;
  /** What it takes of the members, and what it has no use for, as counted kinds; either may be empty. */
  readonly takes: readonly string[];
  readonly leaves: readonly string[];
}

/**
 * What each harness that takes a plugin gets of it, by the kinds and formats of those members that are listed.
 *
 * @param entries Every entry by its coordinate.
 */
export function pluginFits(
  entry: Pick<FullEntry, 'kind' | 'formats' | 'members'>,
  entries: ReadonlyMap<string, ListedEntry>,
): PluginFit[] {
  const members = entry.members.flatMap(({ id }) => entries.get(id) ?? []);
  return harnessFacts(entry).flatMap(({ harness, fact }) => {
    if (!fact) return [];
    const isTaken = ({ harnesses }: ListedEntry): boolean => harnesses.includes(harness);
    return {
      harness,
      title: harnessTitles[harness],
      takes: counted(members.filter(isTaken)),
      leaves: counted(members.filter((member) => !isTaken(member))),
    };
  });
}

function counted(members: readonly ListedEntry[]): string[] {
  return Kind.options.flatMap((kind) => {
    const { length } = members.filter((member) => member.kind === kind);
    return length === 0 ? [] : [formatCount(length, kindNoun(kind), kindInSentence(kind))];
  });
}
