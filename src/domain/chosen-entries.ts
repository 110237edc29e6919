import { entryKey } from './coordinate.ts';
import { suggest } from './did-you-mean.ts';
import { fileOf } from './entry-path.ts';
import type { Kind } from './kind.ts';
import { isRiskTier, noTier } from './source-draft.ts';

interface Named {
  readonly kind: Kind;
  readonly name: string;
  /** Its path in the source. */
  readonly path: string;
}

/** What a person chose, or why it cannot be chosen. */
export type Chosen = { readonly texts: readonly string[]; readonly wrong?: undefined } | { readonly wrong: string };

/** `skill:pdf` or `pdf`, and no pattern. */
const NAME = /^(?:[a-z_]+:)?[a-z0-9-]+$/;

function meant(text: string, entries: readonly Named[]): Named[] {
  return entries.filter(({ kind, name }) => text === name || text === entryKey(kind, name));
}

/**
 * Patterns for what is left out: those that were written, and for the names of entries the paths of these.
 *
 * @param below The folder that is listed; patterns are relative to it.
 */
export function chosenExcludes(texts: readonly string[], entries: readonly Named[], below: string): Chosen {
  const keys = entries.map(({ kind, name }) => entryKey(kind, name));
  const patterns: string[] = [];
  for (const text of texts.map((one) => one.trim()).filter((one) => one !== '')) {
    const named = NAME.test(text) ? meant(text, entries) : [];
    if (named.length === 0 && text.includes(':') && NAME.test(text))
      return { wrong: `There is no entry "${text}". ${suggest(text, keys) ?? ''}`.trim() };
    for (const { path } of named) {
      const file = fileOf(path);
      const relative = below === '' ? file : file.slice(below.length + 1);
      if (relative === '' || relative === '.')
        return { wrong: `${text} is the root of what is listed: without it nothing is left.` };
      // What patterns or other tools give a meaning to stands as "any one character".
      patterns.push(relative.replaceAll(/[*{}\\]|^!/g, '?'));
    }
    if (named.length === 0) patterns.push(text);
  }
  return { texts: [...new Set(patterns)] };
}

/** Statements of tiers, one an entry: a tier alone is said of every entry, and the name of none is refused. */
export function chosenTiers(texts: readonly string[], entries: readonly Named[]): Chosen {
  const keys = entries.map(({ kind, name }) => entryKey(kind, name));
  const stated = new Map<string, string>();
  const single = texts.map((one) => one.trim()).filter((one) => one !== '');
  for (const text of single.filter((one) => isRiskTier(one))) for (const key of keys) stated.set(key, text);
  for (const text of single.filter((one) => !isRiskTier(one))) {
    const [key = '', tier] = text.split(/\s*=\s*|\s+/, 2);
    if (tier === undefined && !key.includes(':')) return { wrong: noTier(key, text) };
    if (!keys.some((known) => known === key))
      return { wrong: `There is no entry "${key}". ${suggest(key, keys) ?? 'Write one such as skill:pdf=limited.'}` };
    if (tier === undefined) return { wrong: `Write the tier behind it: ${key}=limited.` };
    if (!isRiskTier(tier)) return { wrong: noTier(tier, tier) };
    stated.set(key, tier);
  }
  return { texts: [...stated].map(([key, tier]) => `${key}=${tier}`) };
}
