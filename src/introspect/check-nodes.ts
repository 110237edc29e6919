import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { TreeView } from './tree-view.ts';

/** Reports the links that lead nowhere, in circles or out of the repository, and the submodules, below the listed path. */
export function checkNodes(view: TreeView, isSelected: (path: string) => boolean): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const path of view.links.filter(isSelected)) {
    const { problem } = view.resolve(path);
    const at: Place = { root: 'source', file: path };
    if (problem === 'escapes')
      diagnostics.push(diagnose('link-escapes', { message: `The link ${path} leads out of the repository.`, at }));
    if (problem === 'loop')
      diagnostics.push(diagnose('link-broken', { message: `The link ${path} leads in a circle.`, at }));
    if (problem === 'dangling')
      diagnostics.push(diagnose('link-broken', { message: `What the link ${path} points to is not there.`, at }));
  }
  for (const [path, { type }] of view.tree.nodes) {
    if (type !== 'submodule' || !isSelected(path)) continue;
    const at: Place = { root: 'source', file: path };
    diagnostics.push(
      diagnose('submodule-skipped', { message: `${path} is a submodule; its content is not listed.`, at }),
    );
  }
  return diagnostics;
}
