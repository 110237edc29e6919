/** Words of names whose values are secrets, and the ends of those that people write in one: `authtoken`, `PGPASSWORD`. */
const SECRET_WORD =
  /^(?:keys?|pass|pat|pwd|dsn|creds?|o?auth|authorization|bearer|cookie|passphrase)$|(?:tokens?|secrets?|passw(?:or)?d|credentials?|(?:api|access|secret|private|auth)keys?)$/;

/** Last words of names that say where a secret is or of what sort, and not what it is. */
const NO_VALUE = new Set(['file', 'path', 'dir', 'type', 'mode', 'env', 'var']);

const HEADER_FLAG = /^(?:-H|--headers?)=?$/;

const USER_FLAG = /^(?:-u|--(?:proxy-)?user)=?$/;

/** Code that is run to get a value. It is never hidden. */
const RUNS = /\$\(|`|=\$$/;

/** A variable in the place of a secret, which gives nothing away but its name. */
const REFERENCE = /^\s{0,9}(?:(?:bearer|basic|token)\s{1,9})?["']?\$(?:\w{1,100}|\{(?:env:)?\w{1,100}\})["']?$/i;

/** The user name before a host; where there is none, one whose password holds a slash or the like, but not a port. */
const USER =
  /\/\/(?!git@)(?:[^\s/?#"'`]{1,600}|[^\s/?#"'`:@]{1,200}:(?!\d{0,5}(?:[/?#\s"'`]|$)|[${<%])[^\s"'`]{0,400}?)@/g;

/** An address of the web with what stands behind it, up to where a shell ends a word. */
const WEB_ADDRESS = /((?:git\+)?https?:\/\/[^\s"'`?#;|]*)([?#][^\s"'`;|)<>]*)?/gi;

/** The value behind `name=`. */
const VALUE = /"[^"]*"|'[^']*'|[^\s;&|"'`]+/y;

const JSON_PAIR = /("([\w-]{1,64})"\s{0,9}:\s{0,9}")[^"]*"/g;

/** The arguments as they are, but for values behind a name that promises a secret, and for what addresses hide. */
export function publicArguments(args: unknown): string[] {
  const texts = (Array.isArray(args) ? args : []).map(toText);
  return texts.map((text, index) => {
    const masked = maskQuoted(text, texts[index - 1] ?? '');
    return masked ?? (/\s/.test(text) ? publicCommand(text) : withoutNamed(withoutKeys(text)));
  });
}

/** The same of a line as a shell takes it. What it runs stays in sight, whatever stands before it. */
export function publicCommand(line: string): string {
  let before = '';
  return splitLine(withoutKeys(line))
    .map((part, index) => {
      if (index % 2 === 1) {
        if (/[;|&()<>]|(?<!\\)\n/.test(part)) before = '';
        return part;
      }
      const masked = maskWord(part, before);
      before = part;
      return masked;
    })
    .join('');
}

/** The words of a line between its blanks; those in quotes stay together, with their quotes. */
export function wordsOf(line: string): string[] {
  const words = [''];
  for (const [index, part] of splitLine(line).entries()) {
    const [first = '', ...others] = index % 2 === 0 ? [part] : part.split(/\s+/);
    words.push(`${words.pop() ?? ''}${first}`, ...others);
  }
  return words.filter((word) => word !== '');
}

/** A text in which addresses stand without user names and passwords. `git` is everybody's name. */
export function withoutUsers(text: string): string {
  return text.replace(USER, '//');
}

/** A text without the values of secrets in `name=value` and `"name": "value"`. */
export function withoutNamed(text: string): string {
  let shown = '';
  let end = 0;
  for (const { 0: before, 1: name = '', index } of text.matchAll(/([\w-]{1,64})=(?!=)/g)) {
    VALUE.lastIndex = index + before.length;
    const value = index < end || !isSecretName(name) ? undefined : VALUE.exec(text)?.[0];
    if (value === undefined || value === '$' || RUNS.test(value) || REFERENCE.test(value)) continue;
    shown += `${text.slice(end, index)}${before}…`;
    end = index + before.length + value.length;
  }
  return (shown + text.slice(end)).replace(JSON_PAIR, (whole, start: string, name: string) =>
    isSecretName(name) ? `${start}…"` : whole,
  );
}

/** Without user names, and without query and fragment of web addresses. Behind an address for git stands a ref. */
function withoutKeys(text: string): string {
  return withoutUsers(text).replace(WEB_ADDRESS, (_, address: string, rest: string = '') => {
    const isForGit = /^git\+|\.git$/i.test(address);
    return isForGit && /^#[\w./-]{1,255}$/.test(rest) ? `${address}${rest}` : `${address}${commandBehind(rest)}`;
  });
}

/** What a shell runs behind or in a query without a blank: `?a=1&&./x`, `?a=$(./x)`. */
function commandBehind(rest: string): string {
  const at = rest.search(/&(?![\w.%~-]{1,200}=)|\$\(/);
  return at === -1 ? '' : rest.slice(at);
}

function toText(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? String(value) : '…';
}

function isSecretName(name: string): boolean {
  const words = name
    .slice(-100)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return !NO_VALUE.has(words.at(-1) ?? '') && words.some((word) => SECRET_WORD.test(word));
}

function maskWord(word: string, before: string): string {
  const masked = maskQuoted(word, before);
  if (masked !== undefined) return masked;
  const parts = word.replace(/"[^"]*"|'[^']*'/g, (part) =>
    // Quotes are for lines too: `bash -c "…"`. Inside there are fewer kinds of them, so this ends.
    /\s/.test(part) ? `${part.charAt(0)}${publicCommand(part.slice(1, -1))}${part.charAt(0)}` : part,
  );
  return withoutNamed(parts);
}

/** `maskWhole` of a word with or without quotes around it, unless it runs something. */
function maskQuoted(word: string, before: string): string | undefined {
  if (RUNS.test(word)) return undefined;
  const [, quote = '', inner = word] = /^(["'])(.*)\1$/s.exec(word) ?? [];
  const masked = maskWhole(inner, before);
  return masked === undefined ? undefined : `${quote}${masked}${quote}`;
}

/** @returns Undefined where the text as a whole is no value of a secret, and does not start with the name of one. */
function maskWhole(text: string, before: string): string | undefined {
  const isFlag = /^--?[a-z]/i.test(text);
  if (text !== '' && !isFlag && /^--?[a-z][\w.-]*$/i.test(before) && isSecretName(before))
    return REFERENCE.test(text) ? text : '…';

  const [, flag = '', owner, blank = ''] =
    /^(?:(--[\w-]{1,64}=)["']?)?([^\s:/="'{}]{1,100}):(\s{0,9})(?!\/\/)\S/.exec(text) ?? [];
  if (owner !== undefined && !REFERENCE.test(text.slice(text.indexOf(':') + 1))) {
    const said = flag || before;
    const isUser = USER_FLAG.test(said) && !/\d+:\d+$/.test(text);
    if (isUser || HEADER_FLAG.test(said) || (blank !== '' && isSecretName(owner))) return `${flag}${owner}:…`;
  }
  const name = /^([^\s=:"'{}/?]{1,100})=(?!=)./.exec(text)?.[1];
  const isSecret = name !== undefined && isSecretName(name) && !REFERENCE.test(text.slice(name.length + 1));
  return isSecret ? `${name}=…` : undefined;
}

/** Words at even places, what separates them at odd ones: blanks and what ends a command, but for those in quotes. */
function splitLine(line: string): string[] {
  const parts: string[] = [];
  let begin = 0;
  let isWord = true;
  let quote = '';
  const separates = (at: number): boolean =>
    /[\s;|&()<>]/.test(line.charAt(at)) || (line.charAt(at) === '\\' && line.charAt(at + 1) === '\n');
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote === '' && separates(at) === isWord) {
      parts.push(line.slice(begin, at));
      begin = at;
      isWord = !isWord;
    }
    if (character === '\\' && quote !== "'") at++;
    else if (quote === '' ? /["']/.test(character) : character === quote) quote = quote === '' ? character : '';
  }
  const rest = line.slice(begin);
  // A quote that is never closed is an apostrophe.
  return [...parts, ...(quote === '' ? [rest] : rest.split(/(\s+)/))];
}
