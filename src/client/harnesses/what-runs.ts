import { foldedPath } from '../../domain/archive-path.ts';
import { shownText } from '../../domain/shown-text.ts';
import type { Content } from '../model/content.ts';
import { manifestFields } from './plugin-manifest.ts';
import { runningKey } from './running-keys.ts';

/** Where harnesses look for the manifest of a plugin, in lower case. */
const MANIFESTS = new Set([
  '.claude-plugin/plugin.json',
  '.codex-plugin/plugin.json',
  '.cursor-plugin/plugin.json',
  '.plugin/plugin.json',
  '.github/plugin/plugin.json',
  'plugin.json',
  'gemini-extension.json',
]);

/** Keys of manifests that say what a plugin is, or where its skills, subagents, commands and texts are. */
const STILL_KEYS = new Set([
  '$schema',
  'name',
  'displayName',
  'title',
  'version',
  'description',
  'author',
  'homepage',
  'repository',
  'license',
  'keywords',
  'category',
  'tags',
  'logo',
  'icon',
  'interface',
  'skills',
  'agents',
  'commands',
  'rules',
  'contextFileName',
]);

/** Folders in which nothing runs unless a skill, a subagent, a command or a person calls it. */
const STILL_FOLDERS = new Set([
  'skills',
  'agents',
  'commands',
  'rules',
  'references',
  'reference',
  'assets',
  'images',
  'data',
  'resources',
  'templates',
  'schemas',
  'examples',
  'docs',
  'doc',
  'scripts',
  'lib',
  'src',
  'test',
  'tests',
  'evals',
  '.claude-plugin',
  '.codex-plugin',
  '.cursor-plugin',
  '.plugin',
  '.github',
]);

/** Texts, pictures and what tells package managers and editors about the folder. */
const STILL_FILES =
  /^(?:[^.]+\.(?:mdx?|txt|rst|csv|png|jpe?g|gif|svg|webp|pdf)|(?:licen[cs]e|notice|copying|authors|changelog|readme|codeowners|makefile)(?:[.-][\w.-]+)?|package(?:-lock)?\.json|pyproject\.toml|requirements\.txt|[^/]+\.md|\.git(?:ignore|attributes)|\.editorconfig|\.(?:prettier|npm|eslint)ignore)$/;

/** Files that start something, wherever they lie; and what sentences call them. */
const STARTS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^hooks\/|(?:^|\/)hooks\.json$/, 'hooks'],
  [/(?:^|\/)\.?mcp\.json$/, 'MCP servers'],
  [/(?:^|\/)\.?lsp\.json$/, 'LSP servers'],
  [/^monitors(?:\/|\.json$)/, 'monitors'],
  [/^bin\//, 'programs in bin/'],
  [/^settings(?:\.local)?\.json$/, 'settings'],
  [/^output-styles\//, 'output styles'],
];

const KEYS: Readonly<Record<string, string>> = {
  hooks: 'hooks',
  mcpServers: 'MCP servers',
  lspServers: 'LSP servers',
  monitors: 'monitors',
  settings: 'settings',
  outputStyles: 'output styles',
};

const LONGEST_SHOWN = 60;

/**
 * What may run by itself once a harness loads the folder of a plugin, for a list in a sentence: hooks, servers, monitors,
 * settings. Everything counts that is not known to lie still.
 */
export function whatRuns({ files, parts, evidence }: Content): string[] {
  const fromFiles = files.flatMap(({ path, bytes }) => {
    const folded = foldedPath(path);
    if (MANIFESTS.has(folded)) return inManifest(path, bytes);
    const started = STARTS.find(([pattern]) => pattern.test(folded));
    if (started) return [started[1]];
    if (!isStill(folded)) return [shown(path)];
    const key = folded.endsWith('.md') ? runningKey(path, Buffer.from(bytes).toString('utf8')) : undefined;
    return key === undefined ? [] : [`${shown(key)} in ${shown(path)}`];
  });
  const seen = [
    ...(evidence.hooks.length > 0 || parts.some(({ kind }) => kind === 'hook') ? ['hooks'] : []),
    ...(evidence.servers.length > 0 || parts.some(({ kind }) => kind === 'mcp_server') ? ['MCP servers'] : []),
  ];
  return [...new Set([...seen, ...fromFiles])];
}

function inManifest(path: string, bytes: Uint8Array): string[] {
  const fields = manifestFields(bytes);
  if (!fields) return [`a manifest that cannot be read (${shown(path)})`];
  return Object.keys(fields).flatMap((key) => {
    if (STILL_KEYS.has(key)) return [];
    return [Object.hasOwn(KEYS, key) ? (KEYS[key] ?? '') : `${JSON.stringify(shown(key))} in its manifest`];
  });
}

/** @param folded A path, in the spelling of `foldedPath`. */
function isStill(folded: string): boolean {
  const [first = '', second] = folded.split('/', 2);
  if (/\/\.(?:claude|codex|cursor|gemini|opencode|github)(?:-plugin)?\/|\/\.plugin\//.test(folded)) return false;
  return second === undefined ? STILL_FILES.test(folded) : STILL_FOLDERS.has(first);
}

function shown(text: string): string {
  return shownText(text, LONGEST_SHOWN);
}
