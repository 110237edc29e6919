import type { Harness } from '../../domain/harness.ts';
import { conditionsOf, placesOf, targetIn } from './places.ts';
import { type Rule, skip, write } from './placement.ts';
import { NEEDS_PLUGIN, speaksOfPlugin } from './plugin-root.ts';

/** A skill is copied as it is: every harness reads Agent Skills. */
export function placeSkill(harness: Harness): Rule {
  return (item, scope) => {
    const [found] = placesOf(harness, 'skill', scope);
    if (!found) return skip(item, 'There is no folder for skills.');
    const { files, name } = item.part;
    const target = targetIn(found.place, name);
    const leaning = files.filter(speaksOfPlugin);
    if (item.isApart && leaning.some(({ path }) => path === 'SKILL.md')) return skip(item, NEEDS_PLUGIN);
    const notes = leaning.length === 0 ? [] : [`${target} speaks of the folder of a plugin, which it is not in.`];
    return write([{ type: 'folder', target, files }], [...notes, ...conditionsOf(found.fact, scope)]);
  };
}
