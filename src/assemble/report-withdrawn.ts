import type { Advisory } from '../domain/advisory-file.ts';
import { revisionKey, type Withdrawals } from '../domain/assembled.ts';
import type { Coordinate } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import type { Ledger } from './collect-ledger.ts';

/** What is down, and what still leads there: the aliases and workflows that point to something withdrawn. */
export function reportWithdrawn(
  entries: readonly CatalogEntry[],
  advisories: readonly Advisory[],
  ledger: Ledger,
  withdrawals: Withdrawals,
): Diagnostic[] {
  if (withdrawals.revisions.size === 0) return [];
  const byId = new Map(advisories.map((advisory) => [advisory.id, advisory]));
  return entries.flatMap((entry) => {
    const withdrawal = withdrawals.entries.get(entry.id);
    return [
      ...(withdrawal ? [down(entry, withdrawal, placeOf(withdrawal.advisory, byId, ledger))] : []),
      ...aliases(entry, withdrawals.revisions),
      ...references(entry, withdrawals.entries),
    ];
  });
}

function down({ id, source }: CatalogEntry, { member, copyOf, reason }: Withdrawal, at: Place): Diagnostic {
  const way =
    member !== undefined
      ? ` with its member ${member}`
      : copyOf !== undefined
        ? `, because its content is that of ${copyOf}`
        : '';
  return diagnose('entry-withdrawn', {
    message: `${id} is withdrawn${way}: ${reason}`,
    at,
    source: source.id,
    entry: id,
  });
}

/** Where the word stands that takes something back: its advisory, or the status in the file of its source. */
function placeOf(id: string, advisories: ReadonlyMap<string, Advisory>, ledger: Ledger): Place {
  const advisory = advisories.get(id);
  if (advisory) return { root: 'catalog', file: `advisories/${id}.yaml`, ...advisory.locate(['affects']) };
  const item = ledger.get(id as Coordinate);
  if (!item) throw new Error(`${id} takes something back and is nowhere.`);
  const { source, key, revisions } = item;
  const deleted = revisions.findLast(({ status }) => status.value === 'deleted');
  const isOperators = deleted?.status.origin === 'governance';
  const locate = isOperators ? source.locateGovernance : source.locate;
  const folder = isOperators ? 'governance' : 'sources';
  return { root: 'catalog', file: `${folder}/${source.id}.yaml`, ...locate(['entries', key, 'status']) };
}

/** A deleted revision that an alias points to is told of where aliases are checked. */
function aliases(entry: CatalogEntry, withdrawn: Withdrawals['revisions']): Diagnostic[] {
  const { id, kind, name, source, revisions } = entry;
  return Object.entries(entry.aliases).flatMap(([alias, n]) => {
    const advisory = withdrawn.get(revisionKey(id, n));
    const status = revisions.find(({ revision }) => revision === n)?.status.value;
    if (advisory === undefined || status === 'deleted') return [];
    const path = ['entries', `${kind}:${name}`, 'aliases', alias];
    const at = { root: 'catalog', file: `governance/${source.id}.yaml`, ...source.locateGovernance(path) } as const;
    const message = `"${alias}" points to revision ${n}, which is withdrawn by ${advisory}.`;
    return [diagnose('alias-withdrawn', { message, at, source: source.id, entry: id })];
  });
}

function references(entry: CatalogEntry, withdrawn: Withdrawals['entries']): Diagnostic[] {
  const { id, source } = entry;
  return entry.references.flatMap(({ at, name, entries: meant = [] }) =>
    meant.flatMap((target) => {
      const withdrawal = withdrawn.get(target.id);
      if (!withdrawal) return [];
      const hint = withdrawal.replacement && `Refer to ${withdrawal.replacement} instead.`;
      const message = `"${name}" brings ${target.id}, which is withdrawn: ${withdrawal.reason}`;
      return [diagnose('reference-withdrawn', { message, hint, at, source: source.id, entry: id })];
    }),
  );
}
