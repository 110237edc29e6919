import { harnessId } from '../../domain/harness-alias.ts';
import { typedOptions } from '../../domain/typed-options.ts';
import { Refusal } from '../model/refusal.ts';

/** Every option of the client, by its name without dashes. A `list` may be given more than once. */
const kinds = {
  registry: 'list',
  harness: 'list',
  destination: 'text',
  kind: 'text',
  tier: 'text',
  source: 'text',
  limit: 'text',
  user: 'switch',
  yes: 'switch',
  'allow-raw': 'switch',
  'include-stubs': 'switch',
  frozen: 'switch',
  'dry-run': 'switch',
  force: 'switch',
  json: 'switch',
} as const;
export type OptionName = keyof typeof kinds;

/** The options as they were typed. */
export interface Flags {
  readonly registry: readonly string[];
  readonly harness: readonly string[];
  readonly destination?: string | undefined;
  readonly kind?: string | undefined;
  readonly tier?: string | undefined;
  readonly source?: string | undefined;
  readonly limit?: string | undefined;
  readonly user: boolean;
  readonly yes: boolean;
  readonly allowRaw: boolean;
  readonly includeStubs: boolean;
  readonly frozen: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

const shorthands: Readonly<Record<string, OptionName>> = { y: 'yes' };

/**
 * Reads words and options from what was typed: the parser that checks them makes numbers of texts such as `0123`, and
 * lists of what is given twice.
 *
 * @param argv What stands behind the name of the program.
 * @throws Refusal with the code `usage` where an option that counts once is given twice.
 */
export function readCommandLine(argv: readonly string[]): { readonly words: readonly string[]; readonly flags: Flags } {
  const { words, values } = typedOptions(argv, kinds, (dashes, typed) => (dashes === '-' ? shorthands[typed] : typed));
  return { words, flags: flagsOf(values) };
}

function flagsOf(values: ReadonlyMap<OptionName, readonly string[]>): Flags {
  for (const [name, given] of values) if (kinds[name] === 'text' && given.length > 1) throw twice(name);
  const text = (name: OptionName): string | undefined => values.get(name)?.[0];
  const isOn = (name: OptionName): boolean => values.get(name)?.at(-1) === 'true';
  return {
    registry: values.get('registry') ?? [],
    harness: (values.get('harness') ?? []).flatMap((ids) => ids.split(',').map(harnessId)),
    destination: text('destination'),
    kind: text('kind'),
    tier: text('tier'),
    source: text('source'),
    limit: text('limit'),
    user: isOn('user'),
    yes: isOn('yes'),
    allowRaw: isOn('allow-raw'),
    includeStubs: isOn('include-stubs'),
    frozen: isOn('frozen'),
    dryRun: isOn('dry-run'),
    force: isOn('force'),
    json: isOn('json'),
  };
}

function twice(name: OptionName): Refusal {
  return new Refusal('usage', `--${name} is given more than once.`);
}
