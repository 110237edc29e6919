#!/usr/bin/env node
// What a skill costs in context, and which of its files are named. Reads only.
// Usage: node measure.mjs <skill folder>
// Exit code: 0 nothing to mend, 1 dead links, orphans or a part over budget, 2 no skill there.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

const folder = process.argv[2];
if (folder === undefined || !statSync(join(folder, 'SKILL.md'), { throwIfNoEntry: false })?.isFile()) {
  console.error('usage: node measure.mjs <folder with a SKILL.md>');
  process.exit(2);
}

/** All regular files, without those of a skill nested in this one. */
function* files(path) {
  for (const item of readdirSync(path, { withFileTypes: true })) {
    const full = join(path, item.name);
    if (item.isDirectory()) {
      if (item.name === '.git' || item.name === 'node_modules') continue;
      if (statSync(join(full, 'SKILL.md'), { throwIfNoEntry: false })) continue;
      yield* files(full);
    } else if (item.isFile()) yield relative(folder, full).split(sep).join('/');
  }
}

const tokens = (text) => Math.ceil([...text].length / 4);
const lineCount = (text) => (text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);

const contents = new Map();
for (const path of [...files(folder)].sort()) {
  const bytes = readFileSync(join(folder, path));
  contents.set(path, bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8'));
}

const skill = contents.get('SKILL.md') ?? '';
const [, head = '', body = skill] = /^(?:\uFEFF)?---\r?\n(.*?\r?\n)---\r?\n?(.*)$/s.exec(skill) ?? [];
const description = /^description:(.*(?:\r?\n[ \t]+.*)*)/m.exec(head)?.[1].replace(/\s+/g, ' ').trim() ?? '';

/** Relative targets of Markdown links outside fenced code. */
function linksOf(text, from) {
  const prose = text.replace(/^(```|~~~)[^\n]*\n.*?^\1[^\n]*$/gms, '');
  const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map(([, target]) => target.split('#')[0]);
  return targets
    .filter((target) => target !== '' && !/^([a-z][a-z0-9+.-]*:|\/)/i.test(target))
    .map((target) => posix.normalize(posix.join(posix.dirname(from), target)));
}

const problems = [];
const named = new Set(['SKILL.md']);
const everyText = [...contents].filter(([, text]) => text !== undefined);
for (const [from, text] of everyText) {
  if (!from.endsWith('.md')) continue;
  for (const target of linksOf(text, from)) {
    named.add(target);
    if (target.startsWith('../')) problems.push(`${from} links outside the skill: ${target}`);
    else if (!contents.has(target) && ![...contents.keys()].some((path) => path.startsWith(`${target.replace(/\/$/, '')}/`))) {
      problems.push(`${from} links to ${target}, which is not there`);
    }
  }
}
// A path that stands anywhere in a text counts as a mention, also in a command or in a script.
for (const path of contents.keys()) {
  const last = posix.basename(path);
  const mentioned = named.has(path) || everyText.some(([from, text]) => from !== path && text.includes(last));
  const folderNamed = [...named].some((target) => target !== '.' && path.startsWith(`${target.replace(/\/$/, '')}/`));
  if (!mentioned && !folderNamed && !/^(LICEN[CS]E|NOTICE|COPYING)/i.test(last)) problems.push(`nothing mentions ${path}`);
}

const row = (label, text) => console.log(`${label.padEnd(34)}${String(tokens(text)).padStart(7)} tokens ${String(lineCount(text)).padStart(6)} lines`);
row('always     description', description);
row('on use     body of SKILL.md', body);
let total = tokens(skill);
for (const [path, text] of contents) {
  if (path === 'SKILL.md') continue;
  if (text === undefined) {
    console.log(`${`on demand  ${path}`.padEnd(34)}      binary, ${statSync(join(folder, path)).size} bytes`);
    continue;
  }
  total += tokens(text);
  row(`on demand  ${path}`, text);
  if (path.endsWith('.md') && tokens(text) > 4000) problems.push(`${path} is over 4,000 tokens; split it by subject`);
}
console.log(`everything ${total} tokens, estimated at four characters each`);

if (description === '') problems.push('there is no description');
if (tokens(description) > 150) problems.push(`the description has ${tokens(description)} tokens; 100 are a good aim`);
if (tokens(body) > 5000) problems.push(`the body has ${tokens(body)} tokens; 5,000 are the most that is reasonable`);
if (lineCount(body) > 500) problems.push(`the body has ${lineCount(body)} lines; the specification advises at most 500`);
for (const problem of problems) console.log(`! ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
