import type { AssembledCatalog } from './assembled.ts';
import type { CatalogEntry } from './entry.ts';

/** The default list leaves out what is not offered unasked: stubs, drafts, what was deleted and what is withdrawn. */
export function isOffered(
  { id, verdict, status }: CatalogEntry,
  { withdrawals }: Pick<AssembledCatalog, 'withdrawals'>,
): boolean {
  return !verdict.stub.value && status.value !== 'draft' && status.value !== 'deleted' && !withdrawals.entries.has(id);
}
