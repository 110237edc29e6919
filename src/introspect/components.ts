import { diagnose } from '../domain/diagnostic.ts';
import { declaredPath } from './declared-path.ts';
import { type Components, type JsonPart, partPath, type Report } from './plugin-plan.ts';
import { asObject, asTexts } from '../domain/untyped.ts';
import { type JsonFile, readJson } from './read-json.ts';
import { markdownFilesBelow, skillFile, skillFoldersBelow } from './skill-folders.ts';
import { join, parentOf, type TreeView } from './tree-view.ts';

/** A manifest, or the entry of a marketplace, as far as it names components. */
export interface Naming {
  readonly json: JsonFile;
  /** Where in the file it stands. */
  readonly keys: readonly (string | number)[];
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Options {
  readonly view: TreeView;
  readonly root: string;
  /** The manifest first, then the marketplace entry. */
  readonly namings: readonly Naming[];
  /** False for a marketplace entry that lists its skills itself: then only those count. */
  readonly conventions: boolean;
  readonly report: Report;
}

/**
 * Finds the parts of a Claude Code plugin: the folders the conventions name, and what `skills`, `agents`, `commands`,
 * `hooks` and `mcpServers` of its manifest and marketplace entry add (plugins reference, "Component path fields").
 */
export async function findComponents(options: Options): Promise<Components> {
  const { view, root, conventions } = options;
  const folder = (name: string): string[] => {
    const { path } = view.resolve(join(root, name));
    return conventions && path !== undefined && view.isFolder(path) ? [path] : [];
  };
  const isSingleSkill = conventions && root !== '' && skillFile(view, root) !== undefined;
  // Some manifests name the SKILL.md itself instead of its folder.
  const skills = [...folder('skills'), ...declared(options, 'skills')]
    .map((path) => (view.isFile(path) ? parentOf(path) : path))
    .flatMap((path) => skillFoldersBelow(view, path));
  const markdown = (key: string): string[] =>
    [...folder(key), ...declared(options, key)].flatMap((path) =>
      view.isFolder(path) ? markdownFilesBelow(view, path) : [path],
    );

  return {
    skills: [...new Set([...(isSingleSkill ? [root] : []), ...skills])],
    subagents: [...new Set(markdown('agents'))],
    commands: [...new Set(markdown('commands'))],
    hooks: await jsonParts(options, 'hooks', ['hooks/hooks.json', 'hooks.json']),
    servers: (await jsonParts(options, 'mcpServers', ['.mcp.json'])).map(serverMap),
  };
}

function declared({ view, root, namings, report }: Options, key: string): string[] {
  const found: string[] = [];
  for (const { json, keys, fields } of namings) {
    if (fields[key] === undefined) continue;
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
  return found;
}

/** Files at the places the conventions name, files a manifest names, and objects that stand in the manifest itself. */
async function jsonParts(options: Options, key: string, conventional: readonly string[]): Promise<JsonPart[]> {
  const { view, root, namings, conventions, report } = options;
  const files = new Set<string>();
  const parts: JsonPart[] = [];
  const standard = conventional
    .map((name) => view.resolve(join(root, name)).path)
    .find((path) => path !== undefined && view.isFile(path));
  if (conventions && standard !== undefined) files.add(standard);

  for (const naming of namings) {
    const value = naming.fields[key];
    if (value === undefined || typeof value === 'boolean') continue;
    const inline = asObject(value);
    if (inline)
      parts.push({ path: inlinePath(naming, key), json: naming.json, keys: [...naming.keys, key], value: inline });
    else for (const path of declared({ ...options, namings: [naming] }, key)) files.add(path);
  }
  const found = [...files].filter((path) => view.isFile(path));
  // Files under their usual names are near already.
  if (found.some((path) => path !== standard)) await view.tree.prefetch(found);
  for (const path of found) {
    const { json, diagnostic } = await readJson(view.tree, path);
    if (diagnostic) report(diagnostic);
    else parts.push({ path, json, keys: [], value: json.value });
  }
  return parts;
}

/** In a marketplace the name of the plugin, because its place in the list changes with every plugin before it. */
function inlinePath({ json, keys, fields }: Naming, key: string): string {
  return partPath(keys.length === 0 ? json.path : partPath(json.path, String(fields['name'])), key);
}

/** `.mcp.json` wraps its servers in `mcpServers`, or is the bare map; both are common. */
function serverMap(part: JsonPart): JsonPart {
  const wrapped = asObject(asObject(part.value)?.['mcpServers']);
  return wrapped
    ? { ...part, path: partPath(part.path, 'mcpServers'), keys: [...part.keys, 'mcpServers'], value: wrapped }
    : part;
}
