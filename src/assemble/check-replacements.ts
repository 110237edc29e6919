import { entryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { Withdrawals } from '../domain/assembled.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { LifecycleWords } from '../domain/lifecycle.ts';

/** Of one entry. A file can be made to hold a hundred thousand. */
const MOST = 200;

/**
 * Checks what an entry names to be used instead, by either party, for the whole entry and for single revisions: it has
 * to be listed, another one, and neither deleted nor withdrawn.
 *
 * @param byId All listed entries by their coordinate.
 * @param withdrawn What is taken back.
 */
export function checkReplacements(
  entry: CatalogEntry,
  byId: ReadonlyMap<string, CatalogEntry>,
  withdrawn: Withdrawals['entries'],
): Diagnostic[] {
  const key = entryKey(entry.kind, entry.name);
  const { file, governance, locate, locateGovernance } = entry.source;
  const said = [
    ...named(file.entries[key]).map((name) => ({ ...name, folder: 'sources', locate })),
    ...named(governance.entries[key]).map((name) => ({ ...name, folder: 'governance', locate: locateGovernance })),
  ];
  return said.slice(0, MOST).flatMap((name) => {
    const at = {
      root: 'catalog',
      file: `${name.folder}/${entry.source.id}.yaml`,
      ...name.locate(['entries', key, ...name.path]),
    } as const;
    const about = { at, source: entry.source.id, entry: entry.id };
    const replacement = byId.get(name.replacedBy);
    if (!replacement) {
      const message = `"${name.replacedBy}" is not listed.`;
      return diagnose('replacement-unknown', { ...about, message, hint: suggest(name.replacedBy, [...byId.keys()]) });
    }
    if (replacement !== entry && replacement.status.value !== 'deleted' && withdrawn.has(replacement.id)) {
      // A withdrawal must not be held up by what others have said of it.
      const message = `"${replacement.id}" is withdrawn itself.`;
      return diagnose('replacement-withdrawn', { ...about, message, severity: 'warning' });
    }
    const message =
      replacement === entry
        ? `${entry.id} cannot replace itself.`
        : replacement.status.value === 'deleted'
          ? `${replacement.id} is deleted.`
          : undefined;
    return message === undefined ? [] : diagnose('replacement-invalid', { ...about, message });
  });
}

function named(words: LifecycleWords | undefined): { replacedBy: string; path: string[] }[] {
  if (!words) return [];
  const whole = { replacedBy: words.replacedBy, path: ['replacedBy'] };
  const single = Object.entries(words.revisions).map(([revision, { replacedBy }]) => ({
    replacedBy,
    path: ['revisions', revision, 'replacedBy'],
  }));
  return [whole, ...single].flatMap(({ replacedBy, path }) => (replacedBy === undefined ? [] : [{ replacedBy, path }]));
}
