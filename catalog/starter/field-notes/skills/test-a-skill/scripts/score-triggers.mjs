#!/usr/bin/env node
// Scores a trigger test: which requests loaded the skill, and which should have. Reads two files, writes none.
// Usage: node score-triggers.mjs <triggers.jsonl> <results.jsonl>
// Exit code: 0 all cases right in every run, 1 some failed or wavered or were not run, 2 unusable input.
import { readFileSync } from 'node:fs';

function fail(message) {
  console.error(message);
  process.exit(2);
}

function readLines(path, isRight, form) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    fail(`Cannot read ${path}.`);
  }
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      fail(`${path}:${index + 1} is not JSON.`);
    }
    if (value === null || typeof value !== 'object' || !isRight(value)) fail(`${path}:${index + 1} is not of the form ${form}`);
    return [value];
  });
}

const [casesPath, resultsPath] = process.argv.slice(2);
if (casesPath === undefined || resultsPath === undefined) fail('usage: node score-triggers.mjs <triggers.jsonl> <results.jsonl>');

const cases = readLines(
  casesPath,
  (value) => typeof value.id === 'string' && typeof value.expect === 'boolean' && typeof value.prompt === 'string',
  '{"id":"t01","split":"tune","expect":true,"prompt":"…"}',
);
const results = readLines(
  resultsPath,
  (value) => typeof value.id === 'string' && typeof value.loaded === 'boolean',
  '{"id":"t01","loaded":true}',
);

const byId = new Map();
for (const item of cases) {
  if (byId.has(item.id)) fail(`The id ${item.id} is used twice in ${casesPath}.`);
  byId.set(item.id, { ...item, split: item.split ?? 'all', runs: [] });
}
for (const { id, loaded } of results) {
  if (!byId.has(id)) fail(`${resultsPath} has a result for ${id}, which is no case.`);
  byId.get(id).runs.push(loaded);
}

const ratio = (part, whole) => (whole === 0 ? 'n/a ' : (part / whole).toFixed(2));
const splits = [...new Set([...byId.values()].map(({ split }) => split))].sort();
let clean = true;

for (const split of splits) {
  const group = [...byId.values()].filter((item) => item.split === split);
  let [hits, misses, falseLoads] = [0, 0, 0];
  for (const { expect, runs } of group) {
    const loads = runs.filter(Boolean).length;
    if (expect) {
      hits += loads;
      misses += runs.length - loads;
    } else falseLoads += loads;
  }
  const runs = group.reduce((sum, item) => sum + item.runs.length, 0);
  console.log(`${split}: ${group.length} cases, ${runs} runs, recall ${ratio(hits, hits + misses)}, precision ${ratio(hits, hits + falseLoads)}`);

  for (const item of group) {
    const right = item.runs.filter((loaded) => loaded === item.expect).length;
    if (item.runs.length > 0 && right === item.runs.length) continue;
    clean = false;
    const verdict = item.runs.length === 0 ? 'not run' : right === 0 ? 'fails' : `wavers (${right} of ${item.runs.length} right)`;
    console.log(`  ${item.id} ${verdict}, should ${item.expect ? 'load' : 'stay out'}: ${item.prompt}`);
  }
}
process.exitCode = clean ? 0 : 1;
