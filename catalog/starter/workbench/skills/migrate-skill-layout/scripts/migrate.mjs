#!/usr/bin/env node
// Plans, and with --apply makes, the moves of a repository's skills into one folder per skill. Uses git mv only: nothing
// is deleted, overwritten, committed or pushed. Without --apply nothing is changed.
// Usage: node migrate.mjs <top folder of a repository> [--to skills] [--apply]
// Exit code: 0 done or nothing to do, 1 there are clashes or a move failed, 2 wrong use or refused.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseArgs } from 'node:util';

function stop(code, message) {
  console.error(message);
  process.exit(code);
}

const usage = 'usage: node migrate.mjs <top folder of a repository> [--to skills] [--apply]';
let parsed;
try {
  parsed = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string', default: 'skills' }, apply: { type: 'boolean', default: false } },
  });
} catch (error) {
  stop(2, `${error.message}\n${usage}`);
}
const { to, apply } = parsed.values;
const [repository, ...more] = parsed.positionals;
if (repository === undefined || more.length > 0) stop(2, usage);
if (!/^[\w.-]+(\/[\w.-]+)*$/.test(to) || to.split('/').some((part) => part === '..' || part === '.' || part === '.git')) {
  stop(2, `"${to}" is no folder inside the repository.`);
}

const git = (...args) => execFileSync('git', ['-C', repository, '-c', 'core.hooksPath=/dev/null', ...args], { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] });
let top;
try {
  top = git('rev-parse', '--show-toplevel').replace(/\n$/, '');
} catch {
  stop(2, `${repository} is not the top of a repository.`);
}
if (realpathSync(top) !== realpathSync(repository)) stop(2, `${repository} is not the top of a repository; that is ${top}.`);
if (apply && git('status', '--porcelain', '--untracked-files=all') !== '') stop(2, 'The working tree is not clean. Commit or stash first; nothing was changed.');

// Everything git tracks: path to mode. A link or a submodule is never followed.
const tracked = new Map(
  git('ls-files', '-s', '-z').split('\0').filter(Boolean).map((line) => {
    const tab = line.indexOf('\t');
    return [line.slice(tab + 1), line.slice(0, 6)];
  }),
);
const isRegular = (path) => /^100/.test(tracked.get(path) ?? '') && lstatSync(join(top, path), { throwIfNoEntry: false })?.isFile() === true;
const read = (path) => readFileSync(join(top, path), 'utf8');
const manifests = ['plugin.json', '.claude-plugin/plugin.json', '.codex-plugin/plugin.json', '.cursor-plugin/plugin.json', '.plugin/plugin.json', '.github/plugin/plugin.json', 'gemini-extension.json'];
const parentsOf = (path) => {
  const all = [];
  for (let one = posix.dirname(path); one !== '.'; one = posix.dirname(one)) all.push(one);
  return all;
};

