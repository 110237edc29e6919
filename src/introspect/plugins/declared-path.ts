import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import { isWithin, join, parentOf, type TreeView } from '../tree-view.ts';

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
  if (/^[a-z][a-z0-9+.-]*:/i.test(value))
    return { diagnostic: diagnose('manifest-remote', { message: `"${value}" is an address.`, at }) };
  const steps = normalise(value);
  if (steps === undefined)
    return {
      diagnostic: diagnose('manifest-path-escapes', { message: `"${value}" leaves the folder of the plugin.`, at }),
    };
  const wanted = join(root, steps);
  const { path, problem } = view.resolve(wanted);
  if (problem === undefined) return { path };
  const submodule = partsOf(wanted).find((part) => view.tree.nodes.get(part)?.type === 'submodule');
  if (submodule !== undefined)
    return {
      diagnostic: diagnose('submodule-skipped', { message: `"${value}" lies in the submodule ${submodule}.`, at }),
    };
  const isLink = view.links.some((link) => isWithin(wanted, link));
  if (problem === 'escapes')
    return { diagnostic: diagnose('link-escapes', { message: `"${value}" leads out of the repository.`, at }) };
  const rule = isLink ? 'link-broken' : 'manifest-path-missing';
  return { diagnostic: diagnose(rule, { message: `"${value}" is not in the source.`, at }) };
}

/** The path and all folders above it, the longest first. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (let part = path; part !== ''; part = parentOf(part)) parts.push(part);
  return parts;
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
