import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import type { SourceRecord } from '../../domain/source-record.ts';
import { byText } from '../../domain/order.ts';
import { Severity } from '../../domain/rules/rule.ts';
import type { ListedEntry } from './index-files.ts';

/** The licences of some entries with their numbers, the most frequent first; undefined for those without one. */
export function licensesOf(entries: readonly ListedEntry[]): [license: string | undefined, count: number][] {
  const counts = new Map<string | undefined, number>();
  for (const { license } of entries) counts.set(license, (counts.get(license) ?? 0) + 1);
  return [...counts].toSorted(([a, n], [b, m]) => m - n || byText(a ?? '~', b ?? '~'));
}

/** How many of each severity there are, without those that the operator accepts; the gravest first. */
export function severityCounts(diagnostics: readonly Diagnostic[]): [severity: Severity, count: number][] {
  const open = diagnostics.filter(({ exception }) => exception === undefined);
  return Severity.options
    .map((severity): [Severity, number] => [severity, open.filter((one) => one.severity === severity).length])
    .filter(([, count]) => count > 0);
}

/** Entries of a source in numbers of all kinds. */
export function totalOf({ counts }: Pick<SourceRecord, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many records are read before it is taken that none is offered that way. */
const MOST_READ = 40;

/** True where a discovery index of this source offers something. */
export async function hasDiscovery(
  entries: readonly ListedEntry[],
  read: (entry: ListedEntry) => Promise<FullEntry>,
): Promise<boolean> {
  for (const entry of entries.filter(({ kind, listed }) => kind === 'skill' && listed).slice(0, MOST_READ))
    if ((await read(entry)).distribution.surfaces?.wellKnown !== undefined) return true;
  return false;
}
