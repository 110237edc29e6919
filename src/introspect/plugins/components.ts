import { diagnose } from '../../domain/diagnostic.ts';
import { asObject, asTexts } from '../../domain/untyped.ts';
import { checkLocations, type Locations } from './agent-plugins/check-locations.ts';
import { checkMcp } from './agent-plugins/check-mcp.ts';
import { schemaVersion } from './agent-plugins/schema-version.ts';
import { declaredPath } from './declared-path.ts';
import type { DeclaredKey, PluginFormat } from './plugin-formats.ts';
import {
  type Components,
  formatsOf,
  isManifest,
  type JsonPart,
  type Naming,
  partPath,
  type Report,
} from './plugin-plan.ts';
import { readJson } from '../read-json.ts';
import { serverPart } from './server-entry.ts';
import { markdownFilesBelow, skillFile, skillFoldersBelow } from '../markdown/skill-folders.ts';
import { join, parentOf, type TreeView } from '../tree-view.ts';

interface Options {
  readonly view: TreeView;
  readonly root: string;
  /** Manifests first, then marketplace entries. */
  readonly namings: readonly Naming[];
  /** False for a marketplace entry that lists its skills itself: then only those count. */
  readonly conventions: boolean;
  readonly report: Report;
}

/**
 * Finds the parts of a plugin: for each of its formats the folders and files its conventions name, and what `skills`,
 * `agents`, `commands`, `hooks` and `mcpServers` of manifests and marketplace entries add.
 */
export async function findComponents(options: Options): Promise<Components> {
  const { view, root, namings, conventions, report } = options;
  const fixed = namings.some(({ writtenAs }) => writtenAs === 'agent-plugins') ? checkLocations(view, root) : undefined;
  fixed?.diagnostics.forEach(report);
  const found = formatsOf(namings).map((format) => {
    const own = { ...options, namings: namings.filter((naming) => naming.format === format) };
    const usual = (key: DeclaredKey): readonly string[] =>
      conventions && !(format.replacing.includes(key) && own.namings.some(({ fields }) => fields[key] !== undefined))
        ? format.conventions[key]
        : [];
    return { format, own, usual };
  });
  const texts = (key: 'agents' | 'commands'): string[] =>
    found.flatMap(({ format, own, usual }) => [
      ...folders(view, root, usual(key)).flatMap((path) => textsBelow(view, path, key, format)),
      ...declared(own, key).flatMap((path) => (view.isFolder(path) ? markdownFilesBelow(view, path) : [path])),
    ]);
  const files = (key: 'hooks' | 'mcpServers'): string[] => [
    ...new Set(found.flatMap(({ usual }) => firstFile(view, root, usual(key)))),
  ];
  const skills = found.flatMap(({ format, own, usual }) => skillsOf(own, format, usual('skills')));
  return {
    skills: [...new Set([...(fixed?.skills ?? []), ...skills])],
    subagents: [...new Set(texts('agents'))],
    commands: [...new Set(texts('commands'))],
    hooks: await jsonParts(options, 'hooks', files('hooks')),
    ...(await servers(options, files('mcpServers'), fixed)),
  };
}

function folders(view: TreeView, root: string, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const { path } = view.resolve(join(root, name));
    return path !== undefined && view.isFolder(path) ? [path] : [];
  });
}

function skillsOf(options: Options, { skillsAtAnyDepth, declares }: PluginFormat, usual: readonly string[]): string[] {
  const { view, root, conventions } = options;
  const named = declared(options, 'skills');
  const conventional = folders(view, root, usual);
  // A folder that is nothing but a skill is a plugin with that skill.
  const isSkill = conventions && declares && named.length === 0 && conventional.length === 0;
  return [
    ...(isSkill && skillFile(view, root) !== undefined ? [root] : []),
    ...conventional.flatMap((path) => (skillsAtAnyDepth ? skillFoldersBelow(view, path) : skillFoldersIn(view, path))),
    // Some manifests name the SKILL.md itself instead of its folder.
    ...named
      .map((path) => (view.isFile(path) ? parentOf(path) : path))
      .flatMap((path) => skillFoldersBelow(view, path)),
  ];
}

