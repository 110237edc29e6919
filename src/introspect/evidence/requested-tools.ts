import type { FoundEntry } from '../../domain/entry.ts';
import { byText } from '../../domain/order.ts';
import { asObject, asText } from '../../domain/untyped.ts';

/** The specification's key first, then the spellings that other harnesses and people use. */
const keys = ['allowed-tools', 'allowed_tools', 'allowedTools', 'tools'] as const;

/**
 * The tools that an entry asks to use without a question, sorted. Written as a text with spaces or commas between, as
 * a list in YAML, Python or JSON, as a list of objects with a name, or as a map of names to `true`.
 */
export function requestedTools({ frontMatter }: Pick<FoundEntry, 'frontMatter'>): string[] {
  const value = keys.map((key) => frontMatter.get(key)?.value).find((written) => written !== undefined);
  const tools = toolsIn(value).map((tool) => tool.trim());
  return [...new Set(tools.filter((tool) => tool !== ''))].toSorted(byText);
}

function toolsIn(value: unknown): string[] {
  if (typeof value === 'string') return split(value, /[\s,]/);
  if (Array.isArray(value)) return value.flatMap((item) => toolsInItem(item));
  // The map that OpenCode takes: what is set to false is a tool it must not have.
  return Object.entries(asObject(value) ?? {}).flatMap(([name, allowed]) => (allowed === true ? [name] : []));
}

function toolsInItem(item: unknown): string[] {
  if (typeof item === 'string') return split(item, /,/);
  const fields = asObject(item);
  if (!fields) return [];
  const name = asText(fields['name']) ?? asText(fields['tool']) ?? asText(fields['id']);
  if (name !== undefined) return [name];
  // `- Bash(git: *)` is a map for YAML, and `- Bash: …` names the tool by its key.
  return Object.entries(fields).map(([key, rest]) => (key.includes('(') ? `${key}: ${String(rest)}` : key));
}

/** Splits at the separators that stand outside of brackets: `Bash(git add *), Read` are two tools. */
function split(text: string, separator: RegExp): string[] {
  const list = /^\s*\[([^]*)\]\s*$/.exec(text)?.[1] ?? text;
  const tools: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= list.length; at += 1) {
    const character = list[at] ?? ',';
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (at === list.length || (depth === 0 && separator.test(character))) {
      tools.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return tools.map((tool) => tool.trim().replace(/^(['"])(.*)\1$/, '$2'));
}
