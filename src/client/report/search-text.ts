import type { SearchResult } from '../discovery/search-entries.ts';
import { marks } from './entry-marks.ts';
import { counted, cut, type Layout, oneLine, paint, wrap } from './layout.ts';

interface Shown extends Pick<SearchResult, 'found' | 'whole' | 'corrected' | 'unread'> {
  /** How many there are, shown or not. */
  readonly total: number;
  readonly words: string;
  /** How many registries were searched. */
  readonly registries: number;
}

/** In columns, where there is no terminal that says how wide it is. */
const PIPED = 160;

/** What a search has found: coordinate and marks, and below it what the entry is for. */
export function searchText(shown: Shown, layout: Layout): string {
  const { found, registries } = shown;
  const entries = found.flatMap(({ entry, registry }) => [
    `${paint('bold', entry.id, layout)} · ${marks(entry, layout)}`,
    cut(`  ${oneLine(entry.description)}`, Math.min(layout.width, PIPED)),
    ...(registries > 1 ? [paint('dim', `  ${oneLine(registry.address)}`, layout)] : []),
  ]);
  return [...entries, ...(entries.length > 0 ? [''] : []), ...verdict(shown), ...unreadLines(shown, layout)].join('\n');
}

function verdict({ found, total, whole, words, corrected }: Shown): string[] {
  const asked = words === '' ? '' : ` for "${oneLine(words)}"`;
  const instead = corrected.map(
    ({ word, meant }) => `Nothing has "${oneLine(word)}"; "${oneLine(meant)}" was looked for.`,
  );
  if (total === 0)
    return [
      ...instead,
      `Nothing was found${asked}. ${words === '' ? 'Leave out a filter' : 'Try other words'}, or --include-stubs for placeholders.`,
    ];
  const some =
    whole === 0 ? ' None has all of the words.' : whole < total ? ` ${whole} of them with all of the words.` : '';
  const more = total > found.length ? ` The first ${found.length} are shown; --limit gives more.` : '';
  return [...instead, `${counted(total, 'entry', 'entries')}${asked}.${some}${more}`];
}

function unreadLines({ unread }: Shown, layout: Layout): string[] {
  return unread.flatMap(({ message }) =>
    wrap(`${paint('yellow', 'Not searched:', layout)} ${oneLine(message)}`, layout, ''),
  );
}
