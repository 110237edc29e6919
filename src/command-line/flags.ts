import { typedOptions } from '../domain/typed-options.ts';
import { UsageError } from '../publish.ts';

/** Every option, by its name without dashes. A `list` may be given more than once. */
const kinds = {
  catalog: 'text',
  out: 'text',
  'base-url': 'text',
  base: 'text',
  summary: 'text',
  port: 'text',
  id: 'text',
  ref: 'text',
  path: 'text',
  title: 'text',
  description: 'text',
  url: 'text',
  'owner-url': 'text',
  repository: 'text',
  host: 'text',
  operators: 'text',
  source: 'list',
  owner: 'list',
  exclude: 'list',
  tier: 'list',
  reporter: 'list',
  frozen: 'switch',
  strict: 'switch',
  json: 'switch',
  annotations: 'switch',
  verbose: 'switch',
  yes: 'switch',
  'dry-run': 'switch',
} as const;
export type OptionName = keyof typeof kinds;

/** The options as they were typed. */
export interface Flags {
  readonly catalog: string;
  readonly out: string;
  readonly baseUrl?: string | undefined;
  readonly base?: string | undefined;
  readonly summary?: string | undefined;
  readonly port?: string | undefined;
  readonly id?: string | undefined;
  readonly ref?: string | undefined;
  readonly path?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly ownerUrl?: string | undefined;
  readonly repository?: string | undefined;
  readonly host?: string | undefined;
  readonly operators?: string | undefined;
  readonly source: readonly string[];
  readonly owner: readonly string[];
  readonly exclude: readonly string[];
  readonly tier: readonly string[];
  readonly reporter: readonly string[];
  readonly frozen: boolean;
  readonly strict: boolean;
  readonly json: boolean;
  readonly annotations: boolean;
  readonly verbose: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** What an option is where it is not given. */
export const defaults = { catalog: 'catalog', out: 'dist', port: '4321' } as const;

/**
 * Reads words and options from what was typed: the parser that checks them makes numbers of texts such as `0123456`, and
 * lists of what is given twice.
 *
 * @param argv What stands behind the name of the program.
 * @throws UsageError where an option that counts once is given twice.
 */
export function readCommandLine(argv: readonly string[]): { readonly words: readonly string[]; readonly flags: Flags } {
  const { words, values } = typedOptions(argv, kinds, (dashes, typed) =>
    dashes === '--' ? typed.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : undefined,
  );
  return { words, flags: flagsOf(values) };
}

function flagsOf(values: ReadonlyMap<OptionName, readonly string[]>): Flags {
  for (const [name, given] of values)
    if (kinds[name] !== 'list' && given.length > 1) throw new UsageError(`--${name} is given more than once.`);
  const text = (name: OptionName): string | undefined => values.get(name)?.[0];
  const list = (name: OptionName): readonly string[] => values.get(name) ?? [];
  const isOn = (name: OptionName): boolean => text(name) === 'true';
  return {
    catalog: text('catalog') ?? defaults.catalog,
    out: text('out') ?? defaults.out,
    baseUrl: text('base-url'),
    base: text('base'),
    summary: text('summary'),
    port: text('port'),
    id: text('id'),
    ref: text('ref'),
    path: text('path'),
    title: text('title'),
    description: text('description'),
    url: text('url'),
    ownerUrl: text('owner-url'),
    repository: text('repository'),
    host: text('host'),
    operators: text('operators'),
    source: list('source'),
    owner: list('owner'),
    exclude: list('exclude'),
    tier: list('tier'),
    reporter: list('reporter'),
    frozen: isOn('frozen'),
    strict: isOn('strict'),
    json: isOn('json'),
    annotations: isOn('annotations'),
    verbose: isOn('verbose'),
    yes: isOn('yes'),
    dryRun: isOn('dry-run'),
  };
}
