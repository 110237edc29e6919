import { readMarkdown } from '../../introspect/markdown/front-matter.ts';
import { readToml } from '../../introspect/toml/read-toml.ts';
import { asText } from '../../domain/untyped.ts';
import type { Part } from '../model/content.ts';
import type { Marks, Prompt } from './prompt.ts';

/** The TOML formats, and the key under which each keeps its instructions. */
const TOML_BODY: ReadonlyMap<string, string> = new Map([
  ['codex-agent', 'developer_instructions'],
  ['gemini-command', 'prompt'],
]);

type PromptResult = Prompt | { readonly why: string };

/**
 * Reads the file of a subagent or command in the first of its formats. The reading is as forgiving as the catalog's.
 *
 * @returns The prompt, or one sentence that says why the file cannot be read.
 */
export function readPrompt(part: Part): PromptResult {
  const { kind, name, files, formats } = part;
  if (kind !== 'subagent' && kind !== 'command') return { why: `A ${kind} is no prompt.` };
  const [file] = files;
  if (!file) return { why: 'Its file is missing.' };
  const text = textOf(file.bytes);
  if (text === undefined) return { why: 'Its file is not text in UTF-8.' };
  const toml = formats.find((format) => TOML_BODY.has(format));
  const read =
    toml === undefined ? fromMarkdown(file.path, text) : fromToml(file.path, text, TOML_BODY.get(toml) ?? '');
  if ('why' in read) return read;
  const others = new Map([...read.fields].filter(([key]) => key !== 'name' && key !== 'description'));
  const description = asText(read.fields.get('description'))?.trim() ?? part.description;
  return { kind, name, description, body: read.body, marks: marksOf(part), others };
}

type Fields = { readonly fields: ReadonlyMap<string, unknown>; readonly body: string } | { readonly why: string };

function fromMarkdown(path: string, text: string): Fields {
  const { fields, body, fatal } = readMarkdown(path, text);
  if (fatal === 'front-matter-missing') return { fields: new Map(), body };
  if (fatal !== undefined || !fields) return { why: 'Its front matter cannot be read.' };
  return { fields: new Map([...fields].map(([key, { value }]) => [key, value])), body };
}

function fromToml(path: string, text: string, bodyKey: string): Fields {
  const { toml } = readToml(path, text);
  const body = toml && asText(toml.raw[bodyKey]);
  if (!toml || body === undefined) return { why: `It has no "${bodyKey}" that can be read.` };
  const fields = [...toml.fields].filter(([key]) => key !== bodyKey);
  return { fields: new Map(fields.map(([key, { value }]) => [key, value])), body };
}

function marksOf({ kind, formats }: Part): Marks {
  if (kind === 'subagent' || formats.includes('cursor-command')) return 'none';
  return formats.includes('gemini-command') ? 'braces' : 'dollars';
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}
