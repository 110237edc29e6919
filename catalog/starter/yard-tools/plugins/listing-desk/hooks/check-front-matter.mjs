#!/usr/bin/env node
// After an edit: if the file is a SKILL.md, look at its front matter and warn. Reads that one file, writes none, never
// blocks. The harness sends the event as JSON on standard input and shows the answer to the agent.
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

const topKeys = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);
const tiers = new Set(['minimal', 'limited', 'high']);

/** The slips that a YAML reader trips over or reads as something else, line by line; no YAML library needed. */
function check(text, folder) {
  const warnings = [];
  const warn = (line, message) => warnings.push(`line ${line}: ${message}`);
  if (text.startsWith('\uFEFF')) warn(1, 'starts with a byte order mark; save the file as plain UTF-8');
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[0] !== '---') return [...warnings, 'line 1: the first line has to be --- and nothing else'];
  const end = lines.indexOf('---', 1);
  if (end < 0) return [...warnings, 'line 1: the front matter is not closed by a second --- line'];

  const values = new Map();
  let parent;
  let block = false;
  for (let row = 1; row < end; row += 1) {
    const line = lines[row];
    const number = row + 1;
    if (/^ *\t/.test(line)) warn(number, 'a tab in the indentation; YAML allows spaces only');
    const indented = /^\s/.test(line);
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    if (indented && block) {
      values.get(parent).text += ` ${line.trim()}`;
      continue;
    }
    const pair = /^(\s*)("[^"]*"|'[^']*'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?$/.exec(line);
    if (!indented && !pair) {
      warn(number, 'is no "key: value" line; a text over several lines needs > after the key, and indentation');
      continue;
    }
    if (indented && !(parent === 'metadata' && pair)) {
      if (parent !== undefined) values.get(parent).text += ` ${line.trim()}`;
      if (parent === 'allowed-tools') warn(number, 'allowed-tools is one line with spaces between the tools, not a list');
      continue;
    }

    const key = pair[2].replace(/^(["'])(.*)\1$/, '$2');
    const value = (pair[3] ?? '').trim();
    const marker = /^[|>]([+-]?\d?|\d?[+-]?)?(\s+#.*)?$/.test(value);
    const quoted = /^(["']).*\1(\s+#.*)?$/.test(value);
    if (!indented) {
      if (values.has(key)) warn(number, `${key} is there twice`);
      if (!topKeys.has(key)) warn(number, `${key} is not a key of the Agent Skills specification; move it below metadata`);
      parent = key;
      block = marker;
      values.set(key, { number, text: marker ? '' : value.replace(/^(["'])(.*)\1$/, '$2'), quoted });
    } else values.set(`metadata.${key}`, { number, text: value.replace(/^(["'])(.*)\1$/, '$2'), quoted });

    if (marker || quoted || value === '') continue;
    if (/^[|>]/.test(value)) warn(number, `text on the line of the ${value[0]} marker; begin it on the next line, indented`);
    else if (/:(\s|$)/.test(value)) warn(number, 'a colon and a space in an unquoted text; put the whole value in quotes');
    else if (/^[*&@%!`{[]/.test(value) && key !== 'metadata') warn(number, `a value that begins with ${value[0]} needs quotes`);
    else if (/^["']/.test(value)) warn(number, 'the quotes do not close, or text follows them');
    if (indented && /^(true|false|null|~|[-+]?\d[\d._]*|\d{4}-\d{2}-\d{2})$/i.test(value)) {
      warn(number, `metadata holds texts only; write ${key}: "${value}"`);
    }
  }

  const name = values.get('name');
  if (!name || name.text === '') warn(name?.number ?? 1, 'name is missing');
  else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name.text) || name.text.length > 64) {
    warn(name.number, 'name may have lower-case letters, digits and single dashes only, at most 64');
  } else if (name.text !== folder) warn(name.number, `name is "${name.text}" and the folder is "${folder}"; they have to be equal`);

  const description = values.get('description');
  const length = [...(description?.text.trim() ?? '')].length;
  if (length === 0) warn(description?.number ?? 1, 'description is missing');
  else if (length > 1024) warn(description.number, `description has ${length} characters, 1,024 are allowed`);

  const tools = values.get('allowed-tools');
  if (tools && /,(?![^(]*\))/.test(tools.text)) warn(tools.number, 'allowed-tools is separated by spaces, not commas');
  const tier = values.get('metadata.risk-tier');
  if (tier && !tiers.has(tier.text)) warn(tier.number, `risk-tier "${tier.text}" is unknown; minimal, limited or high`);
  return warnings;
}

function main() {
  const event = JSON.parse(readFileSync(0, 'utf8'));
  const given = event.tool_input?.file_path;
  if (typeof given !== 'string' || basename(given) !== 'SKILL.md') return;
  const path = resolve(event.cwd ?? '.', given);
  const warnings = check(readFileSync(path, 'utf8'), basename(dirname(path)));
  if (warnings.length === 0) return;
  const additionalContext = `The front matter of ${given} will not be read as intended:\n- ${warnings.join('\n- ')}`;
  console.log(JSON.stringify({ hookSpecificOutput: { hookEventName: 'PostToolUse', additionalContext } }));
}

// Whatever goes wrong here must not get in the way of the edit that has already happened.
try {
  main();
} catch {
  process.exitCode = 0;
}
