import { distance } from 'fastest-levenshtein';

/** Words that sentences need and no entry is looked for by; `skill` stands for everything that is searched. */
const STOP = new Set(
  `a about all an and any are as at be by can could do does find for from give have help how i in into is it its like list
  me my need of on or our please search show skill skills some that the there these this to tool use using want was we
  what when where which who will with would you your`.split(/\s+/),
);

/** One spelling for upper and lower case, accents, full-width forms, and everything that separates words. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** The words of a folded text that something can be looked for by; all of them where nothing else is left. */
export function soughtWords(asked: string): string[] {
  const words = [...new Set(asked.split(' ').filter((word) => word !== ''))];
  const kept = words.filter((word) => !STOP.has(word));
  return kept.length > 0 ? kept : words;
}

/** Words are found from their beginning on, without regard to a plural; where words are not separated by spaces, anywhere. */
export function hasWord(text: string, word: string): boolean {
  if (!isPlain(word)) return text.includes(word);
  const stem = /^.{3,}[^s]s$/.test(word) ? word.slice(0, -1) : word;
  return ` ${text}`.includes(` ${stem}`);
}

/**
 * The word of these texts that was most likely meant by one that none of them has: one letter is another, or two in words
 * of six letters and more; two neighbours that have changed places count as one.
 *
 * @param texts Folded. What stands in earlier ones goes first.
 */
export function nearestWord(word: string, texts: Iterable<string>): string | undefined {
  if (!isPlain(word) || word.length < 4) return undefined;
  let limit = word.length < 6 ? 1 : 2;
  let nearest: string | undefined;
  for (const text of texts)
    for (const known of text.split(' ')) {
      if (Math.abs(known.length - word.length) > limit) continue;
      const away = isSwapped(word, known) ? 1 : distance(word, known);
      if (away > limit || (nearest !== undefined && away === limit)) continue;
      [nearest, limit] = [known, away];
    }
  return nearest;
}

function isSwapped(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, n) => letter !== known[n]);
  return at !== -1 && known === `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at]}${word.slice(at + 2)}`;
}

function isPlain(word: string): boolean {
  return /^[a-z0-9]+$/.test(word);
}
