import { type CatalogChanges, holdsNothing, type ListedEntry, type ListedSource } from '../domain/check-report.ts';
import { canWords, countOf } from './listing-markdown.ts';
import { counted } from './markdown-text.ts';
import { visible } from './visible.ts';

/** Longer, it would push what is wrong off a screen. */
const MAX_LINES = 20;

const changeWords = { new: 'new source', changed: 'changed source', gone: 'source taken out' } as const;

/** What a change brings, for a person at a terminal: a line for each source and each of its entries, 20 at the most. */
export function changesText({ base, sources }: Pick<CatalogChanges, 'base' | 'sources'>): string {
  const since = `since ${base.slice(0, 12)}`;
  if (sources.length === 0) return `No source is changed ${since}.`;
  const lines = sources.flatMap(sourceLines);
  const shown = lines.length > MAX_LINES ? lines.slice(0, MAX_LINES - 1) : lines;
  const more = lines.length - shown.length;
  return [
    `Changed ${since}:`,
    ...shown.map((line) => `  ${visible(line)}`),
    ...(more > 0 ? [`  … and ${counted(more, 'more line', 'more lines')}; --reporter markdown tells more`] : []),
  ].join('\n');
}

function sourceLines(source: ListedSource): string[] {
  const { id, change, place, entries, gone, quarantined } = source;
  const from = place === undefined ? '' : ` from ${place.replace(/#HEAD$/, '')}`;
  const held = quarantined.length > 0 ? ` ${quarantined.length} held back.` : '';
  return [
    `${id}: ${changeWords[change]}${from}. ${change === 'gone' ? '' : holding(source)}${held}`.trimEnd(),
    ...entries.map((entry) => `  ${entry.id}  ${entry.change}, ${abilities(entry)}`),
    ...gone.map((one) => `  ${one}  no longer listed`),
  ];
}

function holding(source: ListedSource): string {
  if (source.state !== 'published') return 'Nothing of it was read.';
  return holdsNothing(source) ? 'Nothing in it can be listed.' : countOf(source.entries);
}

/** `2 tools, 1 hook`; of what was listed before, what it can do more. */
function abilities({ can, diff, withdrawn }: ListedEntry): string {
  const some = diff?.added ?? can;
  const words = some.length > 0 ? `${diff ? 'now ' : ''}${canWords(some)}` : diff ? 'nothing more' : 'text only';
  return withdrawn ? `taken back; ${words}` : words;
}
