import { diagnose } from '../../domain/diagnostic.ts';
import { shorten } from '../../domain/shorten.ts';
import type { Draft } from '../draft.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import { join, parentOf, type TreeView } from '../tree-view.ts';
import type { Listing } from '../unlisted.ts';
import { readWorkflow, type WorkflowFiles } from './workflow-entry.ts';

/** The only place the specification knows; an `ambient.json` elsewhere is another program's. */
const MANIFEST = '.ambient/ambient.json';

/** Where the prompt is, the better place first. */
const PROMPTS = ['CLAUDE.md', '.claude/CLAUDE.md'];

const memberKinds = new Set(['skill', 'subagent', 'command']);

/** In as many others a workflow may lie. Each of those holds its files too; real ones lie in none. */
const MOST_AROUND = 8;

/**
 * Finds and reads the workflows of a tree: every folder with an `.ambient/ambient.json`. Its files are all that lies
 * below that folder, as a plugin's are, because it is loaded as a whole. The skills, subagents and commands there are its
 * members; what lies in a workflow inside a workflow belongs to the inner one. One that lies in too many others is none:
 * what lies in it belongs to the nearest that is listed.
 *
 * @param parts The entries found so far, copies for other harnesses folded.
 */
export async function findWorkflows(view: TreeView, parts: readonly Draft[], listing: Listing): Promise<ReadEntry[]> {
  const found = view.files
    .filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`))
    .map((path) => parentOf(parentOf(path)))
    .filter((root) => listing(root) === 'listed');
  const tooDeep = nestedTooDeep(found);
  const roots = found.filter((root) => !tooDeep.has(root));
  const members = membersOf(new Set(roots), parts);
  const workflows = roots.map((root): WorkflowFiles => ({
    root,
    file: join(root, MANIFEST),
    prompt: promptOf(view, root),
    members: members.get(root) ?? [],
  }));
  await view.tree.prefetch(workflows.flatMap(({ file, prompt }) => (prompt === undefined ? [file] : [file, prompt])));
  const reads: ReadEntry[] = tellTooDeep(found.filter((root) => tooDeep.has(root)));
  for (const workflow of workflows) reads.push(await readWorkflow(view, workflow));
  return reads;
}

/** The folders that lie in more than `MOST_AROUND` of the others. */
function nestedTooDeep(roots: readonly string[]): Set<string> {
  const isRoot = new Set(roots);
  const around = new Map<string, number>();
  const tooDeep = new Set<string>();
  // The shorter first, so that what lies around a folder is counted before the folder.
  for (const root of roots.toSorted((a, b) => a.length - b.length)) {
    const outer = root === '' ? undefined : innermost(isRoot, parentOf(root));
    const count = outer === undefined ? 0 : (around.get(outer) ?? 0) + 1;
    around.set(root, count);
    if (count > MOST_AROUND) tooDeep.add(root);
  }
  return tooDeep;
}

function tellTooDeep(roots: readonly string[]): ReadEntry[] {
  const [first] = roots;
  if (first === undefined) return [];
  const others = roots.length === 1 ? '' : ` and ${roots.length - 1} more`;
  const message = `More than ${MOST_AROUND} other workflows lie around ${shorten(first)}${others}.`;
  const at = { root: 'source', file: join(first, MANIFEST) } as const;
  return [{ diagnostics: [diagnose('workflow-nested-deep', { message, at })] }];
}

/** A CLAUDE.md is often a link to the AGENTS.md beside it. */
function promptOf(view: TreeView, root: string): string | undefined {
  const paths = PROMPTS.map((path) => view.resolve(join(root, path)).path);
  return paths.find((path) => path !== undefined && view.isFile(path));
}

/** The entries in each workflow. One that is kept in several copies belongs to each workflow that holds a copy. */
function membersOf(roots: ReadonlySet<string>, parts: readonly Draft[]): Map<string, Draft[]> {
  const members = new Map<string, Draft[]>();
  for (const part of parts) {
    if (!memberKinds.has(part.kind)) continue;
    const homes = [part.path, ...(part.variants ?? [])].map((path) => innermost(roots, path));
    for (const root of new Set(homes)) {
      if (root === undefined) continue;
      const list = members.get(root);
      if (list) list.push(part);
      else members.set(root, [part]);
    }
  }
  return members;
}

/** The nearest of the folders that a path is or lies in. */
function innermost(roots: ReadonlySet<string>, path: string): string | undefined {
  let folder = path === '.' ? '' : path;
  while (!roots.has(folder)) {
    if (folder === '') return undefined;
    folder = parentOf(folder);
  }
  return folder;
}