function nameOf(file) {
  const [, head = ''] = /^\uFEFF?---\r?\n(.*?)\r?\n---/s.exec(read(file)) ?? [];
  const value = /^name:[ \t]*(.*)$/m.exec(head)?.[1].trim().replace(/^(["'])(.*)\1$/, '$2');
  return value !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 64 ? value : undefined;
}

const skillFiles = [...tracked.keys()].filter((path) => posix.basename(path) === 'SKILL.md').sort();
const skillFolders = new Set(skillFiles.map((path) => posix.dirname(path)));
const plan = skillFiles.map((file) => {
  const from = posix.dirname(file);
  const skip = (reason) => ({ mark: 'skip', from, reason });
  if (!isRegular(file)) return skip('its SKILL.md is a link, or missing in the working tree');
  if (from === '.') return skip('the root of the repository is the skill');
  const outer = parentsOf(from).find((folder) => skillFolders.has(folder));
  if (outer !== undefined) return skip(`lies below the skill ${outer}`);
  if ([...skillFolders].some((folder) => folder.startsWith(`${from}/`))) return skip('holds other skills; take them apart first');
  const plugin = [from, ...parentsOf(from)].find((folder) => manifests.some((manifest) => tracked.has(`${folder}/${manifest}`)));
  if (plugin !== undefined) return skip(`belongs to the plugin ${plugin}`);
  const name = nameOf(file);
  if (name === undefined) return skip('its front matter has no valid name');
  const target = `${to}/${name}`;
  return target === from ? { mark: 'keep', from } : { mark: 'move', from, target };
});

// A target is taken when something tracked or untracked is there, or a second skill wants it, capitals aside.
const claims = new Map();
for (const step of plan) {
  const place = (step.target ?? step.from).toLowerCase();
  claims.set(place, (claims.get(place) ?? 0) + 1);
}
for (const step of plan) {
  if (step.mark !== 'move') continue;
  if (claims.get(step.target.toLowerCase()) > 1) Object.assign(step, { mark: 'CLASH', reason: 'another skill wants or has this place' });
  else if (lstatSync(join(top, step.target), { throwIfNoEntry: false })) Object.assign(step, { mark: 'CLASH', reason: 'something is there already' });
  else if (parentsOf(`${step.target}/x`).some((folder) => tracked.has(folder) || folder === step.from)) {
    Object.assign(step, { mark: 'CLASH', reason: 'the target lies below a file, a link or the skill itself' });
  }
}

for (const { mark, from, target, reason } of plan) {
  console.log(`${mark.padEnd(5)}  ${from}${target ? ` -> ${target}` : ''}${reason ? `  (${reason})` : ''}`);
}
const moves = plan.filter(({ mark }) => mark === 'move');
const clashes = plan.filter(({ mark }) => mark === 'CLASH');

// What the moves will break: links that leave a moved folder, and mentions of old paths elsewhere.
for (const path of [...tracked.keys()].filter(isRegular).sort()) {
  const bytes = readFileSync(join(top, path));
  if (bytes.length > 1_000_000 || bytes.subarray(0, 8000).includes(0)) continue;
  const text = bytes.toString('utf8');
  const own = moves.find(({ from }) => path.startsWith(`${from}/`));
  for (const [row, line] of text.split('\n').entries()) {
    if (own && path.endsWith('.md')) {
      for (const [, link] of line.matchAll(/\]\(\s*<?([^)\s>#]+)/g)) {
        if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) continue;
        const meant = posix.normalize(posix.join(posix.dirname(path), link));
        if (!`${meant}/`.startsWith(`${own.from}/`)) console.log(`mend   ${path}:${row + 1} links outside its skill: ${link}`);
      }
    }
    for (const { from } of moves) {
      // Only as a whole path: "a/b" is not meant by "xa/bc".
      const at = line.indexOf(from);
      if (at < 0 || (!from.includes('/') && !line.includes(`${from}/`))) continue;
      if (/[\w-]/.test(line[at - 1] ?? ' ') || /[\w-]/.test(line[at + from.length] ?? ' ')) continue;
      console.log(`mend   ${path}:${row + 1} names ${from}`);
    }
  }
}

console.log(`${moves.length} to move, ${clashes.length} clashes, ${plan.length} skills`);
process.exitCode = clashes.length > 0 ? 1 : 0;
if (!apply) {
  if (moves.length > 0) console.log('Nothing was changed. With --apply the moves above are made.');
} else if (clashes.length > 0) {
  stop(1, 'Half a migration helps nobody: clear the clashes first. Nothing was changed.');
} else {
  for (const { from, target } of moves) {
    try {
      mkdirSync(dirname(join(top, target)), { recursive: true });
      git('mv', '--', from, target);
      console.log(`moved  ${from} -> ${target}`);
    } catch (error) {
      stop(1, `FAILED ${from} -> ${target}: ${String(error.stderr ?? error.message).trim()}\nStopped. Moves before this one are in the index, not committed.`);
    }
  }
}
