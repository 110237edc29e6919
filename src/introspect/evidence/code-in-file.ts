import { withoutComments } from './without-comments.ts';

/** A piece of code of an entry: a script, or what its Markdown shows as code. */
export interface Code {
  /** The word for it in `fenceLanguages`, or that of the script; empty for a fence that names no language. */
  readonly language: string;
  /** Without comments, but for inline code as it is. */
  readonly text: string;
  /** True where people read it and are to do it, in a fence or between backticks. */
  readonly shown: boolean;
}

/** The words that stand behind a fence and mean code that runs. Data, output, prose and diagrams are not among them. */
const fenceLanguages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    shell: 'sh bash shell zsh fish ksh console terminal shell-session shellsession sh-session command cli',
    powershell: 'powershell ps1 pwsh posh ps',
    batch: 'bat batch cmd dos',
    python: 'py python python3 py3 ipython',
    javascript: 'js javascript jsx mjs cjs node',
    typescript: 'ts typescript tsx mts deno',
    ruby: 'rb ruby',
    go: 'go golang',
    rust: 'rs rust',
    php: 'php',
    perl: 'perl pl',
    lua: 'lua',
    r: 'r',
    java: 'java',
    kotlin: 'kotlin kt',
    swift: 'swift',
    csharp: 'csharp cs c#',
    elixir: 'elixir ex exs',
    dart: 'dart',
    http: 'http curl',
    dockerfile: 'dockerfile docker',
    env: 'env dotenv',
  }).flatMap(([language, words]) => words.split(' ').map((word) => [word, language] as const)),
);

/** Longer code between backticks is no command that anybody is meant to type. In UTF-16 code units. */
const MAX_INLINE = 300;

/**
 * The code in a file: all of a script; of Markdown the fenced blocks in a language that runs, or in none that is named,
 * and what stands between backticks. Of other files nothing.
 *
 * @param language What the file is as a script, where it is one.
 */
export function codeInFile(path: string, text: string, language: string | undefined): Code[] {
  if (language !== undefined) return [{ language, text: withoutComments(text, language), shown: false }];
  if (/\.(?:md|mdx|mdc|markdown)$/i.test(path)) return codeInMarkdown(text);
  if (/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$/.test(path))
    return [{ language: 'dockerfile', text: withoutComments(text, 'dockerfile'), shown: false }];
  if (/(?:^|\/)\.env(?:\.(?:example|sample|template|dist))?$/.test(path))
    return [{ language: 'env', text: withoutComments(text, 'env'), shown: true }];
  return [];
}

/** Fences as CommonMark 0.31.2, section 4.5, has them, but for the indentation, which lists make deeper. */
function codeInMarkdown(text: string): Code[] {
  const code: Code[] = [];
  let open: { mark: string; language: string | undefined; lines: string[] } | undefined;
  const close = (): void => {
    if (open?.language !== undefined)
      code.push({ language: open.language, text: withoutComments(open.lines.join('\n'), open.language), shown: true });
    open = undefined;
  };
  for (const line of text.split('\n')) {
    const fence = line.includes('```') || line.includes('~~~') ? /^\s*(`{3,}|~{3,})([^`]*)$/.exec(line) : null;
    const [, mark = '', info = ''] = fence ?? [];
    if (open) {
      if (fence && mark.startsWith(open.mark) && info.trim() === '') close();
      else open.lines.push(line);
    } else if (fence) {
      open = { mark, language: fenceLanguage(info), lines: [] };
    } else {
      for (const inline of inlineCode(line)) code.push({ language: 'inline', text: inline, shown: true });
    }
  }
  close();
  return code;
}

function fenceLanguage(info: string): string | undefined {
  const word = /^\s*[{.]{0,2}([\w#+-]*)/.exec(info)?.[1]?.toLowerCase() ?? '';
  return word === '' && info.trim() === '' ? '' : fenceLanguages.get(word);
}

function inlineCode(line: string): string[] {
  const found: string[] = [];
  for (let start = line.indexOf('`'); start !== -1; start = line.indexOf('`', start + 1)) {
    const end = line.indexOf('`', start + 1);
    if (end === -1) break;
    const code = end - start <= MAX_INLINE ? line.slice(start + 1, end) : '';
    // One word is a name, unless it reads a variable.
    if (code.includes(' ') || code.includes('env')) found.push(code);
    start = end;
  }
  return found;
}
