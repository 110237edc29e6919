import type { ContentFile } from '../../domain/composed.ts';
import type { FoundEntry } from '../../domain/entry.ts';
import type { Kind } from '../../domain/kind.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { filesTree } from './files-tree.ts';

/** An entry among its own files, and what else introspection saw in them. */
export interface EntryInFiles {
  readonly entry: FoundEntry;
  readonly all: readonly FoundEntry[];
  /** What the entries were read from. */
  readonly files: readonly ContentFile[];
}

interface Wanted {
  readonly kind: Kind;
  readonly name: string;
  /** Of a subagent or command, as its format is told by the folder it lies in: `.codex/agents/pilot.toml`. */
  readonly path?: string | undefined;
}

/** Where a file has to lie to be seen as what it is. */
const FOLDERS: Partial<Record<Kind, string>> = { subagent: 'agents', command: 'commands' };

/** A manifest for plugins whose marketplace speaks for them; it is never among their files. */
const MANIFEST = '.claude-plugin/plugin.json';

/**
 * Finds an entry in its own files as they come from an archive: relative to its root, or the one file of a subagent or
 * command.
 *
 * @returns Undefined where the files hold no such entry.
 */
export async function findEntry(files: readonly ContentFile[], wanted: Wanted): Promise<EntryInFiles | undefined> {
  const { kind } = wanted;
  if (kind === 'skill' || kind === 'plugin' || kind === 'workflow') {
    return (
      (await introspectAt(files, kind, (entry) => entry.path === '.' || entry.files.length === files.length)) ??
      (kind === 'plugin' ? await withoutManifest(files, wanted.name) : undefined)
    );
  }
  const [file] = files;
  if (!file || files.length > 1) return undefined;
  const name = wanted.path ?? file.path;
  const folder = FOLDERS[kind];
  const places = [
    name,
    ...(folder === undefined
      ? []
      : [`.claude/${folder}/${file.path}`, `.codex/${folder}/${file.path}`, `.gemini/${folder}/${file.path}`]),
  ];
  for (const path of places) {
    const found = await introspectAt([{ ...file, path }], kind, () => true);
    if (found) return found;
  }
  return undefined;
}

async function introspectAt(
  files: readonly ContentFile[],
  kind: Kind,
  fits: (entry: FoundEntry) => boolean,
): Promise<EntryInFiles | undefined> {
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries } = await introspectTree(filesTree(files), { source: 'entry', selection, bindings: new Map() });
  const entry = entries.find((one) => one.kind === kind && fits(one));
  return entry && { entry, all: entries, files };
}

async function withoutManifest(files: readonly ContentFile[], name: string): Promise<EntryInFiles | undefined> {
  const manifest = { path: MANIFEST, bytes: Buffer.from(JSON.stringify({ name })), executable: false };
  const found = await introspectAt([...files, manifest], 'plugin', ({ path }) => path === '.');
  return (
    found && {
      ...found,
      entry: { ...found.entry, files: found.entry.files.filter(({ treePath }) => treePath !== MANIFEST) },
    }
  );
}
