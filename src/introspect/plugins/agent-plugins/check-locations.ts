import { type Diagnostic, diagnose, type Place } from '../../../domain/diagnostic.ts';
import { isWithin } from '../../../domain/path-within.ts';
import { shorten } from '../../../domain/shorten.ts';
import { join, type TreeView } from '../../tree-view.ts';

export interface Locations {
  /** Whether `plugin.json` is a file within the plugin; where it is not, clients refuse the plugin. */
  readonly hasManifest: boolean;
  /** The real folders of the skills that clients load: immediate children of `skills` with a SKILL.md. */
  readonly skills: readonly string[];
  /** The real path of `mcp.json`, where there is one that can be loaded. */
  readonly mcp?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Looks at the fixed locations of a plugin (Agent Plugins 1.0, sections 4.1, 6 and 7.1). What is absent is no trouble;
 * what is there and of another kind, or leads out of the plugin, is: for the plugin, the component type or the skill.
 *
 * @param root The plugin's real root.
 */
export function checkLocations(view: TreeView, root: string): Locations {
  const diagnostics: Diagnostic[] = [];
  const at = (name: string): Place => ({ root: 'source', file: join(root, name) });
  const manifest = locate(view, root, 'plugin.json');
  if (manifest.kind === 'outside' || manifest.kind === 'folder' || manifest.kind === 'nowhere')
    diagnostics.push(
      diagnose('agent-plugin-invalid', {
        message: `"plugin.json" ${complaints[manifest.kind]}.`,
        at: at('plugin.json'),
        hint: 'Put the file itself at the root of the plugin.',
      }),
    );
  const report = (name: string, { kind }: Location): void => {
    const complaint = kind === 'file' && name === 'skills' ? 'is a file' : complaints[kind];
    const message = `"${name}" ${complaint}.`;
    diagnostics.push(diagnose('agent-plugin-component-invalid', { message, at: at(name) }));
  };

  const folder = locate(view, root, 'skills');
  if (folder.kind !== 'folder' && folder.kind !== 'absent') report('skills', folder);
  const skills = folder.kind === 'folder' ? skillsIn(view, root, folder.path, diagnostics) : [];
  const mcp = locate(view, root, 'mcp.json');
  if (mcp.kind !== 'file' && mcp.kind !== 'absent') report('mcp.json', mcp);
  return {
    hasManifest: manifest.kind === 'file',
    skills,
    ...(mcp.kind === 'file' && { mcp: mcp.path }),
    diagnostics,
  };
}

type Location =
  | { readonly kind: 'file' | 'folder'; readonly path: string }
  | { readonly kind: 'outside' | 'nowhere' | 'absent'; readonly path?: undefined };

const complaints = {
  file: 'is a file',
  folder: 'is a folder',
  outside: 'leads out of the plugin',
  nowhere: 'leads nowhere',
  absent: 'is not there',
} as const satisfies Record<Location['kind'], string>;

function locate(view: TreeView, root: string, name: string): Location {
  const wanted = join(root, name);
  const { path, problem } = view.resolve(wanted);
  if (problem === 'escapes') return { kind: 'outside' };
  // A submodule is listed and holds nothing; a broken link is listed too.
  if (problem !== undefined) return { kind: view.tree.nodes.has(wanted) ? 'nowhere' : 'absent' };
  if (!isWithin(path, root)) return { kind: 'outside' };
  return { kind: view.isFile(path) ? 'file' : 'folder', path };
}

/** `folder` is the real one; its children may be links to other folders of the plugin. */
function skillsIn(view: TreeView, root: string, folder: string, diagnostics: Diagnostic[]): string[] {
  const found = new Set<string>();
  for (const name of view.names(folder)) {
    const wanted = join(folder, name);
    const child = view.resolve(wanted).path;
    if (child === undefined || !view.isFolder(child) || !view.names(child).includes('SKILL.md')) continue;
    const { path, problem } = view.resolve(join(child, 'SKILL.md'));
    const leaves = !isWithin(child, root) || problem === 'escapes' || (path !== undefined && !isWithin(path, root));
    if (leaves) {
      const message = `The skill "${shorten(name)}" leads out of the plugin and is skipped.`;
      const file = isWithin(child, root) ? join(child, 'SKILL.md') : wanted;
      diagnostics.push(diagnose('agent-plugin-component-invalid', { message, at: { root: 'source', file } }));
    } else if (path !== undefined && view.isFile(path)) found.add(child);
  }
  return [...found];
}
