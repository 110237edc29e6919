import { kindNoun } from '../../domain/kind.ts';
import type { Action, Placement, Scope } from '../model/action.ts';
import type { Part } from '../model/content.ts';

/** What has to be placed: an entry, or a part of a plugin that is taken apart. */
export interface Item {
  readonly part: Part;
  /** How a sentence about it begins: its coordinate, or `skill review of plugin:acme/desk`. */
  readonly what: string;
  /** True for a part of a plugin whose folder is not placed. */
  readonly isApart: boolean;
  /** The transport of a server, where the index knows more than the configuration says. */
  readonly transport?: string | undefined;
}

/** How one harness takes one kind. */
export type Rule = (item: Item, scope: Scope) => Placement;

export function write(actions: readonly Action[], notes: readonly string[] = []): Placement {
  return { actions, skipped: [], notes };
}

export function skip({ what }: Pick<Item, 'what'>, why: string): Placement {
  return { actions: [], skipped: [{ what, why }], notes: [] };
}

export function together(placements: readonly Placement[]): Placement {
  return {
    actions: placements.flatMap(({ actions }) => actions),
    skipped: placements.flatMap(({ skipped }) => skipped),
    notes: [...new Set(placements.flatMap(({ notes }) => notes))],
  };
}

/** How a part of a plugin is called in a sentence. */
export function partOf(part: Part, plugin: string): Item {
  return { part, isApart: true, what: `${kindNoun(part.kind)} ${part.name} of ${plugin}` };
}
