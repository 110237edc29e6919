import { foldedPath } from '../../domain/archive-path.ts';
import type { ContentFile } from '../../domain/composed.ts';
import { configuresHarness } from '../../domain/configures-harness.ts';
import type { Harness } from '../../domain/harness.ts';
import { shownText } from '../../domain/shown-text.ts';
import { conditionsOf, placesOf, targetIn } from './places.ts';
import { type Rule, skip, write } from './placement.ts';
import { NEEDS_PLUGIN, speaksOfPlugin } from './plugin-root.ts';
import { whyItRuns } from './running-keys.ts';

/** A skill is copied as it is: every harness reads Agent Skills. One that would do more than be read is not placed. */
export function placeSkill(harness: Harness): Rule {
  return (item, scope) => {
    const [found] = placesOf(harness, 'skill', scope);
    if (!found) return skip(item, 'There is no folder for skills.');
    const { files, name } = item.part;
    const why = whyActive(files);
    if (why !== undefined) return skip(item, why);
    const target = targetIn(found.place, name);
    const leaning = files.filter(speaksOfPlugin);
    if (item.isApart && leaning.some(({ path }) => path === 'SKILL.md')) return skip(item, NEEDS_PLUGIN);
    const notes = leaning.length === 0 ? [] : [`${target} speaks of the folder of a plugin, which it is not in.`];
    return write([{ type: 'folder', target, files }], [...notes, ...conditionsOf(found.fact, scope)]);
  };
}

const LONGEST_SHOWN = 120;

/**
 * Why a folder of a skill would not only be read. Claude Code takes one with a manifest at its root, not deeper, for a
 * plugin and starts what is in it (seen in 2.1.328).
 */
function whyActive(files: readonly ContentFile[]): string | undefined {
  const configures = files.find(({ path }) => configuresHarness(path));
  if (configures)
    return `It brings ${shownText(configures.path, LONGEST_SHOWN)}, by which a harness takes the skill for a plugin and may run hooks, servers and programs of it at once.`;
  return files
    .filter(({ path }) => /(?:^|\/)skill\.md$/.test(foldedPath(path)))
    .map((file) => whyItRuns(file, []))
    .find((why) => why !== undefined);
}