/** The folder itself where it is a skill, else the skills directly in it. */
function skillFoldersIn(view: TreeView, folder: string): string[] {
  if (skillFile(view, folder) !== undefined) return [folder];
  return folders(view, folder, view.names(folder)).filter((path) => skillFile(view, path) !== undefined);
}

function textsBelow(view: TreeView, folder: string, kind: 'agents' | 'commands', format: PluginFormat): string[] {
  if (kind === 'agents' || format.commandEnding === '.md') return markdownFilesBelow(view, folder);
  return view.filesBelow(folder).filter((path) => path.endsWith(format.commandEnding));
}

/** The first of some files that is there. */
function firstFile(view: TreeView, root: string, names: readonly string[]): string[] {
  const found = names
    .map((name) => view.resolve(join(root, name)).path)
    .find((path) => path !== undefined && view.isFile(path));
  return found === undefined ? [] : [found];
}

function declared({ view, root, namings, report }: Options, key: DeclaredKey): string[] {
  const found: string[] = [];
  for (const { format, json, keys, fields } of namings) {
    if (fields[key] === undefined || !format.declares) continue;
    const values = asTexts(fields[key]);
    if (!values)
      report(
        diagnose('manifest-invalid', {
          message: `"${key}" is neither a path nor a list of paths.`,
          at: json.at([...keys, key]),
        }),
      );
    for (const [index, value] of (values ?? []).entries()) {
      const at = json.at(Array.isArray(fields[key]) ? [...keys, key, index] : [...keys, key]);
      const { path, diagnostic } = declaredPath(view, root, value, at);
      if (diagnostic) report(diagnostic);
      else found.push(path);
    }
  }
  return [...new Set(found)];
}

/** Files at their usual places, files a manifest names, then objects that stand in the manifests themselves. */
async function jsonParts(options: Options, key: DeclaredKey, usual: readonly string[]): Promise<JsonPart[]> {
  const { view, namings, report } = options;
  const files = new Set<string>(usual);
  const inline: JsonPart[] = [];
  for (const naming of namings) {
    const value = naming.fields[key];
    if (value === undefined || typeof value === 'boolean' || !naming.format.declares) continue;
    const fields = asObject(value);
    if (fields)
      inline.push({ path: inlinePath(naming, key), json: naming.json, keys: [...naming.keys, key], value: fields });
    else for (const path of declared({ ...options, namings: [naming] }, key)) files.add(path);
  }
  const found = [...files].filter((path) => view.isFile(path));
  // Files under their usual names are near already.
  if (found.some((path) => !usual.includes(path))) await view.tree.prefetch(found);
  const parts: JsonPart[] = [];
  for (const path of found) {
    const { json, diagnostic } = await readJson(view.tree, path);
    if (diagnostic) report(diagnostic);
    else parts.push({ path, json, keys: [], value: json.value });
  }
  return [...parts, ...inline];
}

/** The MCP servers of all formats. `mcp.json` is judged by Agent Plugins 1.0 where only that format reads it. */
async function servers(
  options: Options,
  usual: readonly string[],
  fixed: Locations | undefined,
): Promise<Pick<Components, 'servers' | 'refused'>> {
  const { view, root, namings, report } = options;
  const parts = (await jsonParts(options, 'mcpServers', usual)).map(serverPart);
  if (fixed?.mcp === undefined) return { servers: parts, refused: [] };
  const { json, diagnostic } = await readJson(view.tree, fixed.mcp);
  if (diagnostic) report(diagnostic);
  if (!json) return { servers: parts, refused: [] };
  const manifest = namings.find(({ writtenAs }) => writtenAs === 'agent-plugins');
  const checked = checkMcp(view, root, json, schemaVersion(manifest?.fields['$schema'], 'plugin'));
  checked.diagnostics.forEach(report);
  if (!checked.servers || parts.some((part) => part.json.path === json.path)) return { servers: parts, refused: [] };
  return { servers: [...parts, checked.servers], refused: checked.quarantined };
}

/** In a marketplace the name of the plugin, because its place in the list changes with every plugin before it. */
function inlinePath(naming: Naming, key: string): string {
  const { json, fields } = naming;
  return partPath(isManifest(naming) ? json.path : partPath(json.path, String(fields['name'])), key);
}
