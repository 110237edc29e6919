#!/usr/bin/env node
// Lists characters that a reader does not see but a model reads. Reads only; no network.
// Usage: node list-hidden.mjs [--all] <file or folder>…
// Exit code: 0 none found, 1 some found, 2 wrong use.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// [first, last, what, weight]. Code points as numbers, so that this file holds none of them.
const ranges = [
  [0xe0000, 0xe007f, 'tag character', 'high'],
  [0xe0100, 0xe01ef, 'variation selector of the supplement', 'high'],
  [0x202a, 0x202e, 'bidirectional override or embedding', 'high'],
  [0x2066, 0x2069, 'bidirectional isolate', 'high'],
  [0x200e, 0x200f, 'direction mark', 'low'],
  [0x061c, 0x061c, 'direction mark', 'low'],
  [0x200b, 0x200b, 'zero-width space', 'medium'],
  [0x200c, 0x200d, 'zero-width joiner or non-joiner', 'medium'],
  [0x2060, 0x2064, 'word joiner or invisible operator', 'medium'],
  [0x206a, 0x206f, 'deprecated format character', 'medium'],
  [0xfeff, 0xfeff, 'zero-width no-break space', 'medium'],
  [0x00ad, 0x00ad, 'soft hyphen', 'low'],
  [0x034f, 0x034f, 'combining grapheme joiner', 'medium'],
  [0x115f, 0x1160, 'Hangul filler', 'medium'],
  [0x3164, 0x3164, 'Hangul filler', 'medium'],
  [0xffa0, 0xffa0, 'Hangul filler', 'medium'],
  [0x180e, 0x180e, 'Mongolian vowel separator', 'medium'],
  [0x2028, 0x2029, 'line or paragraph separator', 'low'],
  [0x0000, 0x0008, 'control character', 'medium'],
  [0x000b, 0x000c, 'control character', 'low'],
  [0x000e, 0x001f, 'control character', 'medium'],
  [0x007f, 0x009f, 'control character', 'medium'],
];

const kindOf = (code) => ranges.find(([first, last]) => code >= first && code <= last);
const isTag = (code) => code >= 0xe0000 && code <= 0xe007f;
const isPictograph = (text) => text !== undefined && /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u.test(text);
// Scripts in which joiners are part of the spelling.
const isJoiningScript = (text) =>
  text !== undefined &&
  /\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Gujarati}|\p{Script=Gurmukhi}|\p{Script=Kannada}|\p{Script=Malayalam}|\p{Script=Oriya}|\p{Script=Sinhala}|\p{Script=Tamil}|\p{Script=Telugu}|\p{Script=Mongolian}/u.test(text);
const isRightToLeft = (text) => /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u.test(text);

/** A use that belongs to ordinary writing: emoji sequences, joining scripts, marks in right-to-left lines. */
function isOrdinary(code, before, after, line, flag) {
  if (code === 0x200d && isPictograph(before) && isPictograph(after)) return true;
  if ((code === 0x200c || code === 0x200d) && isJoiningScript(before)) return true;
  if ((code === 0x200e || code === 0x200f || code === 0x061c) && isRightToLeft(line)) return true;
  return flag;
}

function scan(text, all) {
  const found = [];
  for (const [row, line] of text.split(/\r?\n/).entries()) {
    const characters = [...line];
    for (let at = 0; at < characters.length; at += 1) {
      const code = characters[at].codePointAt(0);
      const kind = kindOf(code);
      if (!kind || (code === 0xfeff && row === 0 && at === 0)) continue;

      // A run of the same kind is one finding; tag characters are ASCII moved up by 0xE0000.
      let end = at;
      while (end + 1 < characters.length && kindOf(characters[end + 1].codePointAt(0))?.[2] === kind[2]) end += 1;
      const run = characters.slice(at, end + 1);
      const decoded = isTag(code)
        ? run.map((one) => one.codePointAt(0) - 0xe0000).map((ascii) => (ascii >= 0x20 && ascii < 0x7f ? String.fromCharCode(ascii) : '.')).join('')
        : undefined;
      // A subdivision flag: black flag, at most six letters in tags, cancel tag.
      const flag = decoded !== undefined && characters[at - 1]?.codePointAt(0) === 0x1f3f4 && /^[a-z0-9]{3,6}\.$/.test(decoded);
      if (all || !isOrdinary(code, characters[at - 1], characters[end + 1], line, flag)) {
        found.push({ line: row + 1, column: at + 1, code, count: run.length, what: kind[2], weight: kind[3], decoded });
      }
      at = end;
    }
  }
  return found;
}

function* filesOf(path) {
  const about = lstatSync(path, { throwIfNoEntry: false });
  if (!about) {
    console.error(`There is no ${path}.`);
    process.exit(2);
  }
  if (about.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (name !== '.git') yield* filesOf(join(path, name));
  } else if (about.isFile()) yield path;
  else console.log(`${path}: not a regular file (a link?), not read`);
}

const all = process.argv.includes('--all');
const paths = process.argv.slice(2).filter((argument) => argument !== '--all');
if (paths.length === 0) {
  console.error('usage: node list-hidden.mjs [--all] <file or folder>…');
  process.exit(2);
}

let [read, findings] = [0, 0];
for (const path of paths.flatMap((given) => [...filesOf(given)])) {
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 8000).includes(0)) {
    console.log(`${path}: binary, not read`);
    continue;
  }
  const text = bytes.toString('utf8');
  read += 1;
  if (text.includes('\uFFFD') && !bytes.includes(Buffer.from('\uFFFD'))) console.log(`${path}: not valid UTF-8`);
  for (const { line, column, code, count, what, weight, decoded } of scan(text, all)) {
    findings += 1;
    const times = count > 1 ? ` and ${count - 1} more` : '';
    const reads = decoded === undefined ? '' : `, reads ${JSON.stringify(decoded)}`;
    console.log(`${path}:${line}:${column}: ${weight}: ${what} U+${code.toString(16).toUpperCase().padStart(4, '0')}${times}${reads}`);
  }
}
console.log(`${read} text file${read === 1 ? '' : 's'} read, ${findings} finding${findings === 1 ? '' : 's'}`);
process.exitCode = findings === 0 ? 0 : 1;
