import { baseName, join, parentOf, type TreeView } from '../tree-view.ts';

/** The file that makes a folder a skill; other spellings occur and are read where this one is absent. */
const SKILL_FILE = 'SKILL.md';

/** The skill file of a folder, whatever the case of its letters; `SKILL.md` goes before any other. */
export function skillFile(view: TreeView, folder: string): string | undefined {
  const paths = view
    .names(folder)
    .filter(isSkillFile)
    .map((name) => join(folder, name))
    .filter((path) => view.isFile(path));
  return paths.find((path) => baseName(path) === SKILL_FILE) ?? paths[0];
}

/** True for `SKILL.md` in any case of its letters. */
export function isSkillFile(name: string): boolean {
  return name.toLowerCase() === SKILL_FILE.toLowerCase();
}

/** The real folder of the skill whose file a link in this folder leads to. */
function linkedSkill(view: TreeView, folder: string): string | undefined {
  if (!view.names(folder).includes(SKILL_FILE)) return undefined;
  const { path } = view.resolve(join(folder, SKILL_FILE));
  return path !== undefined && view.isFile(path) && isSkillFile(baseName(path)) ? parentOf(path) : undefined;
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
    const skill = skillFile(view, folder) === undefined ? linkedSkill(view, folder) : folder;
    if (skill === undefined) return contentsOf(view, folder).flatMap(({ path }) => (view.isFolder(path) ? [path] : []));
    found.add(skill);
    return [];
  });
  return [...found];
}

/** Pages that describe the folder they lie in. */
export const ABOUT_THE_FOLDER = /^(?:README|AGENTS|CLAUDE|GEMINI|CHANGELOG)\.md$/i;

/**
 * The real Markdown files at or below a real folder, links followed, without those that describe the folder itself.
 *
 * @param endings Those of other files that count, in lower case.
 */
export function markdownFilesBelow(view: TreeView, start: string, endings: readonly string[] = ['.md']): string[] {
  const found = new Set<string>();
  visitFolders(start, (folder) => {
    const contents = contentsOf(view, folder);
    for (const { name, path } of contents) {
      const isWanted = view.isFile(path) && endings.some((ending) => path.toLowerCase().endsWith(ending));
      if (isWanted && !ABOUT_THE_FOLDER.test(name)) found.add(path);
    }
    return contents.flatMap(({ path }) => (view.isFolder(path) ? [path] : []));
  });
  return [...found];
}
