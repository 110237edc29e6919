import { INVISIBLE } from '../../domain/shown-text.ts';

/** Letters and marks of the scripts in which joiners decide how a word is written. */
const JOINING = lettersOf(
  'Arab Syrc Mong Nkoo Mand Thaa Adlm Rohg Phag Mani Sogd Khmr Mymr Bali Java Sund ' +
    'Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Tibt Newa Cakm Sylo Mtei Lana Limb Tirh Kthi Modi Gran',
);

/** Scripts that write words without spaces and mark the places for line breaks with U+200B. */
const UNSPACED = lettersOf('Thai Laoo Khmr Mymr Tibt Java Bali Lana Tale Talu');

/** Letters that run from right to left. */
export const RIGHT_TO_LEFT = lettersOf('Hebr Arab Syrc Thaa Nkoo Samr Mand Adlm Rohg');

const JOINERS = String.raw`[\u200C\u200D]`;
const MARKS = String.raw`[\u200E\u200F\u061C]`;
const PICTURE = String.raw`\p{Extended_Pictographic}(?:\uFE0F|[\u{1F3FB}-\u{1F3FF}])?`;
const ALONE = `(?<![${INVISIBLE}].)(?![${INVISIBLE}])`;

/** As above, where embeddings and isolates, which are looked at by themselves, may stand beside it. */
const ALONE_IN_WORD = ALONE.replaceAll(`[${INVISIBLE}]`, String.raw`[[${INVISIBLE}]--[\u202A-\u202E\u2066-\u2069]]`);

/**
 * What the invisible characters are for. Each alternative takes exactly those it explains. It begins with them and looks
 * back afterwards, because hardly any position of a text gets past the first step.
 */
const legitimate = [
  // A byte order mark, and only at the start of the file.
  String.raw`\uFEFF(?<=^.)`,
  // Families, professions and the like. The form is checked, not the list of the recommended ones, which grows every
  // year; none of them has more than three joiners.
  String.raw`${PICTURE}(?:\u200D${PICTURE}){1,3}(?!\u200D)`,
  // England, Scotland, Wales: the only flags of parts of countries that are emoji. Others are drawn as a plain black
  // flag, so that their letters would be hidden text.
  String.raw`\u{1F3F4}(?:${['gbeng', 'gbsct', 'gbwls'].map(asTags).join('|')})\u{E007F}`,
  String.raw`[0-9#*]\uFE0F\u20E3`,
  // The picture or text form of a symbol; a joiner behind it belongs to an emoji and is looked at by itself.
  String.raw`[\uFE0E\uFE0F](?<=[\p{Extended_Pictographic}\p{S}].)(?![[${INVISIBLE}]--[\u200D]])`,
  // Variants of ideographs, of mathematical symbols and of a few letters, as Unicode registers them.
  String.raw`[\uFE00-\uFE02](?<=[\p{Script=Han}\p{Sm}\p{Script=Mymr}\p{Script=Phag}\u3001\u3002\uFF01-\uFF1F].)(?![${INVISIBLE}])`,
  String.raw`[\u{E0100}-\u{E01EF}](?<=\p{Script=Han}.)(?![${INVISIBLE}])`,
  // One side is enough: Persian joins its endings to Latin words.
  String.raw`${JOINERS}(?:(?<=${JOINING}.)|(?=${JOINING}))${ALONE_IN_WORD}`,
  String.raw`\u200B(?:(?<=${UNSPACED}.)|(?=${UNSPACED}))${ALONE}`,
  // A direction mark settles the direction of punctuation and numbers near right-to-left letters.
  String.raw`${MARKS}(?:(?<=${RIGHT_TO_LEFT}.{1,16})|(?=.{0,16}${RIGHT_TO_LEFT}))${ALONE}`,
  String.raw`[\u180B-\u180F](?<=\p{Script=Mong}.)`,
  String.raw`[\u115F\u1160](?:(?<=\p{Script=Hang}.)|(?=\p{Script=Hang}))`,
  String.raw`\u034F(?<=\p{M}.)(?=\p{M})`,
  // Braille patterns, drawings made of them included.
  String.raw`\u2800(?:(?<=[\u2801-\u28FF]\u2800{1,8})|(?=\u2800{0,8}[\u2801-\u28FF]))`,
  // People who show a code fence inside a code fence put one of these before it, so that it does not close the outer.
  '[\\u200B\\u200E\\u2060](?<=(?:^|\\n)[ \\t>]*.)(?=```|~~~)',
  // Others put one between the ticks.
  `\\u200B(?:(?<=\`.)|(?=\`))${ALONE}`,
  // A word joiner keeps a number with its unit, or a dash with its word.
  String.raw`\u2060(?:(?<=[\p{Pd}\p{Zs}\p{Nd}\/].)|(?=[\p{Pd}\p{Zs}\p{Nd}\/]))${ALONE}`,
].join('|');

const anyInvisible = new RegExp(`[${INVISIBLE}]`, 'v');
const explained = new RegExp(`${legitimate}|([${INVISIBLE}])`, 'gv');

/** The offsets of invisible characters of which no rule of writing explains why they are there, in order. */
export function* unexplained(text: string): Generator<number> {
  // Nearly all files have none at all, and this test costs a tenth of the other.
  if (!anyInvisible.test(text)) return;
  for (const match of text.matchAll(explained)) {
    if (match[1] !== undefined) yield match.index;
  }
}

/** A class of the letters and marks used by the scripts whose four-letter codes are given, separated by spaces. */
function lettersOf(scripts: string): string {
  return String.raw`[[${scripts
    .split(' ')
    .map((script) => String.raw`\p{scx=${script}}`)
    .join('')}]&&[\p{L}\p{M}]]`;
}

function asTags(text: string): string {
  return Array.from(text, (letter) => String.raw`\u{${(0xe0000 + letter.charCodeAt(0)).toString(16)}}`).join('');
}
