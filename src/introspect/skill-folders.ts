import { join, parentOf, type TreeView } from './tree-view.ts';

/** The file that makes a folder a skill; other spellings occur and are read where this one is absent. */
const SKILL_FILE = 'SKILL.md';

/** The skill file of a folder, whatever the case of its letters; `SKILL.md` goes before any other. */
export function skillFile(view: TreeView, folder: string): string | undefined {
  const names = view.names(folder).filter((name) => name.toLowerCase() === SKILL_FILE.toLowerCase());
  const name = names.find((candidate) => candidate === SKILL_FILE) ?? names[0];
  const path = name === undefined ? undefined : join(folder, name);
  return path !== undefined && view.isFile(path) ? path : undefined;
}

/** Every real folder of the tree with a skill file in it. */
export function allSkillFolders(view: TreeView): string[] {
  const folders = new Set<string>();
  for (const file of view.files) {
    if (file.slice(-SKILL_FILE.length).toLowerCase() !== SKILL_FILE.toLowerCase()) continue;
    const folder = parentOf(file);
    if (skillFile(view, folder) === file) folders.add(folder);
  }
  return [...folders];
}

/** How deep below a declared folder skills are looked for; real ones lie at most four folders down. */
const MAX_DEPTH = 6;

/** The skill folders at or below a real folder, links to folders followed. A skill's own folders are not looked into. */
export function skillFoldersBelow(view: TreeView, start: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  let level = [start];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      if (skillFile(view, folder)) found.add(folder);
      else next.push(...subfolders(view, folder));
    }
    level = next;
  }
  return [...found];
}

function subfolders(view: TreeView, folder: string): string[] {
  return view
    .names(folder)
    .map((name) => view.resolve(join(folder, name)).path)
    .filter((path): path is string => path !== undefined && view.isFolder(path));
}

const ABOUT_THE_FOLDER = /^(?:README|AGENTS|CLAUDE|GEMINI|CHANGELOG)\.md$/i;

/** The real Markdown files at or below a real folder, links followed, without those that describe the folder itself. */
export function markdownFilesBelow(view: TreeView, start: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  let level = [start];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      // A link can lead back to where it lies.
      if (seen.has(folder)) continue;
      seen.add(folder);
      for (const name of view.names(folder)) {
        const { path } = view.resolve(join(folder, name));
        if (path === undefined) continue;
        if (view.isFolder(path)) next.push(path);
        else if (path.toLowerCase().endsWith('.md') && !ABOUT_THE_FOLDER.test(name)) found.add(path);
      }
    }
    level = next;
  }
  return [...found];
}
