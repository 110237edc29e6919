import type { ScanFinding, ScannedResult } from '../domain/scan.ts';
import { shownText } from '../domain/shown-text.ts';
import { get, getIn, listOf, textOf, wholeOf } from './json-value.ts';
import { locatedFile, type Places } from './sarif-location.ts';

/** In UTF-16 code units after escaping. */
const MAX_RULE = 120;
const MAX_MESSAGE = 500;

/** The rules of a tool and its extensions. */
export interface RuleTable {
  readonly driver: readonly unknown[];
  readonly extensions: readonly (readonly unknown[])[];
  readonly byId: ReadonlyMap<string, unknown>;
}

/** Looks up once the rules that results of a run refer to (SARIF 2.1.0, section 3.19.23). */
export function ruleTable(tool: unknown): RuleTable {
  const driver = listOf(getIn(tool, 'driver', 'rules'));
  const extensions = listOf(get(tool, 'extensions')).map((extension) => listOf(get(extension, 'rules')));
  const byId = new Map<string, unknown>();
  for (const rule of [...driver, ...extensions.flat()]) {
    const id = textOf(get(rule, 'id'));
    if (id !== undefined && !byId.has(id)) byId.set(id, rule);
  }
  return { driver, extensions, byId };
}

/**
 * Reads one result (SARIF 2.1.0, section 3.27). Nothing where it says that all is well, that a rule does not apply, or
 * that something seen earlier is gone.
 */
export function readResult(result: unknown, rules: RuleTable, places: Places): ScannedResult | undefined {
  const kind = textOf(get(result, 'kind')) ?? 'fail';
  if (typeof result !== 'object' || result === null || kind === 'pass' || kind === 'notApplicable') return undefined;
  if (get(result, 'baselineState') === 'absent') return undefined;
  const rule = ruleOf(result, rules);
  const id = textOf(get(result, 'ruleId')) ?? textOf(getIn(result, 'rule', 'id')) ?? textOf(get(rule, 'id'));
  const location = get(listOf(get(result, 'locations'))[0], 'physicalLocation');
  const line = wholeOf(getIn(location, 'region', 'startLine'), 1);
  const file = locatedFile(get(location, 'artifactLocation'), places);
  return {
    finding: {
      rule: shownText(id ?? 'unnamed', MAX_RULE),
      level: levelOf(result, kind, rule),
      message: shownText(messageOf(get(result, 'message'), rule), MAX_MESSAGE),
      ...(line !== undefined && { line }),
    },
    ...(file && { file }),
    suppressed: isSuppressed(result),
  };
}

/** Rules are named by number or id; an id may go on after a slash (section 3.27.5). */
function ruleOf(result: unknown, { driver, extensions, byId }: RuleTable): unknown {
  const index = wholeOf(get(result, 'ruleIndex'), 0) ?? wholeOf(getIn(result, 'rule', 'index'), 0);
  const extension = wholeOf(getIn(result, 'rule', 'toolComponent', 'index'), 0);
  const list = extension === undefined ? driver : (extensions[extension] ?? []);
  if (index !== undefined && list[index] !== undefined) return list[index];
  const id = textOf(get(result, 'ruleId')) ?? textOf(getIn(result, 'rule', 'id')) ?? '';
  return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/'))));
}

const levels: ReadonlySet<unknown> = new Set<ScanFinding['level']>(['error', 'warning', 'note', 'none']);

function isLevel(value: unknown): value is ScanFinding['level'] {
  return levels.has(value);
}

/** What the result says, else what its rule says, else `warning`; what is no failure has none (section 3.27.10). */
function levelOf(result: unknown, kind: string, rule: unknown): ScanFinding['level'] {
  const own = get(result, 'level');
  if (isLevel(own)) return own;
  if (kind !== 'fail') return 'none';
  const usual = getIn(rule, 'defaultConfiguration', 'level');
  return isLevel(usual) ? usual : 'warning';
}

/** The text of a message, or that of its rule with what is to be put in (sections 3.11.5 and 3.11.7). */
function messageOf(message: unknown, rule: unknown): string {
  const id = textOf(get(message, 'id'));
  const ofRule = id === undefined ? undefined : textOf(getIn(rule, 'messageStrings', id, 'text'));
  const text =
    textOf(get(message, 'text')) ??
    ofRule ??
    textOf(get(message, 'markdown')) ??
    textOf(getIn(rule, 'shortDescription', 'text'));
  const words = listOf(get(message, 'arguments'));
  return (text ?? '')
    .slice(0, 4 * MAX_MESSAGE)
    .replaceAll(/\{(\d{1,2})\}/g, (whole, n: string) => textOf(words[Number(n)])?.slice(0, MAX_MESSAGE) ?? whole);
}

/** True where somebody has set it aside and nobody has objected (section 3.35). */
function isSuppressed(result: unknown): boolean {
  const suppressions = listOf(get(result, 'suppressions'));
  return suppressions.some((item) => (get(item, 'status') ?? 'accepted') === 'accepted');
}
