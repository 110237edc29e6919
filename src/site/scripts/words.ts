/** What is between words. */
const between = /[^\p{L}\p{N}\p{M}]+/gu;
// oxlint-disable-next-line no-control-regex
const ascii = /^[\x00-\x7f]*$/;
const betweenPlain = /[^a-z0-9]+/g;
const accents = /\p{M}+/gu;

/** A text in which words can be found: without case, accents and punctuation, with a space before and after each word. */
export function folded(text: string): string {
  // Nearly all texts are plain, and this has to be done for thousands of them before the first answer.
  if (ascii.test(text)) return ` ${text.toLowerCase().replaceAll(betweenPlain, ' ').trim()} `;
  return ` ${text.toLowerCase().normalize('NFKD').replaceAll(accents, '').replaceAll(between, ' ').trim()} `;
}

/** A word or a text in quotes, with a dash before it where it is not wanted. */
const part = /-?"[^"]*"?|\S+/g;

function isDashed(text: string): boolean {
  return /^-["\p{L}\p{N}]/u.test(text);
}

function pieces(parts: readonly string[]): string[] {
  return [...new Set(parts.map((text) => folded(text).trim()).filter((piece) => piece !== ''))];
}

/** What a text asks for, as it was written, without the words that are not wanted. */
export function withoutDashed(words: string): string {
  return (words.match(part) ?? []).filter((text) => !isDashed(text)).join(' ');
}

const little = new Set(
  (
    'a an and are as at be by can could do does for from get has have how i in into is it me my not of on or our please ' +
    'should that the their there these this to us want was we what when where which who will with would you your'
  ).split(' '),
);

/**
 * What a text asks for, as it was written, in pieces. Little English words, as whole sentences have them, count only where
 * there are no others.
 */
export function telling(words: string): readonly string[] {
  const parts = withoutDashed(words).match(part) ?? [];
  const good = parts.filter((text) => {
    const word = folded(text).trim();
    return word !== '' && (text.startsWith('"') || !little.has(word));
  });
  return good.length > 0 ? good : parts;
}

/** The words that are looked for, each folded; what stands in quotes is one. */
export function wanted(words: string): string[] {
  return pieces(telling(words));
}

/** Wanted words as they can be written in the field. */
export function asText(words: readonly string[]): string {
  return words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
}

/** The words that have a dash before them: what has them is left out. */
export function unwanted(words: string): string[] {
  return pieces((words.match(part) ?? []).filter(isDashed));
}

/** Scripts that put no spaces between words: there a word is found anywhere. */
const unspaced = /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}\p{scx=Thai}\p{scx=Khmr}\p{scx=Laoo}\p{scx=Mymr}]/u;

/** Words of these scripts do not stand by themselves, so that no list of words has them. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/**
 * How well a folded text has a word.
 *
 * @returns 2 for the word itself, 1 for one that begins with it, 0 for none.
 */
export function fit(text: string, word: string): 0 | 1 | 2 {
  if (text.includes(` ${word} `)) return 2;
  if (text.includes(` ${word}`) || (unspaced.test(word) && text.includes(word))) return 1;
  return 0;
}

/** The longer ones first. */
const endings = ['ations', 'ation', 'ings', 'ing', 'ers', 'ies', 'ied', 'er', 'es', 'ed', 'ly', 'e', 's', 'y'];
/** Of an English word its root is at least so long, and at least so much of it. */
const SHORTEST_ROOT = 3;
const ROOT_SHARE = 0.4;

/**
 * What the forms of an English word have in common: `review` of `reviews`, `reviewing` and `reviewed`.
 *
 * @param word Folded.
 * @returns The word itself where nothing can be taken from it.
 */
export function rootOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const shortest = Math.max(SHORTEST_ROOT, Math.ceil(word.length * ROOT_SHARE));
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= shortest);
  if (ending === undefined) return word;
  const bare = word.slice(0, -ending.length);
  const single = bare.replace(/([bdfgmnprt])\1$/, '$1');
  return single.length >= shortest ? single : bare;
}

/** A text with each of its words in what its forms have in common. */
export function plain(text: string): string {
  return folded(text).trim().split(' ').map(rootOf).join(' ');
}

/** Whether a folded text has a word or, of a single one, another form of it. */
export function hasForm(text: string, word: string): boolean {
  if (text.includes(` ${word} `)) return true;
  const root = rootOf(word);
  return text.includes(` ${root}`) && text.split(' ').some((other) => rootOf(other) === root);
}

/** A text in pieces, with those that begin with a wanted word marked. */
export function markedParts(
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly found: boolean }[] {
  if (words.length === 0) return [{ text, found: false }];
  const parts: { text: string; found: boolean }[] = [];
  const singles = words.flatMap((word) => word.split(' '));
  for (const piece of text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const bare = folded(piece);
    const found = bare.trim() !== '' && singles.some((word) => fit(bare, word) > 0);
    const last = parts.at(-1);
    if (last && last.found === found) last.text += piece;
    else parts.push({ text: piece, found });
  }
  return parts;
}
