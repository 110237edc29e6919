import pLimit from 'p-limit';
import { type Composed, composePlugin, folderDigest, type PluginParts } from '../assemble/plugins/compose-plugin.ts';
import { pluginEntry } from '../assemble/plugins/plugin-entry.ts';
import { resolvePins } from '../assemble/plugins/resolve-pins.ts';
import type { ContentFile, MemberContent } from '../domain/composed.ts';
import { type Coordinate, coordinateParts, entryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { Author, FrozenPlugin, LockedMember } from '../domain/lock.ts';
import { freezePlugin, isListed, type PluginDefinition, pluginPath } from '../domain/plugin-file.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { measureEntries } from '../introspect/measure-entries.ts';
import type { Catalog } from '../load/load-catalog.ts';
import type { ReadContext } from './open-source.ts';
import { readRevisions, type WantedRevision } from './read-revisions.ts';

/** One version of a plugin that is to be put together. */
export interface PluginVersion {
  readonly plugin: PluginDefinition;
  readonly version: string;
  readonly definition: FrozenPlugin;
  readonly members: readonly LockedMember[];
}

/** The version that a file asks for, with its members as they would be frozen now. */
export interface NextVersion {
  readonly wanted: PluginVersion;
  /** All members could be resolved. */
  readonly isComplete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves the members of a plugin in the locks that hold now. */
export function nextVersion(plugin: PluginDefinition, { sources, advisories, file }: Catalog): NextVersion {
  const { members, diagnostics } = resolvePins(plugin, sources, advisories);
  const definition = freezePlugin(plugin, authorOf(file));
  return {
    wanted: { plugin, version: plugin.file.version, definition, members },
    isComplete: members.length === plugin.file.members.filter(isListed).length,
    diagnostics,
  };
}

/** Who answers for a plugin whose file does not say. */
function authorOf({ owner, title }: Catalog['file']): Author {
  if (!owner) return { name: title };
  const { name, email, url } = owner;
  return { name, ...(email !== undefined && { email }), ...(url !== undefined && { url }) };
}

/** A version that has been put together, or why it cannot be. */
export interface ComposedVersion {
  readonly wanted: PluginVersion;
  /** Absent where one of the diagnostics is an error. */
  readonly composed?: {
    readonly entry: MeasuredEntry;
    readonly files: readonly ContentFile[];
    readonly members: readonly MemberContent[];
  };
  readonly diagnostics: readonly Diagnostic[];
}

/** More sources at once saturate neither two cores nor a network. */
const CONCURRENCY = 8;

/**
 * Reads the members of plugins at the revisions they were frozen at, each source once, and puts the plugins together.
 *
 * @param context Its sources have the locks that hold now.
 */
export async function composePlugins(
  wanted: readonly PluginVersion[],
  context: ReadContext,
): Promise<ComposedVersion[]> {
  const contents = await readMembers(
    wanted.flatMap(({ members }) => members),
    context,
  );
  const versions: ComposedVersion[] = [];
  for (const one of wanted) versions.push(await composeVersion(one, contents));
  return versions;
}

async function composeVersion(
  wanted: PluginVersion,
  contents: ReadonlyMap<string, Omit<MemberContent, 'member' | 'name'>>,
): Promise<ComposedVersion> {
  const { plugin, version, definition, members } = wanted;
  const missing = members.filter((member) => !contents.has(memberKey(member)));
  if (missing.length > 0) return { wanted, diagnostics: missing.map((member) => unavailable(plugin, member)) };
  const parts: PluginParts = {
    name: plugin.name,
    version,
    definition,
    members: members.flatMap((member) => {
      const content = contents.get(memberKey(member));
      return content ? [{ member, name: member.as ?? content.entry.name, ...content }] : [];
    }),
  };
  const { files, diagnostics }: Composed = composePlugin(parts, ({ member }) => placeOf(plugin, member.id));
  if (!files) return { wanted, diagnostics };
  const tree = treeOf(files);
  const { entries } = await measureEntries(tree, 'catalog', [pluginEntry(parts, files)]);
  const [entry] = entries;
  if (!entry || folderDigest(files) === undefined) {
    const message = `Two files of ${plugin.name} have one path after Unicode normalisation.`;
    return { wanted, diagnostics: [...diagnostics, diagnose('digest-ambiguous', { message, at: placeOf(plugin) })] };
  }
  // What its members do is said of the members.
  return { wanted, composed: { entry: { ...entry, findings: [] }, files, members: parts.members }, diagnostics };
}

function memberKey({ id, digest }: LockedMember): string {
  return `${id} ${digest}`;
}

/** By the key of a member what could be read of it. */
async function readMembers(
  members: readonly LockedMember[],
  context: ReadContext,
): Promise<Map<string, Omit<MemberContent, 'member' | 'name'>>> {
  const unique = [...new Map(members.map((member) => [memberKey(member), member])).values()];
  const limit = pLimit(CONCURRENCY);
  const bySource = Map.groupBy(unique, ({ id }) => coordinateParts(id).source);
  const read = await Promise.all(
    [...bySource].map(([id, group]) =>
      limit(async () => {
        const source = context.catalog.sources.find((candidate) => candidate.id === id);
        if (!source?.lock || source.faulty) return [];
        const wanted = new Map(group.flatMap((member) => wantedOf(source, member)));
        const { contents } = await readRevisions(source, [...wanted.keys()], context);
        return [...contents].map(([one, content]) => [wanted.get(one) ?? '', content] as const);
      }),
    ),
  );
  return new Map(read.flat());
}

/** Where the ledger of its source has a member, with its key. */
function wantedOf({ lock }: Source, member: LockedMember): [WantedRevision, string][] {
  const { kind, name } = coordinateParts(member.id);
  const key = entryKey(kind, name);
  const entries = lock?.entries ?? {};
  const locked = Object.hasOwn(entries, key) ? entries[key] : undefined;
  const revision = locked?.revisions.find((one) => one.revision === member.revision && one.digest === member.digest);
  return locked && revision ? [[{ kind, path: locked.path, revision }, memberKey(member)]] : [];
}

function unavailable(plugin: PluginDefinition, { id, revision }: LockedMember): Diagnostic {
  return diagnose('revision-unavailable', {
    message: `The content of revision ${revision} of ${id}, a member of ${plugin.name}, cannot be had.`,
    hint: 'Bring the commit back at its source, or raise "version" so that a revision is taken that can be had.',
    at: placeOf(plugin, id),
  });
}

/** Where a plugin is defined, or where its file speaks of a member. */
export function placeOf({ name, file, locate }: PluginDefinition, member?: Coordinate): Place {
  const index = file.members.findIndex((line) => isListed(line) && line.entry.entry === member);
  const path = member === undefined ? [] : index === -1 ? ['members'] : ['members', index];
  return { root: 'catalog', file: pluginPath(name), ...(path.length > 0 ? locate(path) : { line: 1, column: 1 }) };
}

/** A tree over files in memory, of which only these are read. */
function treeOf(files: readonly ContentFile[]): Tree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    nodes: new Map(files.map(({ path, executable }) => [path, { type: executable ? 'executable' : 'file' }])),
    folders: new Map(),
    prefetch: () => Promise.resolve(),
    read: (path) => {
      const file = byPath.get(path);
      return Promise.resolve(file ? { bytes: file.bytes } : { problem: 'missing' });
    },
    close: () => Promise.resolve(),
  };
}
