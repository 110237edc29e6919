import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { RiskTier } from '../domain/governance.ts';
import { suggestedTier } from '../domain/suggested-tier.ts';

const NAMED = 3;

/**
 * Says where an entry was declared to be of a lower tier than its evidence speaks for. A tier that nobody has declared
 * is no contradiction, only a gap.
 *
 * @param entry With the exceptions of the operator on its findings.
 */
export function compareWithEvidence(entry: CatalogEntry): Diagnostic[] {
  const { value, origin } = entry.verdict.riskTier;
  if (origin === 'defaults' || origin === 'policy') return [];
  const suggestion = suggestedTier(entry);
  if (!suggestion || RiskTier.options.indexOf(suggestion.tier) <= RiskTier.options.indexOf(value)) return [];
  const reasons = suggestion.reasons.slice(0, NAMED).join('; ');
  return [
    diagnose('tier-below-evidence', {
      message: `It is declared "${value}"; what was found in it suggests "${suggestion.tier}": ${reasons}.`,
      at: declaredAt(entry),
      source: entry.source.id,
      entry: entry.id,
    }),
  ];
}

function declaredAt({ kind, name, source, verdict, frontMatter, definition }: CatalogEntry): Place {
  const { origin } = verdict.riskTier;
  const path = ['entries', `${kind}:${name}`, 'riskTier'];
  if (origin === 'governance')
    return { root: 'catalog', file: `governance/${source.id}.yaml`, ...source.locateGovernance(path) };
  if (origin === 'source') return { root: 'catalog', file: `sources/${source.id}.yaml`, ...source.locate(path) };
  const metadata = frontMatter.get('metadata');
  return metadata?.at ?? { root: 'source', file: definition.path, line: definition.line };
}
