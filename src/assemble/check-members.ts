import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { RiskTier } from '../domain/governance.ts';
import { byText } from '../domain/order.ts';

/** Compares what a plugin or workflow promises with what its members are, because whoever takes it gets them with it. */
export function checkMembers(entry: CatalogEntry, members: readonly CatalogEntry[]): Diagnostic[] {
  return [...tierOfMembers(entry, members), ...heldBackMembers(entry, members)];
}

function tierOfMembers(entry: CatalogEntry, members: readonly CatalogEntry[]): Diagnostic[] {
  const rank = ({ verdict }: CatalogEntry): number => RiskTier.options.indexOf(verdict.riskTier.value);
  const [highest] = members.toSorted((a, b) => rank(b) - rank(a) || byText(a.id, b.id));
  if (!highest || rank(highest) <= rank(entry)) return [];
  const { kind, verdict } = entry;
  const message = `The ${kind} is "${verdict.riskTier.value}"; ${highest.id} in it is "${highest.verdict.riskTier.value}".`;
  return [diagnose('risk-tier-below-member', { message, ...placeOf(entry) })];
}

/**
 * A packaged plugin is delivered as it lies in its source: with the newest content of its members, also where that is a
 * draft and the member itself is offered as it was before. (An assembled one has its members frozen.)
 */
function heldBackMembers(entry: CatalogEntry, members: readonly CatalogEntry[]): Diagnostic[] {
  const isOlder = entry.latest.digest !== entry.revisions.at(-1)?.digest;
  if (entry.assembled || isOlder || entry.status.value === 'draft') return [];
  const held = members.filter(({ latest, revisions }) => latest.digest !== revisions.at(-1)?.digest);
  return held.map(({ id, revisions }) => {
    const newest = revisions.at(-1);
    const message = `It brings revision ${newest?.revision} of ${id}, which is ${newest?.status.value === 'draft' ? 'a draft' : newest?.status.value}.`;
    return diagnose('plugin-brings-draft', { message, ...placeOf(entry) });
  });
}

function placeOf({ definition, source, id }: CatalogEntry): Pick<Diagnostic, 'at' | 'source' | 'entry'> {
  return { at: { root: 'source', file: definition.path, line: definition.line }, source: source.id, entry: id };
}
