/*
 * What two texts of one licence may differ in, after the SPDX License List Matching Guidelines 2.1: case, white space,
 * punctuation, quotes, comment marks, bullets, spelling, copyright notices, and the names that a licence asks to fill in.
 */

/** Marks of comments, headings, lists and quotations, in source code as in Markdown. */
const MARKS = /^[\s>#*/;|!<_~`-]+/;

/** `1.`, `(a)`, `iv)`: items of lists are numbered in many ways. */
const BULLET = /^\(?(?:[a-z]|\d{1,2}|[ivx]{2,4})[.)](?=\s)/i;

/** The title of a licence can stand before it. */
const NOTICE =
  /^(?:(?:the )?(?:apache|bsd|isc|mit)\b[\w .()-]{0,20}licen[cs]e:?\s+)?(?:portions )?(?:copyright\b|©|\(c\)\s*(?=copyright|\d{4}|[[<{]))/i;

/** In words, with the years and addresses in it, and in characters. */
const LONGEST_NOTICE = { words: 25, characters: 400 };

/** With these after it, "copyright" begins no notice; licences speak of such things where a line happens to be broken. */
const NO_NOTICE =
  /^\W*(?:and|disclaimers?|holders?|in|interests?|laws?|licen[cs]es?|notices?|of|or|owners?|rights?|statements?)\b/i;

/** Whoever says one of these in a line with a notice lays down terms, and they are read. */
const TERMS =
  /\b(?:academic|agree\w*|allow\w*|commercial\w*|conditions?|confidential|consent|cop(?:ied|ies|y|ying)|deriv\w+|(?:re)?distribut\w+|educational|evaluation|except|forbid\w*|individuals?|internal|licen[cs]ed|may|modif\w+|must|no|non\w*|not|only|pay\w*|permi\w+|personal|private|prohibit\w*|proprietary|provided|purposes?|requir\w+|research|restrict\w*|sale|sell\w*|shall|students?|subject|terms|trial|unless|us(?:age|e|ed|es|ing)|without|written)\b|禁止|不得|仅|僅|限|商用|商业|商業|非営利|許可|许可/i;

/** A sentence after the notice; dots of abbreviations end none. */
const SENTENCE = /(?<!\b(?:inc|ltd|co|corp|llc|jr|sr|dr|st|\w))[.!?;:]\s+(?:\S+\s+){3}\S/i;

/** The spellings that the guidelines call equal, as far as licences have them. */
const EQUAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['acknowledgement', 'acknowledgment'],
  ['authorisation', 'authorization'],
  ['authorised', 'authorized'],
  ['cancelled', 'canceled'],
  ['favour', 'favor'],
  ['fulfil', 'fulfill'],
  ['judgement', 'judgment'],
  ['licence', 'license'],
  ['licences', 'licenses'],
  ['licenced', 'licensed'],
  ['organisation', 'organization'],
  ['recognise', 'recognize'],
  ['sublicence', 'sublicense'],
  ['utilisation', 'utilization'],
  ['whilst', 'while'],
  ['wilful', 'willful'],
]);

/** What the plain texts of Creative Commons say beside the licences: addresses of their site, and what they are under. */
const CREATIVE_COMMONS =
  /\b(?:wiki\.)?creativecommons\.org[\w./-]*|\bthe text of the creative commons public licenses is dedicated to the public domain under the cc0 public domain dedication\b/gi;

/** Where a licence names those who grant it, in up to 14 words. */
const FILLED_IN: readonly (readonly [before: string, after: string])[] = [
  ['neither the name of', 'nor the names of'],
  ['neither the names of', 'nor the names of'],
  ['software is provided by', 'as is'],
  ['as is and', 'disclaims all warranties'],
  ['in no event shall', 'be liable'],
];

/**
 * The words of a licence that count when it is compared with another.
 *
 * @param text Its cost grows with its length alone.
 */
export function licenseWords(text: string): string[] {
  const lines = text.normalize('NFKC').split(/\r\n?|\n/);
  const kept = lines.map((line) => line.replace(MARKS, '')).filter((line) => !isNotice(line));
  const body = kept
    .map((line) => line.replace(BULLET, ''))
    .join('\n')
    .replaceAll(/\[([^[\]\n]{1,200})\]\([^()\s]{1,300}\)/g, '$1')
    .replaceAll(/\((?:[a-z]|\d{1,2}|[ivx]{2,4})\)|©/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\ball rights reserved\b/gi, ' ')
    .replaceAll(CREATIVE_COMMONS, ' ')
    .replaceAll(/\bhttps?:\/\/(?:www\.)?/gi, '')
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .toLowerCase();
  const words = (body.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => EQUAL_WORDS.get(word) ?? word);
  return FILLED_IN.reduce(withoutNames, words);
}

function isNotice(line: string): boolean {
  if (line.length > LONGEST_NOTICE.characters) return false;
  const rest = line.replace(/[\s.]*all rights reserved[\s.]*$/i, '');
  const [head = ''] = NOTICE.exec(rest) ?? [];
  if (head === '') return false;
  const tail = rest.slice(head.length);
  const isTerms = NO_NOTICE.test(tail) || TERMS.test(tail) || SENTENCE.test(tail);
  return !isTerms && tail.split(/\s+/).length <= LONGEST_NOTICE.words;
}

const MOST_NAME_WORDS = 14;

/** Takes the names out between some words of a licence and the words that follow them. */
function withoutNames(words: readonly string[], [before, after]: readonly [string, string]): string[] {
  const start = before.split(' ');
  const end = after.split(' ');
  const stands = (phrase: readonly string[], at: number): boolean =>
    phrase.every((word, index) => words[at + index] === word);
  const left: string[] = [];
  for (let at = 0; at < words.length; at++) {
    left.push(words[at] ?? '');
    if (words[at] !== start[0] || !stands(start, at)) continue;
    const from = at + start.length;
    const length = nameLength(words, from, (position) => stands(end, position));
    if (length === undefined) continue;
    left.push(...start.slice(1));
    at = from + length - 1;
  }
  return left;
}

function nameLength(words: readonly string[], from: number, isEnd: (at: number) => boolean): number | undefined {
  for (let length = 1; length <= MOST_NAME_WORDS; length++)
    if (isEnd(from + length)) return TERMS.test(words.slice(from, from + length).join(' ')) ? undefined : length;
  return undefined;
}
