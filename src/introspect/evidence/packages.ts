import type { PackageUse } from '../../domain/evidence.ts';
import type { Code } from './code-in-file.ts';
import { type PackageManager, packageManagers } from './package-managers.ts';
import { shellCommands } from './shell-commands.ts';

interface Form {
  readonly manager: PackageManager;
  readonly takes: 'all' | 'first' | 'none';
}

/** By the command and its verbs: `npm install`, `uv pip install`, `npx`. */
const forms: ReadonlyMap<string, Form> = new Map(
  packageManagers.flatMap((manager) => [
    ...manager.all.map((words): [string, Form] => [words, { manager, takes: 'all' }]),
    ...manager.first.map((words): [string, Form] => [words, { manager, takes: 'first' }]),
    ...(manager.other ?? []).map((words): [string, Form] => [words, { manager, takes: 'none' }]),
  ]),
);

/** The options with values, by the command that takes them. */
const valued: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  packageManagers.flatMap((manager) => {
    const options = new Set([
      ...manager.valued,
      ...(manager.naming ?? []),
      ...(manager.adding ?? []),
      ...(manager.version ?? []),
    ]);
    const commands = [...manager.all, ...manager.first, ...(manager.other ?? [])].map(
      (words) => words.split(' ', 1)[0],
    );
    return commands.map((command): [string, ReadonlySet<string>] => [command ?? '', options]);
  }),
);

const anyCommand = new RegExp(String.raw`\b(?:${[...valued.keys()].join('|')}|pip[\d.]+)\b`);

/** Languages whose text is commands of a shell. What else there is runs them only where a sign says so. */
const shells = new Set(['shell', 'powershell', 'batch', 'dockerfile', 'inline', '']);

/** Words that stand where a package would in a sentence, and names that stand for one. */
const noPackage =
  /^(?:the|an?|all|any|your|its?|this|these|those|it|and|or|then|is|are|to|with|for|from|if|in|on|via|by|not|failed|fails|required|dependencies|dependency|packages?|pkg|(?:your|my|some|the|new)-?(?:package|pkg|app|tool|project|image|module)s?(?:-name)?|package[-_]name|library|name|command)$/i;

/** The packages that the commands in a piece of code install or run, in the order they stand in. */
export function* packagesIn({ language, text }: Code): Generator<PackageUse> {
  if (!anyCommand.test(text)) return;
  const shell = shells.has(language)
    ? text
    : text
        .split('\n')
        .filter((line) => /^\s*[!%](?:pip|npm|apt)/.test(line))
        .join('\n');
  const stages = language === 'dockerfile' ? stagesOf(text) : new Set<string>();
  for (const words of shellCommands(shell, (line) => anyCommand.test(line) || line.startsWith('FROM '))) {
    const [command, image = ''] = words;
    if (language !== 'dockerfile' || command !== 'FROM') yield* packagesOf(words);
    else if (!stages.has(image)) yield* packagesOf(['docker', 'pull', image]);
  }
}

/** The names that a Dockerfile gives to its own stages, which `FROM` takes as well as images. */
function stagesOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/^FROM[ \t].{1,300}[ \t]AS[ \t]+(\S{1,100})/gim), ([, name]) => name ?? ''));
}

function packagesOf(words: readonly string[]): PackageUse[] {
  const [command = '', ...rest] = words;
  // `python3 -m pip install` is what `pip install` is.
  if (/^(?:python[\d.]*|py)$/.test(command) && rest[0] === '-m') return packagesOf(rest.slice(1));
  const program = command.replace(/^pip[\d.]+$/, 'pip').replace(/\.exe$/, '');
  const options = valued.get(program);
  if (!options) return [];
  const { operands, values } = parse(rest, options);
  const verbs = [program, ...operands.slice(0, 2)];
  const count = [3, 2, 1].find((n) => verbs.length >= n && forms.has(verbs.slice(0, n).join(' '))) ?? 0;
  const form = forms.get(verbs.slice(0, count).join(' '));
  if (!form || (program === 'pacman' && !rest.some((word) => /^-S[a-z]*$/.test(word)))) return [];
  return read(form, operands.slice(count - 1), values);
}

function read(
  { manager, takes }: Form,
  operands: readonly string[],
  values: ReadonlyMap<string, string[]>,
): PackageUse[] {
  const naming = (manager.naming ?? []).flatMap((option) => values.get(option) ?? []);
  const adding = (manager.adding ?? [])
    .flatMap((option) => values.get(option) ?? [])
    .flatMap((list) => list.split(','));
  const named = takes === 'all' ? operands : takes === 'none' ? [] : naming.length > 0 ? naming : operands.slice(0, 1);
  // One word of a sentence says that all of it is one.
  if (named.some((word) => noPackage.test(word))) return [];
  const [version] = (manager.version ?? []).flatMap((option) => values.get(option) ?? []);
  const packages = [...named, ...adding].flatMap((operand) => use(manager, operand));
  const [only] = packages;
  return only && packages.length === 1 && version !== undefined && /^[\w.+-]+$/.test(version)
    ? [{ ...only, version }]
    : packages;
}

function use({ manager, read: take }: PackageManager, operand: string): PackageUse[] {
  // Deno takes packages of npm with the name of the registry before them.
  const isNpm = operand.startsWith('npm:');
  const taken = isNpm ? npm?.read(operand.slice(4)) : take(operand);
  return taken ? [{ manager: isNpm ? 'npm' : manager, ...taken }] : [];
}

const npm = packageManagers.find(({ manager }) => manager === 'npm');

/** Tells operands from options and their values. */
function parse(
  words: readonly string[],
  options: ReadonlySet<string>,
): { operands: string[]; values: ReadonlyMap<string, string[]> } {
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const [, option = word, attached] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? [];
    if (!options.has(option)) continue;
    const value = attached ?? words[(at += 1)];
    if (value === undefined) continue;
    // Added to in place: a hostile line has hundreds of thousands.
    const given = values.get(option);
    if (given) given.push(value);
    else values.set(option, [value]);
  }
  return { operands, values };
}
