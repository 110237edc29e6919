/** What was typed, taken apart. */
export interface Typed<Name extends string> {
  readonly words: readonly string[];
  /** The values of each option, in the order in which they were given. */
  readonly values: ReadonlyMap<Name, readonly string[]>;
}

/**
 * Takes a command line apart into words and options: `--name value`, `--name=value`, and behind `--` only words. What is
 * no known option is left out; the parser that checks the line tells of it.
 *
 * @param argv What stands behind the name of the program.
 * @param kinds Every option by its name without dashes; a `switch` takes no further word.
 * @param nameOf The option that something with dashes means, where it is written in another way.
 */
export function typedOptions<Name extends string>(
  argv: readonly string[],
  kinds: Readonly<Record<Name, 'list' | 'text' | 'switch'>>,
  nameOf: (dashes: string, typed: string) => string | undefined,
): Typed<Name> {
  const isOption = (name: string | undefined): name is Name => name !== undefined && Object.hasOwn(kinds, name);
  const values = new Map<Name, string[]>();
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const words: string[] = [];
  for (let at = 0; at < end; at += 1) {
    const word = argv[at] ?? '';
    const [, dashes = '', typed = '', value] = /^(--?)([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = nameOf(dashes, typed);
    if (!isOption(name)) {
      if (!word.startsWith('-')) words.push(word);
      continue;
    }
    const taken = kinds[name] === 'switch' ? (value ?? 'true') : (value ?? argv[(at += 1)] ?? '');
    values.set(name, [...(values.get(name) ?? []), taken]);
  }
  return { words: [...words, ...argv.slice(end + 1)], values };
}
