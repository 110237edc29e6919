import type { Harness } from '../../domain/harness.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import { placesOf, targetIn } from './places.ts';
import { write } from './placement.ts';
import { manifestName } from './plugin-manifest.ts';
import { whatRuns } from './what-runs.ts';

/**
 * The folder of a plugin as the table has it for a harness that loads everything in it at once. One that brings what
 * runs by itself would run it, so it is taken apart.
 */
export function placedFolder(harness: Harness, content: Content, scope: Scope): Placement | undefined {
  const [found] = placesOf(harness, 'plugin', scope);
  if (!found) return undefined;
  const name = manifestName(content, found.fact.way?.manifests ?? []);
  const isRead = found.fact.formats.some((format) => content.formats.includes(format));
  if (name === undefined || !isRead || whatRuns(content).length > 0) return undefined;
  return write([{ type: 'folder', target: targetIn(found.place, content.name), files: content.files }]);
}
