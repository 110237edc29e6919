import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { isBelowAny } from '../domain/path-within.ts';
import { ABOUT_THE_FOLDER, allSkillFolders, isSkillFile, skillFile } from './markdown/skill-folders.ts';
import { baseName, parentOf, type TreeView } from './tree-view.ts';

/**
 * Reports what a tree holds below the listed path that is not what it seems: links that lead nowhere, in circles or out
 * of the repository, links that became texts, submodules, files that one disk in two cannot tell apart, and skills
 * without a folder.
 */
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
  return [
    ...diagnostics,
    ...checkTextLinks(view, isSelected),
    ...checkCases(view, isSelected),
    ...checkFlatSkills(view, isSelected),
  ];
}

function checkTextLinks(view: TreeView, isSelected: (path: string) => boolean): Diagnostic[] {
  return view.textLinks.filter(isSelected).map((file) => {
    const { path } = view.resolve(file);
    const message =
      path === undefined
        ? `${file} holds a path that is not there.`
        : `${file} holds the path of ${path}; it was followed as a link.`;
    return diagnose('link-as-text', { message, at: { root: 'source', file, line: 1 } });
  });
}

/** Files of skills whose paths differ in the case of letters only. */
function checkCases(view: TreeView, isSelected: (path: string) => boolean): Diagnostic[] {
  const first = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const skillFolders = new Set(allSkillFolders(view));
  for (const file of view.files) {
    const key = file.toLowerCase();
    const other = first.get(key);
    if (other === undefined) first.set(key, file);
    else if (isSelected(file) && isBelowAny(file, skillFolders)) {
      const read = isSkillFile(baseName(file)) && skillFile(view, parentOf(file));
      const which = typeof read === 'string' ? ` The skill is read from ${baseName(read)}.` : '';
      const message = `${other} and ${baseName(file)} differ in the case of letters only.${which}`;
      diagnostics.push(diagnose('path-case-collision', { message, at: { root: 'source', file } }));
    }
  }
  return diagnostics;
}

const FLAT_SKILL = /(?:^|\/)\.[a-z][\w-]*\/skills\/[^/]+\.md$/i;

/** `.claude/skills/tides.md`: no harness loads it. */
function checkFlatSkills(view: TreeView, isSelected: (path: string) => boolean): Diagnostic[] {
  return view.files
    .filter((file) => FLAT_SKILL.test(file) && !isSkillFile(baseName(file)) && isSelected(file))
    .filter((file) => !ABOUT_THE_FOLDER.test(baseName(file)))
    .map((file) => {
      const message = `${file} lies where folders of skills are expected.`;
      return diagnose('skill-without-folder', { message, at: { root: 'source', file } });
    });
}
