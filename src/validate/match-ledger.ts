import { type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import type { LockedEntry } from '../domain/lock.ts';
import type { Source } from '../domain/source.ts';

export interface LockedMatch {
  readonly entry: MeasuredEntry;
  readonly locked: LockedEntry;
}

/** Keeps the entries whose content is the newest locked revision, and reports the others. */
export function matchLedger(
  source: Source,
  entries: readonly MeasuredEntry[],
  hidden: readonly QuarantinedEntry[],
): { matches: LockedMatch[]; quarantined: QuarantinedEntry[]; diagnostics: Diagnostic[] } {
  const matches: LockedMatch[] = [];
  const quarantined: QuarantinedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  const ledger = source.lock?.entries ?? {};
  const seen = new Set(hidden.map(({ kind, path }) => `${kind} ${path}`));
  for (const entry of entries) {
    seen.add(`${entry.kind} ${entry.path}`);
    const locked = ledger[entryKey(entry.kind, entry.name)];
    const newest = locked?.revisions.at(-1);
    if (locked && newest?.digest === entry.digest && locked.path === entry.path) {
      matches.push({ entry, locked });
      continue;
    }
    const state = newest ? `differs from revision ${newest.revision}` : 'is not locked';
    const diagnostic = diagnose('entry-not-locked', {
      message: `The content of ${entry.kind}:${entry.name} ${state}, so it is not published.`,
      at: { root: 'source', file: entry.definition.path },
      source: source.id,
    });
    diagnostics.push(diagnostic);
    quarantined.push({ kind: entry.kind, path: entry.path, rule: diagnostic.rule, message: diagnostic.message });
  }
  for (const [key, { path }] of Object.entries(ledger)) {
    const { kind } = keyParts(key as EntryKey);
    if (seen.has(`${kind} ${path}`)) continue;
    const message = `${key} was at ${path} and is gone.`;
    diagnostics.push(
      diagnose('entry-vanished', {
        message,
        at: { root: 'catalog', file: `lock/${source.id}.json` },
        source: source.id,
      }),
    );
  }
  return { matches, quarantined, diagnostics };
}
