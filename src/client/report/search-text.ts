import type { Found } from '../discovery/search-entries.ts';
import { marks } from './entry-marks.ts';
import { counted, cut, type Layout, oneLine, paint } from './layout.ts';

interface Shown {
  readonly found: readonly Found[];
  /** How many there are, shown or not. */
  readonly total: number;
  readonly words: string;
  /** How many registries were searched. */
  readonly registries: number;
}

/** What a search has found: coordinate and marks, and below it what the entry is for. */
export function searchText({ found, total, words, registries }: Shown, layout: Layout): string {
  const asked = words === '' ? '' : ` for "${oneLine(words)}"`;
  if (total === 0) return `Nothing was found${asked}. Try fewer words, or --include-stubs for placeholders.`;
  const entries = found.flatMap(({ entry, registry }) => [
    `${paint('bold', entry.id, layout)} · ${marks(entry, layout)}`,
    cut(`  ${oneLine(entry.description)}`, layout.width),
    ...(registries > 1 ? [paint('dim', `  ${oneLine(registry.address)}`, layout)] : []),
  ]);
  const more = total > found.length ? ` The first ${found.length} are shown; --limit gives more.` : '';
  return [...entries, '', `${counted(total, 'entry', 'entries')}${asked}.${more}`].join('\n');
}
