import { byText } from '../../domain/order.ts';
import { licenseWords } from './license-words.ts';

/** One way in which the text of a licence is passed on. */
export interface LicenseText {
  readonly id: string;
  /** Without its title. */
  readonly words: readonly string[];
  /** How often each of them is in it. */
  readonly counts: ReadonlyMap<string, number>;
  /** What its title can be made of. */
  readonly titleWords: ReadonlySet<string>;
}

/**
 * Beside what the Open Source Initiative has approved: licences of texts and data, and those that source-available
 * software is under, so that their names can be shown. To read all 700 licences of SPDX would take three times as long.
 */
const OTHERS =
  /^(?:CC0-1\.0|CC-BY(?:-NC)?(?:-SA|-ND)?-[34]\.0|WTFPL|BSD-(?:4-Clause|3-Clause-Clear)|X11|JSON|curl|GFDL-1\.3-only|BUSL-1\.1|SSPL-1\.0|Elastic-2\.0|PolyForm-[\w.-]+|FSL-1\.1-[\w.-]+|Hippocratic-2\.1)$/;

/** What stands after this line, and the line itself, tells how to apply a licence and is no part of it. */
const END = 'end of terms and conditions'.split(' ');

/** Where the terms of CC0 begin; the words before it are about the document, and are often left out. */
const CC0 = 'statement of purpose the laws of most jurisdictions'.split(' ');

/** The notice for the head of files, which people leave alone at the end of the Apache License. */
const FILE_NOTICE = 'licensed under the apache license version'.split(' ');

let texts: Promise<readonly LicenseText[]> | undefined;

/** The texts that licences are recognised by: 5 MB, read when the first one is asked for. */
export function licenseTexts(): Promise<readonly LicenseText[]> {
  return (texts ??= readTexts());
}

async function readTexts(): Promise<readonly LicenseText[]> {
  const { default: licenses } = await import('spdx-license-list/full.js');
  const seen = new Set<string>();
  const read: LicenseText[] = [];
  for (const id of Object.keys(licenses).toSorted(shorterFirst)) {
    const license = licenses[id];
    if (!license || !(license.osiApproved || OTHERS.test(id))) continue;
    // A text cannot say whether later versions hold too, so it is read as the version that it is.
    if (/\+$|-or-later$/.test(id) || Object.hasOwn(licenses, `${id}-only`)) continue;
    const titleWords = titleWordsOf(id, license.name);
    for (const form of formsOf(licenseWords(license.licenseText))) {
      const words = withoutTitle(form, titleWords);
      const text = words.join(' ');
      if (words.length === 0 || seen.has(text)) continue;
      seen.add(text);
      read.push({ id, words, counts: countWords(words), titleWords });
    }
  }
  return read;
}

/** Of ids with the same text the first is taken, `MPL-2.0` before `MPL-2.0-no-copyleft-exception`. */
function shorterFirst(one: string, other: string): number {
  return one.length - other.length || byText(one, other);
}

function formsOf(words: readonly string[]): (readonly string[])[] {
  const end = find(words, END, 0);
  const start = find(words, CC0, 0);
  if (end === -1) return start === -1 ? [words] : [words, words.slice(start)];
  const after = end + END.length;
  const notice = find(words, FILE_NOTICE, after);
  const terms = words.slice(0, after);
  return [words, terms, words.slice(0, end), ...(notice === -1 ? [] : [[...terms, ...words.slice(notice)]])];
}

function find(words: readonly string[], phrase: readonly string[], from: number): number {
  return words.findIndex((_, at) => at >= from && phrase.every((word, index) => words[at + index] === word));
}

/** @returns How often each word is there. */
export function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const IN_ANY_TITLE =
  'the a license licenses version v public software open source opensource org apache spdx identifier text january february march april june july august september october november december';

function titleWordsOf(id: string, name: string): Set<string> {
  return new Set([...IN_ANY_TITLE.split(' '), ...licenseWords(`${id} ${name}`)]);
}

/** In words, with a date and an address. */
const LONGEST_TITLE = 24;

/** Takes the title off, which can be missing or be said twice (guideline 12). */
export function withoutTitle(words: readonly string[], titleWords: ReadonlySet<string>): readonly string[] {
  const isTitle = (word: string): boolean => titleWords.has(word) || /^\d+$/.test(word);
  const start = words.findIndex((word) => !isTitle(word));
  return start > LONGEST_TITLE || start === -1 ? words : words.slice(start);
}
