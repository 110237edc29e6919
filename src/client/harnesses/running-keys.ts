import type { ContentFile } from '../../domain/composed.ts';
import { shownText } from '../../domain/shown-text.ts';
import { readMarkdown } from '../../introspect/markdown/front-matter.ts';
import { readToml } from '../../introspect/toml/read-toml.ts';

/** Keys of front matter that run programs or start servers once the file is loaded, or bring in keys from elsewhere. */
const RUNS = new Set(['hooks', 'mcpservers', 'lspservers', '<<']);

/** The key by which a subagent says how much a person is asked, and the values under which they are asked as usual. */
const MODE = 'permissionmode';
const ASKS = new Set(['default', 'plan']);

/** What a subagent of Codex may say. Its file is a layer of settings, in which others name servers, programs and rights. */
const CODEX_KEYS = new Set([
  'name',
  'description',
  'developer_instructions',
  'model',
  'model_reasoning_effort',
  'nickname_candidates',
]);
const CODEX_SANDBOXES = new Set(['read-only', 'workspace-write']);

const LONGEST_SHOWN = 40;

/**
 * Why the file of a skill, subagent or command is not placed byte for byte: something in it would run by itself, or lets
 * the agent do things without asking.
 *
 * @param formats Those of the skill, subagent or command.
 * @returns One sentence; undefined where nothing of the kind stands in it.
 */
export function whyItRuns({ path, bytes }: ContentFile, formats: readonly string[]): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  const key = formats.includes('codex-agent') ? codexKey(path, text) : runningKey(path, text);
  return key === undefined
    ? undefined
    : `Its settings have "${shownText(key, LONGEST_SHOWN)}", which would run or allow something without a question.`;
}

/** The first key of the front matter of a Markdown file that runs something by itself. */
export function runningKey(path: string, text: string): string | undefined {
  const fields = readMarkdown(path, text).fields ?? new Map<string, never>();
  for (const [key, { value }] of fields) {
    const word = folded(key);
    if (RUNS.has(word)) return key;
    if (word === MODE && !(typeof value === 'string' && ASKS.has(value))) return key;
  }
  // Others may read front matter where the catalog sees none, or less of it.
  const known = new Set([...fields.keys()].map(folded));
  return keysInBlock(text).find((key) => !known.has(folded(key)) && (RUNS.has(folded(key)) || folded(key) === MODE));
}

/** In characters; front matter of real files stays below 10 kB. */
const MAX_BLOCK = 65_536;

/** What stands before a colon at the start of a line, from three dashes at the start of the text to the next ones. */
function keysInBlock(text: string): string[] {
  const [first = '', ...lines] = text
    .trimStart()
    .slice(0, MAX_BLOCK)
    .split(/\r\n?|\n/);
  if (!first.startsWith('---')) return [];
  const end = lines.findIndex((line) => /^(?:---|\.\.\.)/.test(line));
  return (end === -1 ? lines : lines.slice(0, end)).flatMap((line) => {
    const [, key] = /^["']?([\w-]{1,64}|<<)["']?[ \t]*:/.exec(line) ?? [];
    return key === undefined ? [] : [key];
  });
}

function codexKey(path: string, text: string): string | undefined {
  const raw = readToml(path, text).toml?.raw;
  if (!raw) return undefined;
  return Object.keys(raw).find((key) => {
    const value = raw[key];
    if (key === 'sandbox_mode') return typeof value !== 'string' || !CODEX_SANDBOXES.has(value);
    return !CODEX_KEYS.has(key);
  });
}

/** Harnesses spell keys with dashes, underscores or capitals. */
function folded(key: string): string {
  return key.toLowerCase().replaceAll(/[-_]/g, '');
}
