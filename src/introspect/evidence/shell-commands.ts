/** What may stand before the command that counts. */
const before = new Set(
  '$ > % # ! ❯ ➜ { } then do else if elif while until time sudo doas env exec command nohup builtin RUN CMD run: - -- '.split(
    ' ',
  ),
);

/**
 * The simple commands of a shell text, as words without their quotes: split at separators, pipes, brackets and ends of
 * lines, continued behind a backslash, comments and redirections left out, and what stands before the command itself
 * (prompts, `sudo`, assignments, reserved words) taken off. An approximation of the grammar of POSIX.1-2024, section
 * 2.10, that reads every text in linear time and never fails.
 *
 * @param worthReading Tells lines that hold no command that counts, so that most are passed over.
 */
export function* shellCommands(text: string, worthReading: (line: string) => boolean): Generator<string[]> {
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    if (!worthReading(line)) continue;
    for (const words of commandsInLine(line)) {
      const command = withoutPrefix(withoutRedirections(words));
      if (command.length > 0) yield command;
    }
  }
}

function withoutPrefix(words: readonly string[]): string[] {
  let at = 0;
  let launched = false;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!before.has(word) && !/^[A-Za-z_]\w*=/.test(word) && !(launched && word.startsWith('-'))) break;
    launched ||= /^(?:sudo|doas|env|time|exec|command)$/.test(word);
  }
  const [first = '', ...rest] = words.slice(at);
  // Notebooks mark commands of the shell with a sign in front.
  const name = first.replace(/^[!%](?=[a-z])/, '');
  return first === '' ? [] : [name.slice(name.lastIndexOf('/') + 1), ...rest];
}

function* commandsInLine(line: string): Generator<string[]> {
  let words: string[] = [];
  let word = '';
  let quoted = false;
  const endWord = (): void => {
    if (word !== '' || quoted) words.push(word);
    word = '';
    quoted = false;
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '"' || character === "'") {
      const end = line.indexOf(character, at + 1);
      if (end === -1) break;
      word += line.slice(at + 1, end);
      quoted = true;
      at = end;
    } else if (character === '\\') {
      word += line[(at += 1)] ?? '';
    } else if (/\s/.test(character)) endWord();
    else if (character === '#' && word === '' && words.length > 0) break;
    else if (';|()`'.includes(character) || (character === '&' && !word.endsWith('>') && !word.endsWith('<'))) {
      endWord();
      yield words;
      words = [];
    } else word += character;
  }
  endWord();
  yield words;
}

function withoutRedirections(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    const operator = /^(?:\d?>{1,2}|<{1,3})$/;
    return !/^\d?[<>]/.test(word) && !(index > 1 && operator.test(words[index - 1] ?? ''));
  });
}
