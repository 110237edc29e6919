import { foldedPath } from './archive-path.ts';

/** Folders and files at the root of a plugin from which harnesses start or load something, in lower case. */
const FOLDERS = new Set([
  '.claude-plugin',
  '.codex-plugin',
  '.cursor-plugin',
  '.plugin',
  'hooks',
  'monitors',
  'bin',
  'output-styles',
]);
const FILES = new Set([
  'hooks.json',
  '.mcp.json',
  'mcp.json',
  '.lsp.json',
  'settings.json',
  'plugin.json',
  'gemini-extension.json',
]);

/**
 * True for a file of a skill by which a harness is configured where it takes the folder of the skill for a plugin:
 * manifests, hooks, servers, programs on its path. Whoever takes a skill expects instructions that the agent may follow,
 * not something that runs by itself. Case is passed over, as many file systems do.
 *
 * @param path Relative to the root of the skill.
 */
export function configuresHarness(path: string): boolean {
  const folded = foldedPath(path);
  const slash = folded.indexOf('/');
  if (slash === -1) return FILES.has(folded);
  const first = folded.slice(0, slash);
  return FOLDERS.has(first) || (first === '.github' && folded.startsWith('.github/plugin/'));
}
