import type { Kind } from '../../domain/kind.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import { partOf, type Rule, skip, together, write } from './placement.ts';

/** The rules of one harness, by kind. A kind without a rule has no place there. */
export type Rules = Partial<Record<Kind, Rule>>;

/**
 * A plugin where its folder means nothing: each of its parts by the rule for its kind. What needs the folder is left
 * out, and so is a second part that would go to the same place.
 */
export function takeApart(content: Content, scope: Scope, rules: Rules, noRule: (kind: Kind) => string): Placement {
  const taken = new Set<string>();
  const placements = content.parts.map((part): Placement => {
    const item = partOf(part, content.id);
    const placement = rules[part.kind]?.(item, scope) ?? skip(item, noRule(part.kind));
    const places = placement.actions.map((action) =>
      action.type === 'setting' ? JSON.stringify([action.target, action.keys]) : action.target,
    );
    if (places.some((place) => taken.has(place))) return skip(item, 'Another part has the same name.');
    for (const place of places) taken.add(place);
    return placement;
  });
  if (placements.length === 0) return skip({ what: content.id }, 'It brings nothing that can be placed one by one.');
  const note = `${content.id} was taken apart: its folder as a whole is not placed.`;
  return together([write([], placements.some(({ actions }) => actions.length > 0) ? [note] : []), ...placements]);
}
