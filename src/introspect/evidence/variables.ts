import type { Code } from './code-in-file.ts';

/** What shells, systems and harnesses set by themselves. To read it tells nothing of an entry. */
const own = new Set(
  `PATH HOME PWD OLDPWD USER LOGNAME SHELL TERM LANG LC_ALL LC_CTYPE TMPDIR TMP TEMP HOSTNAME HOSTTYPE OSTYPE MACHTYPE
   UID EUID GID PPID RANDOM SECONDS LINENO IFS OPTARG OPTIND OPTERR REPLY FUNCNAME BASH BASH_SOURCE BASH_VERSION
   BASH_REMATCH BASH_LINENO BASH_SUBSHELL BASH_VERSINFO BASHPID PIPESTATUS DIRSTACK GROUPS SHLVL COLUMNS LINES EDITOR
   VISUAL PAGER DISPLAY ZSH_VERSION ZSH_NAME PS1 PS2 PS4 EPOCHSECONDS EPOCHREALTIME COMP_WORDS COMP_CWORD COMPREPLY
   NF NR FS OFS ORS FNR FILENAME ARGV ENV NODE_ENV USERPROFILE APPDATA LOCALAPPDATA PROGRAMFILES SYSTEMROOT COMSPEC
   XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR CI NO_COLOR FORCE_COLOR DEBUG
   ARGUMENTS CLAUDE_PLUGIN_ROOT CLAUDE_PLUGIN_DATA CLAUDE_PROJECT_DIR CLAUDE_SKILL_DIR CLAUDE_SESSION_ID CLAUDE_ENV_FILE
   CLAUDE_CONFIG_DIR CODEX_HOME PLUGIN_ROOT CURSOR_PLUGIN_ROOT CURSOR_PROJECT_DIR GEMINI_PROJECT_DIR MODE DEV PROD
   NAME FILE DIR VAR VARIABLE VAR_NAME ENV_VAR`.split(/\s+/),
);

/** Reads of the environment in code, by name; `=` behind one makes it a setting. */
const reads =
  /(?:process\.env|import\.meta\.env|Bun\.env)(?:\??\.([A-Za-z_]\w{1,99})|\[\s?["'`]([A-Za-z_]\w{1,99})["'`]\s?\])|(?:environ(?:\.get|\.pop|\.setdefault)?|_?ENV(?:\.fetch)?|Deno\.env\.get|[Gg]et_?[Ee]nv|GETENV|Getenv|LookupEnv|GetEnvironmentVariable|env::var(?:_os)?|\boption_env!|\benv!)\s?[[(]\s?["'`]([A-Za-z_]\w{1,99})["'`]|\$\{?env:([A-Za-z_]\w{1,99})/g;

const destructured = /\{([^{}]{1,300})\}\s{0,4}=\s{0,4}process\.env\b/g;

const expansion = /\$(?:\{[!#]?([A-Z][A-Z0-9_]{1,99})|([A-Z][A-Z0-9_]{1,99}))/g;

/** An assignment of a name to something else than what the environment holds for it. */
const assignment =
  /(?:^|[\s;&|({])(?:(export|set|setx)\s+)?([A-Z][A-Z0-9_]{1,99})(?:\+?=)(?:(["']?)\$\{?(\w{1,100})|(["']?)(\$\(|`))?|\b(?:read|for|local|declare|readonly|typeset|printf -v|mapfile -t|getopts \S{1,40})((?:\s+-\w+(?:\s"[^"\n]{0,100}")?)*(?:\s+[A-Za-z_]\w{0,99}){1,5})/g;

/**
 * The environment variables that the code of one file reads, or that it shows as something to set. In a shell those are
 * the names in capitals that nothing in the file gives a value to, but for its own default. Never a value.
 */
export function variablesIn(code: readonly Code[]): Set<string> {
  const found = new Set<string>();
  const set = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && !own.has(name.toUpperCase())) found.add(name);
  };
  const expanded: string[] = [];
  for (const { language, text, shown } of code) {
    if (language === 'env')
      for (const [, name] of text.matchAll(/^\s{0,8}(?:export )?([A-Z][A-Z0-9_]{1,99})=/gm)) add(name);
    if (language === 'inline' && !/^\s*(?:export|curl|setx?)\s|process\.env|environ|getenv|\$env:/.test(text)) continue;
    for (const name of readsIn(text)) add(name);
    if (language !== 'shell' && language !== 'inline' && language !== '' && language !== 'dockerfile') continue;
    for (const name of assignedIn(text, shown, add)) set.add(name);
    if (language === '') continue;
    for (const [, braced, bare] of text.matchAll(expansion)) expanded.push(braced ?? bare ?? '');
  }
  for (const name of expanded) if (!set.has(name)) add(name);
  return found;
}

function* readsIn(text: string): Generator<string> {
  if (!/env/i.test(text)) return;
  for (const match of text.matchAll(reads)) {
    const name = match.slice(1).find((group) => group !== undefined);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 4);
    if (name !== undefined && !/^["'\])]*\s?=(?![=>~])/.test(after)) yield name;
  }
  if (!text.includes('process.env')) return;
  for (const [, list = ''] of text.matchAll(destructured)) {
    for (const [, name] of list.matchAll(/(?:^|,)\s*([A-Za-z_]\w{1,99})/g)) if (name !== undefined) yield name;
  }
}

/** The names a shell text gives values to; what it shows as something for the reader to export goes to `add`. */
function* assignedIn(text: string, shown: boolean, add: (name: string) => void): Generator<string> {
  for (const match of text.matchAll(assignment)) {
    const [, exported, name, , from, , computed, listed] = match;
    if (listed !== undefined) {
      for (const [word] of listed.matchAll(/[A-Z][A-Z0-9_]+/g)) yield word;
    } else if (name !== undefined && from !== name) {
      if (exported !== undefined && shown && computed === undefined && from === undefined) add(name);
      yield name;
    }
  }
}

/** The names that a configuration leaves to be filled in from the environment: `${NAME}`, `${env:NAME}`. */
export function templatesIn(text: string): string[] {
  const names = Array.from(
    text.matchAll(/\$\{(?:env:)?([A-Za-z_]\w{1,99})(?::-[^}\n]{0,200})?\}/g),
    ([, name]) => name ?? '',
  );
  return names.filter((name) => /^[A-Z]/.test(name) && !own.has(name.toUpperCase()));
}
