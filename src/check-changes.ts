import type { Comparison } from './domain/comparison.ts';
import type { Diagnostic } from './domain/diagnostic.ts';
import { compareCatalog } from './load/compare-catalog.ts';
import { compareLocks } from './validate/compare-locks.ts';
import { comparePlaces } from './validate/compare-places.ts';
import { compareRemovals } from './validate/compare-removals.ts';
import { compareStatements } from './validate/compare-statements.ts';
import { compareStatus } from './validate/compare-status.ts';

/**
 * What a check says of the catalog as it is and of what has changed in it, without what is said twice: a lowered word is
 * shown as the step it is, not as one that meets a higher one of its own.
 */
export function withoutRepeats(found: readonly Diagnostic[], changes: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ at }: Diagnostic): string => `${at.file}:${at.line}:${at.column}`;
  const lowered = new Set(changes.filter(({ rule }) => rule === 'statement-lowered').map(place));
  return [...found.filter((one) => one.rule !== 'risk-tier-lowered' || !lowered.has(place(one))), ...changes];
}

/**
 * Checks what a change does to a catalog: ledgers only grow, a source stays in its repository, a status takes legal steps,
 * publishers take nothing back that only the operator can, and what is taken out as a whole is named.
 *
 * @param dir The catalog folder.
 * @param rev Compare with the point at which this revision and the current branch part; without it, with the commit
 *   before what lies in the folder.
 * @returns `refused`, a sentence, where the revision is not to be had; `comparison`, where there is something to compare.
 */
export async function checkChanges(
  dir: string,
  rev?: string,
): Promise<{
  readonly diagnostics: readonly Diagnostic[];
  readonly comparison?: Comparison;
  readonly refused?: string;
}> {
  const { comparison, diagnostics, refused } = await compareCatalog(dir, rev);
  if (refused !== undefined) return { diagnostics, refused };
  if (!comparison) return { diagnostics };
  return {
    comparison,
    diagnostics: [
      ...diagnostics,
      ...compareLocks(comparison),
      ...comparePlaces(comparison),
      ...compareStatus(comparison),
      ...compareStatements(comparison),
      ...compareRemovals(comparison),
    ],
  };
}
