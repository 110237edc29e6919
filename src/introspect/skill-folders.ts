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

/**
 * Goes through a folder and those below it, level by level. Links are followed, and one can lead back to where it lies,
 * so every real folder is visited once.
 *
 * @param visit Gives the folders to go on with.
 */
function visitFolders(start: string, visit: (folder: string) => readonly string[]): void {
  const seen = new Set<string>();
  let level: readonly string[] = [start];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const fresh = level.filter((folder) => !seen.has(folder) && seen.add(folder));
    level = fresh.flatMap(visit);
  }
}

/** The real paths of what a folder holds, with the name each has there. */
function contentsOf(view: TreeView, folder: string): { readonly name: string; readonly path: string }[] {
  return view.names(folder).flatMap((name) => {
    const { path } = view.resolve(join(folder, name));
    return path === undefined ? [] : [{ name, path }];
  });
}

/** The skill folders at or below a real folder, links to folders followed. A skill's own folders are not looked into. */
export function skillFoldersBelow(view: TreeView, start: string): string[] {
  const found = new Set<string>();
  visitFolders(start, (folder) => {
    if (!skillFile(view, folder))
      return contentsOf(view, folder).flatMap(({ path }) => (view.isFolder(path) ? [path] : []));
    found.add(folder);
    return [];
  });
  return [...found];
}

const ABOUT_THE_FOLDER = /^(?:README|AGENTS|CLAUDE|GEMINI|CHANGELOG)\.md$/i;

/** The real Markdown files at or below a real folder, links followed, without those that describe the folder itself. */
export function markdownFilesBelow(view: TreeView, start: string): string[] {
  const found = new Set<string>();
  visitFolders(start, (folder) => {
    const contents = contentsOf(view, folder);
    for (const { name, path } of contents) {
      const isMarkdown = view.isFile(path) && path.toLowerCase().endsWith('.md');
      if (isMarkdown && !ABOUT_THE_FOLDER.test(name)) found.add(path);
    }
    return contents.flatMap(({ path }) => (view.isFolder(path) ? [path] : []));
  });
  return [...found];
}
