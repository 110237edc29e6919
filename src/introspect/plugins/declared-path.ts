import { publicAddress } from '../secrets.ts';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import { shorten } from '../../domain/shorten.ts';
import { join, type TreeView } from '../tree-view.ts';

export type Declared =
  | { readonly path: string; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly path?: undefined };

/**
 * The real path of a path that a manifest declares, relative to the plugin's root.
 *
 * @param root The folder the path is relative to.
 * @param value As it stands in the manifest: `./skills/pdf`, `skills/pdf`, or an address.
 */
export function declaredPath(view: TreeView, root: string, value: string, at: Place): Declared {
  const shown = shorten(value);
  if (/^[a-z][a-z0-9+.-]*:/i.test(value))
    return { diagnostic: diagnose('manifest-remote', { message: `"${publicAddress(shown)}" is an address.`, at }) };
  const steps = normalise(value);
  if (steps === undefined)
    return {
      diagnostic: diagnose('manifest-path-escapes', { message: `"${shown}" leaves the folder of the plugin.`, at }),
    };
  const wanted = join(root, steps);
  const { path, problem } = view.resolve(wanted);
  if (problem === undefined) return { path };
  const onTheWay = obstacle(view, wanted);
  if (onTheWay?.type === 'submodule')
    return {
      diagnostic: diagnose('submodule-skipped', { message: `"${shown}" lies in the submodule ${onTheWay.path}.`, at }),
    };
  if (problem === 'escapes')
    return { diagnostic: diagnose('link-escapes', { message: `"${shown}" leads out of the repository.`, at }) };
  const rule = onTheWay ? 'link-broken' : 'manifest-path-missing';
  return { diagnostic: diagnose(rule, { message: `"${shown}" is not in the source.`, at }) };
}

/** The link or submodule on the way to a path, if that is what ends it. Below it the tree holds nothing. */
function obstacle(view: TreeView, path: string): { path: string; type: 'link' | 'submodule' } | undefined {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const part = end === -1 ? path : path.slice(0, end);
    const type = view.tree.nodes.get(part)?.type;
    if (type === 'link' || type === 'submodule') return { path: part, type };
    if (end === -1 || !view.isFolder(part)) return undefined;
  }
}

/** The path without `.` and `..`, or undefined where it climbs out of its folder or is absolute. */
function normalise(value: string): string | undefined {
  if (value.startsWith('/') || value.includes('\\')) return undefined;
  const steps: string[] = [];
  for (const step of value.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}
