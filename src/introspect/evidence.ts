import type { FoundEntry } from '../domain/entry.ts';
import type { Evidence } from '../domain/evidence.ts';
import { by, byText } from '../domain/order.ts';

const languages: Readonly<Record<string, string>> = {
  bash: 'shell',
  bat: 'batch',
  cjs: 'javascript',
  go: 'go',
  js: 'javascript',
  mjs: 'javascript',
  mts: 'typescript',
  php: 'php',
  pl: 'perl',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shell',
  ts: 'typescript',
  zsh: 'shell',
};

const interpreters: ReadonlyMap<string, string> = new Map([
  ['bash', 'shell'],
  ['sh', 'shell'],
  ['zsh', 'shell'],
  ['node', 'javascript'],
  ['deno', 'typescript'],
]);

/** A rough measure that needs no tokenizer: English text has about four characters to a token. */
const CHARACTERS_PER_TOKEN = 4;

interface Content {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What an entry can do and what it costs, from its files alone: the same files give the same evidence. */
export function evidenceOf(entry: FoundEntry, contents: readonly Content[]): Evidence {
  const executable = new Set(entry.files.filter((file) => file.executable).map(({ path }) => path));
  const scripts = contents.flatMap(({ path, bytes }) => {
    const language = languageOf(path, bytes);
    return language === undefined ? [] : [{ path, language, executable: executable.has(path) }];
  });
  const text = contents.filter(({ bytes }) => !bytes.includes(0)).reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  return {
    tools: toolsOf(entry),
    scripts: scripts.toSorted(by(({ path }) => path)),
    hooks: [...entry.hooks],
    servers: [...entry.servers],
    bytes: contents.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    tokens: {
      description: tokens(entry.description.length),
      body: entry.definition.format === 'markdown' ? tokens(entry.definition.text.length) : 0,
      everything: tokens(text),
    },
  };
}

function tokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

function languageOf(path: string, bytes: Uint8Array): string | undefined {
  const ending = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase();
  if (ending !== undefined && Object.hasOwn(languages, ending)) return languages[ending];
  const [first = ''] = new TextDecoder().decode(bytes.subarray(0, 100)).split('\n', 1);
  const interpreter = /^#!.*?\/(?:env (?:-S )?)?([a-z]+)[\d.]*(?:\s|$)/.exec(first)?.[1];
  if (interpreter === undefined) return undefined;
  return interpreters.get(interpreter) ?? interpreter;
}

/** Tools that may be used without a question: a text with spaces or commas between, or a list. */
function toolsOf({ frontMatter }: FoundEntry): string[] {
  const value = frontMatter.get('allowed-tools')?.value ?? frontMatter.get('tools')?.value;
  const texts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? splitTools(value) : [];
  return [...new Set(texts.map((tool) => tool.trim()).filter((tool) => tool !== ''))].toSorted(byText);
}

/** Splits at spaces and commas, but not inside brackets: `Bash(git add *), Read` are two tools. */
function splitTools(text: string): string[] {
  return text.match(/[^\s,()]+(?:\([^)]*\))?/g) ?? [];
}
