import { isSlug, toSlug } from '../domain/slug.ts';
import { sha256 } from '../domain/digest.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { kindNoun } from '../domain/kind.ts';
import { fileOf } from '../domain/entry-path.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { byText } from '../domain/order.ts';
import { shorten } from '../domain/shorten.ts';
import { type Draft, draftKey } from './draft.ts';
import { quarantine } from './read-text.ts';
import { baseName } from './tree-view.ts';

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
  const taken = new Set<string>();
  for (const [key, name] of bindings) taken.add(`${key.split(' ', 1)[0]} ${name}`);

  const quarantined: QuarantinedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  const counters = new Map<string, number>();
  for (const draft of drafts.toSorted((a, b) => a.path.length - b.path.length || byText(a.path, b.path))) {
    const slug = slugOf(draft);
    const bound = bindings.get(draftKey(draft));
    if (slug === undefined && bound === undefined) {
      const missing = diagnose('entry-name-missing', {
        message: `Nothing of "${shorten(draft.wanted)}" can stand in a coordinate.`,
        at: draft.at,
      });
      diagnostics.push(missing);
      quarantined.push(quarantine(draft.kind, draft.path, missing));
      continue;
    }
    const name = bound ?? firstFree(slug ?? '', draft, pluginOf(draft), taken, counters);
    taken.add(`${draft.kind} ${name}`);
    names.set(draft, name);
    diagnostics.push(...renaming(draft, slug ?? name, name, taken));
  }
  return { names, quarantined, diagnostics };
}

/** What of a file name is not its name. */
const FILE_ENDING = /(?:\.agent)?\.(?:md|toml|json)$/i;

/** Letters and digits that no slug can hold. */
const LETTER = /[\p{Letter}\p{Number}]/u;

/**
 * The name as a slug. Where letters of it would be lost, the folder or file goes first if it is one; a name of which
 * nothing is left becomes a number made from it.
 */
function slugOf({ kind, wanted, path }: Draft): string | undefined {
  const place = baseName(fileOf(path)).replace(FILE_ENDING, '');
  const isKept = !LETTER.test(wanted.normalize('NFKD').replaceAll(/[\p{Mark}A-Za-z0-9]/gu, ''));
  const slug = isKept ? toSlug(wanted) : isSlug(place) ? place : (toSlug(wanted) ?? toSlug(place));
  if (slug !== undefined || !LETTER.test(wanted)) return slug ?? toSlug(place);
  return `${kind.replaceAll('_', '-')}-${sha256(wanted).slice(0, 8)}`;
}

/** What there is to say where an entry is not called what it calls itself. */
function renaming({ kind, wanted, at }: Draft, slug: string, name: string, taken: ReadonlySet<string>): Diagnostic[] {
  if (name !== slug && taken.has(`${kind} ${slug}`)) {
    const message = `The name "${slug}" is taken by another ${kindNoun(kind)} of this source; this one is listed as "${name}".`;
    return [diagnose('entry-name-taken', { message, at })];
  }
  if (name === wanted || (name === slug && kind === 'command')) return [];
  const since = name === slug ? '' : ', the name it was first listed under';
  return [diagnose('entry-name-changed', { message: `"${shorten(wanted)}" is listed as "${name}"${since}.`, at })];
}

function firstFree(
  slug: string,
  draft: Draft,
  plugin: string | undefined,
  taken: ReadonlySet<string>,
  counters: Map<string, number>,
): string {
  const isFree = (name: string): boolean => !taken.has(`${draft.kind} ${name}`);
  if (isFree(slug)) return slug;
  for (const prefix of [...(plugin === undefined ? [] : [plugin]), ...foldersAbove(draft)]) {
    const name = toSlug(`${prefix}-${slug}`);
    if (name !== undefined && toSlug(prefix) !== slug && isFree(name)) return name;
  }
  const stem = slug.slice(0, 56).replace(/-+$/, '');
  for (let n = (counters.get(`${draft.kind} ${stem}`) ?? 1) + 1; ; n++) {
    counters.set(`${draft.kind} ${stem}`, n);
    if (isFree(`${stem}-${n}`)) return `${stem}-${n}`;
  }
}

/** Folders that every source has, and those of harnesses: they tell nobody which entry is meant. */
const TELLS_NOTHING = /^(?:\..*|skills|agents|commands|plugins|hooks|src)$/;

/** The folders an entry lies in, the nearest first; a folder that is the entry itself comes last. */
function foldersAbove({ path }: Draft): string[] {
  const [own = '', ...above] = fileOf(path).split('/').toReversed();
  return [...above, own.replace(FILE_ENDING, '')].filter((folder) => !TELLS_NOTHING.test(folder));
}
