import { posix } from 'node:path';
import type { ContentFile } from '../../domain/composed.ts';
import type { FoundEntry, MeasuredEntry } from '../../domain/entry.ts';
import type { Tree } from '../../domain/tree.ts';
import { measureEntries } from '../../introspect/measure-entries.ts';
import type { Part } from '../model/content.ts';
import { Refusal } from '../model/refusal.ts';

/** What an entry holds and does, worked out here from its bytes and not taken from anybody's word. */
export interface Described {
  readonly measured: MeasuredEntry;
  readonly part: Part;
  readonly parts: readonly Part[];
}

/**
 * Measures an entry and reads its files, and of a plugin what it brings.
 *
 * @param all Every entry of the tree, in which a plugin finds its members.
 * @throws Refusal `content-unreadable` where a file of it cannot be had.
 */
export async function describeEntry(tree: Tree, entry: FoundEntry, all: readonly FoundEntry[]): Promise<Described> {
  const { entries, diagnostics } = await measureEntries(tree, 'entry', [entry]);
  const [measured] = entries;
  if (!measured)
    throw new Refusal(
      'content-unreadable',
      `${entry.kind} ${entry.name} cannot be read whole: ${diagnostics[0]?.message ?? 'a file is missing.'}`,
    );
  const isMember = ({ kind, path }: FoundEntry): boolean =>
    entry.members.some((member) => member.kind === kind && member.path === path);
  const parts: Part[] = [];
  for (const member of entry.kind === 'plugin' ? all.filter(isMember) : []) parts.push(await toPart(tree, member));
  return { measured, part: await toPart(tree, entry), parts };
}

async function toPart(tree: Tree, entry: FoundEntry): Promise<Part> {
  const { kind, name, title, description, formats, definition } = entry;
  const isConfig = kind === 'hook' || kind === 'mcp_server';
  return {
    kind,
    name,
    title,
    description,
    formats,
    files: await filesOf(tree, entry),
    ...(isConfig && { config: JSON.parse(definition.text) as unknown }),
  };
}

async function filesOf(tree: Tree, { files, canonical }: FoundEntry): Promise<ContentFile[]> {
  const read: ContentFile[] = [];
  if (canonical !== undefined) return read;
  for (const { treePath, path, executable } of files) {
    const { bytes } = await tree.read(treePath);
    if (!bytes) throw new Refusal('content-unreadable', `${posix.basename(path)} cannot be read.`);
    read.push({ path, bytes, executable });
  }
  return read;
}
