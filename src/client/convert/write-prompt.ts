import { stringify as toToml } from 'smol-toml';
import { stringify as toYaml } from 'yaml';
import { shownText } from '../../domain/shown-text.ts';
import { remark } from './command-marks.ts';
import type { Converted, Marks, Prompt } from './prompt.ts';

interface PromptFormat {
  readonly marks: Marks;
  readonly write: (prompt: Prompt, body: string) => string;
}

/** The formats that can be written. A new one is a line here. */
const promptFormats: ReadonlyMap<string, PromptFormat> = new Map([
  ['claude-subagent', { marks: 'none', write: named }],
  ['cursor-subagent', { marks: 'none', write: named }],
  ['gemini-subagent', { marks: 'none', write: named }],
  ['copilot-agent', { marks: 'none', write: named }],
  // Its name is that of the file; without the mode it would be offered as a main agent too.
  [
    'opencode-subagent',
    { marks: 'none', write: ({ description }, body) => markdown({ description, mode: 'subagent' }, body) },
  ],
  [
    'codex-agent',
    {
      marks: 'none',
      write: ({ name, description }, body) => toToml({ name, description, developer_instructions: body }),
    },
  ],
  ['claude-command', { marks: 'dollars', write: described }],
  ['opencode-command', { marks: 'dollars', write: described }],
  ['gemini-command', { marks: 'braces', write: ({ description }, body) => toToml({ description, prompt: body }) }],
] as const satisfies [string, PromptFormat][]);

/** True where a prompt can be written in that format. */
export function isWritten(format: string): boolean {
  return promptFormats.has(format);
}

/** A prompt as a file of another format: its name, description and instructions, and nothing else of it. */
export function writePrompt(prompt: Prompt, format: string): Converted {
  const target = promptFormats.get(format);
  if (!target) throw new Error(`${format} is no format of prompts.`);
  const { body, notes } =
    prompt.kind === 'command' ? remark(prompt.body, prompt.marks, target.marks) : { body: prompt.body, notes: [] };
  return { text: target.write(prompt, body), notes: [...notes, ...losses(prompt)] };
}

function named({ name, description }: Prompt, body: string): string {
  return markdown({ name, description }, body);
}

function described({ description }: Prompt, body: string): string {
  return markdown({ description }, body);
}

/** Quoted in one line each, so that readers of any version of YAML, and those that only split lines, read the same. */
function markdown(fields: Readonly<Record<string, string>>, body: string): string {
  const yaml = toYaml(fields, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  const printable = yaml.replaceAll(UNPRINTABLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `---\n${printable}---\n${body}`;
}

/** What YAML 1.2 allows only as an escape, and line ends that not every reader takes for one; all of it stands in quotes. */
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** Keys that keep a prompt from using something. */
const RESTRICTION = /tool|permission|read-?only|sandbox|disable/i;

const LONGEST_SHOWN = 120;

function losses({ others }: Prompt): string[] {
  const restrictions = [...others].filter(([key]) => RESTRICTION.test(key));
  const rest = [...others.keys()].filter((key) => !RESTRICTION.test(key));
  return [
    ...restrictions.map(([key, value]) => {
      const shown = shownText(`${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`, LONGEST_SHOWN);
      return `Its "${shown}" is not carried over: it may use there whatever the session may use.`;
    }),
    ...(rest.length === 0 ? [] : [`Not carried over: ${rest.map((key) => shownText(key, LONGEST_SHOWN)).join(', ')}.`]),
  ];
}
