import { toSlug } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { QuarantinedEntry } from '../domain/index-v1.ts';
import { type Draft, draftKey } from './draft.ts';
import { quarantine } from './read-text.ts';

/** Names that the ledger has given away: by draft key (kind and path) the name, for every entry ever locked. */
export type Bindings = ReadonlyMap<string, string>;

export interface Naming {
  readonly names: ReadonlyMap<Draft, string>;
  readonly quarantined: readonly QuarantinedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives every entry its name. What the ledger has bound keeps its name; then the shortest path goes first, and whoever
 * comes second to a name gets its plugin or folder in front of it.
 *
 * @param pluginOf The name of the plugin an entry belongs to.
 */
export function assignNames(
  drafts: readonly Draft[],
  bindings: Bindings,
  pluginOf: (draft: Draft) => string | undefined,
): Naming {
  const names = new Map<Draft, string>();
  const taken = new Map<string, Draft | undefined>();
  for (const [key, name] of bindings) taken.set(`${key.split(' ', 1)[0]} ${name}`, undefined);

  const free: Draft[] = [];
  for (const draft of drafts) {
    const bound = bindings.get(draftKey(draft));
    if (bound === undefined) free.push(draft);
    else names.set(draft, bound);
  }
  const quarantined: QuarantinedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const draft of free.toSorted((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))) {
    const slug = toSlug(draft.wanted) ?? toSlug(draft.path.split('/').at(-1) ?? '');
    if (slug === undefined) {
      const missing = diagnose('entry-name-missing', {
        message: `Nothing of "${draft.wanted}" can stand in a coordinate.`,
        at: draft.at,
      });
      diagnostics.push(missing);
      quarantined.push(quarantine(draft.kind, draft.path, missing));
      continue;
    }
    const name = firstFree(slug, draft, pluginOf(draft), taken);
    taken.set(`${draft.kind} ${name}`, draft);
    names.set(draft, name);
    if (name !== slug) {
      const message = `The name "${slug}" is taken by another ${draft.kind} of this source; this one is listed as "${name}".`;
      diagnostics.push(diagnose('entry-name-taken', { message, at: draft.at }));
    } else if (slug !== draft.wanted && draft.kind !== 'command') {
      diagnostics.push(
        diagnose('entry-name-changed', { message: `"${draft.wanted}" is listed as "${slug}".`, at: draft.at }),
      );
    }
  }
  return { names, quarantined, diagnostics };
}

function firstFree(
  slug: string,
  draft: Draft,
  plugin: string | undefined,
  taken: ReadonlyMap<string, unknown>,
): string {
  const isFree = (name: string): boolean => !taken.has(`${draft.kind} ${name}`);
  if (isFree(slug)) return slug;
  for (const prefix of [...(plugin === undefined ? [] : [plugin]), ...foldersAbove(draft)]) {
    const name = toSlug(`${prefix}-${slug}`);
    if (name !== undefined && isFree(name)) return name;
  }
  for (let n = 2; ; n++) {
    const name = `${slug.slice(0, 56).replace(/-+$/, '')}-${n}`;
    if (isFree(name)) return name;
  }
}

/** Folders that every source has, and those of harnesses: they tell nobody which entry is meant. */
const TELLS_NOTHING = /^(?:\..*|skills|agents|commands|plugins|hooks|src)$/;

/** The folders an entry lies in, the nearest first. */
function foldersAbove({ path }: Draft): string[] {
  const folders = path.split('#', 1)[0]?.split('/').slice(0, -1) ?? [];
  return folders.filter((folder) => !TELLS_NOTHING.test(folder)).toReversed();
}
