#!/usr/bin/env node
// Which descriptions of skills look alike? Reads every SKILL.md below a folder; writes nothing.
// Usage: node neighbours.mjs <folder> [name]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const [folder, only] = process.argv.slice(2);
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: node neighbours.mjs <folder that holds skills> [name of one skill]');
  process.exit(2);
}

const skipped = new Set(['.git', 'node_modules']);
const stopWords = new Set(
  ('a an and are as at be by can do does for from has have how if in into is it its not of on one or other out so some ' +
    'than that the their them then there these they this to up use used uses using was what when where which who will ' +
    'with without you your person someone somebody asks ask wants want needs need').split(' '),
);

function* skillFiles(path) {
  for (const item of readdirSync(path, { withFileTypes: true })) {
    if (item.isDirectory() && !skipped.has(item.name)) yield* skillFiles(join(path, item.name));
    else if (item.isFile() && item.name.toLowerCase() === 'skill.md') yield join(path, item.name);
  }
}

/** Name and description of the front matter: plain, quoted and block scalars, which is what skills use. */
function readHead(path) {
  const lines = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  const head = lines[0] === '---' && end > 0 ? lines.slice(1, end) : [];
  const value = (key) => {
    const start = head.findIndex((line) => line.startsWith(`${key}:`));
    if (start < 0) return '';
    const parts = [head[start].slice(key.length + 1).trim()];
    for (let next = start + 1; next < head.length && /^(\s|$)/.test(head[next]); next += 1) parts.push(head[next].trim());
    if (/^[|>][+-]?$/.test(parts[0])) parts.shift();
    return parts.join(' ').trim().replace(/^(["'])(.*)\1$/s, '$2');
  };
  return { path, name: value('name') || basename(dirname(path)), description: value('description') };
}

/** Words that carry meaning, with the commonest English endings cut so that "reviews" meets "review". */
function words(text) {
  const all = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? [];
  return new Set(all.map((word) => word.replace(/[.-]+$/, '')).filter((word) => !stopWords.has(word)).map((word) => word.replace(/(?<=...)(ing|ies|es|ed|s)$/, '')));
}

const skills = [...skillFiles(folder)].map(readHead).map((skill) => ({ ...skill, words: words(skill.description) }));
if (skills.length === 0) {
  console.error(`There is no SKILL.md below ${folder}.`);
  process.exit(1);
}

const rows = [];
for (const skill of skills) {
  if (only !== undefined && skill.name !== only) continue;
  let best;
  for (const other of skills) {
    if (other === skill) continue;
    const shared = [...skill.words].filter((word) => other.words.has(word));
    const all = new Set([...skill.words, ...other.words]).size;
    const likeness = all === 0 ? 0 : shared.length / all;
    if (best === undefined || likeness > best.likeness) best = { other, likeness, shared };
  }
  rows.push({ skill, best });
}
if (rows.length === 0) {
  console.error(`No skill is called "${only}".`);
  process.exit(1);
}

rows.sort((a, b) => (b.best?.likeness ?? 0) - (a.best?.likeness ?? 0) || a.skill.path.localeCompare(b.skill.path));
for (const { skill, best } of rows) {
  const length = [...skill.description].length;
  const remark = length === 0 ? '  MISSING' : length > 1024 ? '  over 1024' : length < 60 ? '  short' : '';
  console.log(`${skill.name}  (${relative(folder, skill.path)})  ${length} characters${remark}`);
  if (best) {
    const shared = best.shared.slice(0, 12).join(', ');
    console.log(`    nearest: ${best.other.name}  ${Math.round(best.likeness * 100)} % of words shared${shared && `: ${shared}`}`);
  }
}
