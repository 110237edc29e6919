import type { ContentFile } from '../../domain/composed.ts';
import type { FoundEntry, PlacedReference } from '../../domain/entry.ts';
import type { FrozenPlugin } from '../../domain/lock.ts';
import type { Place } from '../../domain/diagnostic.ts';
import { pluginPath } from '../../domain/plugin-file.ts';
import type { PluginParts } from './compose-plugin.ts';

/** A composed plugin as an entry: its files are those of the folder, and what it can do is what its members can. */
export function pluginEntry(
  { name, version, definition, members }: PluginParts,
  files: readonly ContentFile[],
): FoundEntry {
  const entries = members.map(({ entry }) => entry);
  // Of hooks and servers no text is loaded.
  const texts = entries.filter(({ kind }) => kind !== 'hook' && kind !== 'mcp_server');
  const manifest = files.find(({ path }) => path === MANIFEST);
  return {
    kind: 'plugin',
    path: pluginPath(name),
    name,
    title: definition.title ?? name,
    description: definition.description,
    version,
    license: definition.license,
    keywords: definition.keywords,
    formats: ['agent-plugins', 'claude-plugin'],
    files: files.map(({ path, executable }) => ({ treePath: path, path, executable })),
    definition: { path: MANIFEST, format: 'json', text: new TextDecoder().decode(manifest?.bytes), line: 1 },
    frontMatter: new Map(),
    manifestStatement: new Map(),
    hooks: entries.flatMap(({ hooks }) => hooks),
    servers: entries.flatMap(({ servers }) => servers),
    ofMembers: {
      tools: entries.flatMap(({ evidence }) => evidence.tools),
      described: texts.reduce((sum, { description }) => sum + description.length, 0),
    },
    // They are in other sources; `assembled` of the catalog entry has them.
    members: [],
    variants: [],
    references: [],
  };
}

const MANIFEST = 'plugin.json';

/** The members that another registry holds, as references. */
export function registryReferences({ references }: FrozenPlugin, at: Place): PlacedReference[] {
  return references.map(({ registry, name, version }) => ({
    name,
    type: 'registry',
    registry,
    ...(version !== undefined && { version }),
    pinned: version !== undefined,
    at,
  }));
}
