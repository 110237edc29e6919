import type { Coordinate } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { byPrecedence } from './precedence.ts';

/**
 * Groups the entries of one kind with the same digest and says for each but one which of them goes first: what is offered
 * before stubs and drafts, then by the trust in its source, then what was listed with this content first, then by
 * coordinate. What was deleted is a copy of others and never goes first, nor does what is withdrawn while another is
 * not. An entry without content is nobody's copy.
 *
 * @param withdrawn The coordinates of what is withdrawn.
 * @returns By the coordinate of the copy the one that goes first.
 */
export function findCopies(
  entries: readonly CatalogEntry[],
  withdrawn: Pick<ReadonlySet<Coordinate>, 'has'> = new Set<Coordinate>(),
): Map<Coordinate, Coordinate> {
  const groups = Map.groupBy(entries.filter(hasContent), ({ kind, digest }) => `${kind} ${digest}`);
  const copyOf = new Map<Coordinate, Coordinate>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const there = group.filter(({ status }) => status.value !== 'deleted');
    const good = there.filter(({ id }) => !withdrawn.has(id));
    const [first] = (good.length > 0 ? good : there).toSorted(byPrecedence);
    if (!first) continue;
    for (const { id } of group) if (id !== first.id) copyOf.set(id, first.id);
  }
  return copyOf;
}

/**
 * A plugin that a marketplace defines, and nothing of which can be listed, has no files. A server or hook that starts
 * something of its plugin is not all there is of it: `bun run ${PLUGIN_ROOT}/server` is another program in each.
 */
function hasContent({ kind, fileRecords, canonical, hooks, servers }: CatalogEntry): boolean {
  if (kind !== 'hook' && kind !== 'mcp_server') return fileRecords.length > 0 || canonical !== undefined;
  return ![...hooks, ...servers].some(({ command }) => command !== undefined && startsOfItsPlugin(command));
}

/** True where a command starts a file of the plugin it belongs to. */
export function startsOfItsPlugin(command: string): boolean {
  return OF_THE_PLUGIN.test(command);
}

/** A placeholder for the folder of the plugin, or a path in it. */
const OF_THE_PLUGIN = /\$\{?\w|(?:^|[\s"'=])\.{1,2}\//;
