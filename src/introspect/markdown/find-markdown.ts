import { isBelowAny, isWithin } from '../../domain/path-within.ts';
import type { MarkdownKind, MarkdownSource } from './markdown-entry.ts';
import type { PluginPlan } from '../plugins/plugin-plan.ts';
import { allSkillFolders, markdownFilesBelow, skillFile } from './skill-folders.ts';
import { baseName, join, type TreeView } from '../tree-view.ts';
import type { Listing } from '../unlisted.ts';

/** `.claude/agents`, `.opencode/command`: the folders of harnesses, without a closed list of them. */
const HARNESS_FOLDER = /(?:^|\/)(\.[a-z][\w-]*)\/(agents?|commands?)$/i;

/** The only harness that says `agent` and `command`. */
const SINGULAR = '.opencode';

/** Nothing else is written so there. */
const CODEX_AGENT = /(?:^|\/)\.codex\/agents\/[^/]+\.toml$/i;

interface EntryFolder {
  readonly folder: string;
  readonly kind: MarkdownKind;
  /** The endings of the files that count there. */
  readonly endings: readonly string[];
  /** Whether what lies there can be something else. */
  readonly uncertain: boolean;
}

/**
 * Finds every Markdown file that can be an entry: what manifests declare, then the folders of harnesses and a root
 * without a manifest, then a walk over all folders for skills.
 *
 * @param listing What a manifest declares is listed even from a folder of templates, but never against the source file.
 */
export function findMarkdown(
  view: TreeView,
  plugins: readonly PluginPlan[],
  scope: string,
  listing: Listing,
): MarkdownSource[] {
  const found = new Map<string, MarkdownSource>();
  const add = (kind: MarkdownKind, file: string | undefined, uncertain: boolean): void => {
    if (file !== undefined && !found.has(`${kind} ${file}`)) found.set(`${kind} ${file}`, { kind, file, uncertain });
  };
  const isSelected = (path: string): boolean => listing(path) !== 'outside';
  for (const { components } of plugins) {
    for (const folder of components.skills.filter(isSelected)) add('skill', skillFile(view, folder), false);
    for (const file of components.subagents.filter(isSelected)) add('subagent', file, false);
    for (const file of components.commands.filter(isSelected)) add('command', file, false);
  }
  const isListed = (path: string): boolean => listing(path) === 'listed';
  const skills = allSkillFolders(view);
  const skillFolders = new Set(skills);
  for (const folder of skills) {
    const file = skillFile(view, folder);
    // `skill.md` is also what people call a page about skills, and a SKILL.md inside a skill can be a chapter of it.
    const uncertain = file !== undefined && (baseName(file) !== 'SKILL.md' || isBelowAny(folder, skillFolders));
    if (file !== undefined && isListed(folder)) add('skill', file, uncertain);
  }
  for (const { folder, kind, endings, uncertain } of entryFolders(view, plugins, scope)) {
    for (const file of markdownFilesBelow(view, folder, endings))
      if (isListed(file) && !isBelowAny(file, skillFolders)) add(kind, file, uncertain && !CODEX_AGENT.test(file));
  }
  return [...found.values()];
}

function* entryFolders(view: TreeView, plugins: readonly PluginPlan[], scope: string): Generator<EntryFolder> {
  const seen = new Set<string>();
  for (const file of view.files) {
    let end = file.lastIndexOf('/');
    while (end > 0) {
      const folder = file.slice(0, end);
      if (seen.has(folder)) break;
      seen.add(folder);
      const entries = harnessFolder(folder);
      if (entries) yield entries;
      end = folder.lastIndexOf('/');
    }
  }
  if (plugins.some(({ root }) => root === scope)) return;
  // A root without a manifest says nowhere that these are entries; its files have to.
  for (const [name, kind] of [
    ['agents', 'subagent'],
    ['commands', 'command'],
  ] as const) {
    const folder = join(scope, name);
    if (view.isFolder(folder)) yield { folder, kind, endings: ['.md'], uncertain: true };
  }
}

function harnessFolder(folder: string): EntryFolder | undefined {
  const [, harness = '', name = ''] = HARNESS_FOLDER.exec(folder.toLowerCase()) ?? [];
  if (name === '' || (!name.endsWith('s') && harness !== SINGULAR)) return undefined;
  // A subagent has front matter in every harness; without it the file is a page beside them.
  if (name.startsWith('agent')) return { folder, kind: 'subagent', endings: ['.md', '.toml'], uncertain: true };
  return { folder, kind: 'command', endings: harness === '.gemini' ? ['.md', '.toml'] : ['.md'], uncertain: false };
}

/** The files of a folder without those of the skills nested in it. */
export function ownFiles(view: TreeView, root: string, nested: ReadonlySet<string>): string[] {
  return view.filesBelow(root).filter((file) => {
    for (let end = file.lastIndexOf('/'); end > root.length; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (nested.has(folder) && folder !== root && isWithin(folder, root)) return false;
    }
    return true;
  });
}
