import type { Diagnostic } from './domain/diagnostic.ts';
import { compareCatalog } from './load/compare-catalog.ts';
import { compareLocks } from './validate/compare-locks.ts';
import { comparePlaces } from './validate/compare-places.ts';
import { compareStatements } from './validate/compare-statements.ts';
import { compareStatus } from './validate/compare-status.ts';

/**
 * Checks what a change does to a catalog: ledgers only grow, a source stays in its repository, a status takes legal steps,
 * and publishers take nothing back that only the operator can.
 *
 * @param dir The catalog folder.
 * @param rev Compare with the point at which this revision and the current branch part; without it, with the commit
 *   before what lies in the folder.
 * @returns `refused`, a sentence, where the revision is not to be had.
 */
export async function checkChanges(
  dir: string,
  rev?: string,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly refused?: string }> {
  const { comparison, diagnostics, refused } = await compareCatalog(dir, rev);
  if (refused !== undefined) return { diagnostics, refused };
  if (!comparison) return { diagnostics };
  return {
    diagnostics: [
      ...diagnostics,
      ...compareLocks(comparison),
      ...comparePlaces(comparison),
      ...compareStatus(comparison),
      ...compareStatements(comparison),
    ],
  };
}
