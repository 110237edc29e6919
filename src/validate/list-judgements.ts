import { type CatalogFile, type Exception, GovernanceFile } from '../domain/catalog.ts';
import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { coordinate, type EntryKey, keyParts } from '../domain/coordinate.ts';
import { Category, RiskTier, Trust } from '../domain/governance.ts';
import { differences, flatten, type JudgementStep } from '../domain/judgement-step.ts';
import { isRuleId, rules } from '../domain/rules/index.ts';

/** How `catalog.yaml` reads on both sides; absent where it cannot be read. */
interface CatalogFiles {
  readonly base?: CatalogFile | undefined;
  readonly now?: CatalogFile | undefined;
}

/**
 * Lists what a change has the operator say otherwise than at the base: in `catalog.yaml`, and in the judgement of each
 * source and entry. Of a file that cannot be read nothing is listed; why, another diagnostic says.
 */
export function listJudgements({ sources }: Pick<Comparison, 'sources'>, { base, now }: CatalogFiles): JudgementStep[] {
  const ofCatalog = base && now ? steps('catalog.yaml', undefined, flatten(base), flatten(now)) : [];
  return [...ofCatalog, ...sources.flatMap(ofSource)];
}

/** Of a file that is not there everything holds that a file without a word would say. */
const silent = GovernanceFile.parse({});

function ofSource({ id, base, now, isGovernanceChanged }: SourceComparison): JudgementStep[] {
  if (!isGovernanceChanged) return [];
  const [before, after] = [base.governance, now.governance].map((file) => (file ? file.value : silent));
  if (!before || !after) return [];
  const file = `governance/${id}.yaml`;
  const keys = new Set([...Object.keys(before.entries), ...Object.keys(after.entries)]) as Set<EntryKey>;
  for (const { entry } of [...before.exceptions, ...after.exceptions]) if (entry !== undefined) keys.add(entry);
  return [
    ...steps(file, undefined, wordsOf(before), wordsOf(after)),
    ...[...keys].flatMap((key) => {
      const { kind, name } = keyParts(key);
      return steps(file, coordinate(kind, id, name), wordsOf(before, key), wordsOf(after, key));
    }),
  ];
}

/** What is said of the whole source, or of one of its entries. */
function wordsOf({ trust, mirror, defaults, entries, exceptions }: GovernanceFile, key?: EntryKey): [string, string][] {
  const accepted = exceptions.filter(({ entry }) => entry === key).map(acceptance);
  if (key === undefined) return [...flatten({ trust, mirror, defaults }), ...accepted];
  const { attestation, ...entry } = entries[key] ?? {};
  const attested = attestation === undefined ? undefined : Object.values(attestation).join(', ');
  return [...flatten({ ...entry, attestation: attested }), ...accepted];
}

function acceptance({ rule, file, reason, owner, until }: Exception): [string, string] {
  return [`exception ${rule}${file === undefined ? '' : ` in ${file}`}`, `until ${until}, ${owner}: ${reason}`];
}

function steps(
  file: string,
  entry: JudgementStep['entry'],
  before: readonly [string, string][],
  now: readonly [string, string][],
): JudgementStep[] {
  return differences(joined(before), joined(now)).map((step) => ({ file, entry, ...step, loosens: loosens(step) }));
}

/** Two exceptions may be about one rule. */
function joined(words: readonly [string, string][]): Map<string, string> {
  const groups = Map.groupBy(words, ([key]) => key);
  return new Map([...groups].map(([key, same]) => [key, same.map(([, word]) => word).join('; ')]));
}

/** Words of which a later one warns readers of less, or lets in more, than those before it. */
const looser: Readonly<Record<string, readonly string[]>> = {
  trust: Trust.options.toReversed(),
  mirror: ['never', 'auto', 'always'],
  riskTier: RiskTier.options.toReversed(),
  'defaults.riskTier': RiskTier.options.toReversed(),
  category: Category.options.toReversed(),
  'defaults.category': Category.options.toReversed(),
};
const severities = ['error', 'warning', 'info', 'off'];

function loosens({ key, from, to }: { key: string; from?: string | undefined; to?: string | undefined }): boolean {
  const order = looser[key];
  if (order) return from !== undefined && (to === undefined || order.indexOf(to) > order.indexOf(from));
  if (key === 'stub') return from === 'true' || to === 'false';
  if (key === 'attestation') return to === undefined;
  if (key.startsWith('exception ')) return to !== undefined;
  const [, rule] = /^policy\.severities\.(.+)$/.exec(key) ?? [];
  if (rule !== undefined) {
    const usual = isRuleId(rule) ? rules[rule].severity : 'error';
    return severities.indexOf(to ?? usual) > severities.indexOf(from ?? usual);
  }
  if (/^policy\.(?:transports|licenses)$/.test(key)) {
    const had = new Set(from?.split(', '));
    return (to?.split(', ') ?? []).some((one) => !had.has(one));
  }
  return key.startsWith('policy.limits.') && Number(to) > Number(from);
}
