import type { Change } from './change.ts';

/** Changes that happened at once: one, or many of a kind. */
export interface ChangeGroup {
  /** The id of the change; for many at once, of what brought them. */
  readonly id: string;
  readonly isMany: boolean;
  /** At least one, in the order in which they were given. */
  readonly changes: readonly [Change, ...Change[]];
}

/** More than this of one kind, in one source and at once, are one piece of news. */
const MOST_SINGLE = 10;

/**
 * What is news to those who read feeds: changes of what is offered, and what was taken back. What one sync or one commit
 * does to many entries of a source is one piece of news, so that a new source does not bury all others.
 *
 * @param changes Newest first. Whether they are many is decided over all of them, so that the id of a piece of news does
 *   not change with what is offered later.
 */
export function newsOf(changes: readonly Change[]): ChangeGroup[] {
  const renamed = new Set(changes.flatMap(({ kind, entry, from = '' }) => (kind === 'renamed' ? [entry, from] : [])));
  const groups = Map.groupBy(changes, happening);
  return [...groups].flatMap(([key, group]): ChangeGroup[] => {
    const news = group.filter((change) => isNews(change, renamed));
    const [first, ...others] = news;
    if (first === undefined) return [];
    // A group stands where its first change does: they all have one moment.
    if (group.length > MOST_SINGLE && first.kind !== 'withdrawal')
      return [{ id: key, isMany: true, changes: [first, ...others] }];
    return news.map((change) => ({ id: change.id, isMany: false, changes: [change] }));
  });
}

function happening({ source, kind, commit, date, id }: Change): string {
  return kind === 'withdrawal' ? id : `${source}:${kind}:${commit ?? date}`;
}

function isNews({ kind, entry, to, offered }: Change, renamed: ReadonlySet<string>): boolean {
  if (kind === 'withdrawal') return true;
  // The one that speaks of the new name says it all.
  if (kind === 'removed' || kind === 'new') return !renamed.has(entry) && (offered || kind === 'removed');
  return offered || (kind === 'status' && to === 'deleted');
}
