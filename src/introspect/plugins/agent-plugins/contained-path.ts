import { isWithin } from '../../../domain/path-within.ts';
import { join, type TreeView } from '../../tree-view.ts';

/** `inside`: it is there. `absent`: it would be inside, but nothing is there. `escapes`: it cannot be shown to be inside. */
export type Containment = 'inside' | 'absent' | 'escapes';

/**
 * Whether a path of a plugin stays within the plugin (Agent Plugins 1.0, section 4.1): links may lead to other places
 * inside the plugin's real root, never out of it. Every step on the way is looked at, so that what is not in the package
 * yet cannot lie behind a link that leaves it, and `..` cannot come back through the name of the plugin's folder.
 *
 * @param root The plugin's real root.
 * @param path Relative to the root, with or without `./` in front.
 */
export function containment(view: TreeView, root: string, path: string): Containment {
  // On Windows a backslash separates folders, so `.\\..` would leave the plugin there.
  if (path.includes('\\')) return 'escapes';
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  if (steps.length > MOST_STEPS) return 'escapes';
  let depth = 0;
  for (const [index, step] of steps.entries()) {
    depth += step === '..' ? -1 : 1;
    if (depth < 0) return 'escapes';
    const prefix = join(root, steps.slice(0, index + 1).join('/'));
    const { path: real, problem } = view.resolve(prefix);
    if (problem === undefined) {
      if (!isWithin(real, root)) return 'escapes';
    } else if (problem !== 'dangling' || endsInLink(view, root, steps.slice(0, index + 1))) return 'escapes';
    // Below what is not there nothing can be a link; `..` that climbs too far still counts.
    else return staysBelow(steps.slice(index + 1), depth) ? 'absent' : 'escapes';
  }
  return 'inside';
}

/** In steps; real ones have less than ten. Each is followed from the root of the tree. */
const MOST_STEPS = 64;

/** True where the last step is a link itself, one that leads nowhere. */
function endsInLink(view: TreeView, root: string, steps: readonly string[]): boolean {
  const parent = view.resolve(join(root, steps.slice(0, -1).join('/'))).path;
  return parent === undefined || view.tree.nodes.get(join(parent, steps.at(-1) ?? ''))?.type === 'link';
}

function staysBelow(steps: readonly string[], start: number): boolean {
  let depth = start;
  for (const step of steps) {
    depth += step === '..' ? -1 : 1;
    if (depth < 0) return false;
  }
  return true;
}
