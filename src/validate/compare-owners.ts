import type { ChangedFile } from '../domain/changed-file.ts';
import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { shownText } from '../domain/shown-text.ts';

/** How many files a sentence names. */
const NAMED = 3;

/**
 * Names what a change touches that is not a contributor's, one diagnostic a folder, and new sources that find judgements
 * which were written before them.
 *
 * @param said The files of judgements and ledgers that are there where the change wants to go.
 */
export function compareOwners(
  files: readonly ChangedFile[],
  { sources }: Pick<Comparison, 'sources'>,
  said: ReadonlySet<string>,
): Diagnostic[] {
  const others = files.filter(({ owner }) => owner === 'operator' || owner === 'sync');
  const parts = Map.groupBy(others, ({ file }) => partOf(file));
  return [...[...parts.values()].map(touched), ...sources.flatMap((source) => prepared(source, said))];
}

/** `governance` for all files in it; a file at the top for itself. */
function partOf(file: string): string {
  const [, part = ''] = /^((?:\.\.\/)*[^/]+)/.exec(file) ?? [];
  return part;
}

function touched(files: readonly ChangedFile[]): Diagnostic {
  const shown = files
    .slice(0, NAMED)
    .map(({ file, change }) => `${shownText(file.replace(/^(?:\.\.\/)+/, ''), 120)} (${change})`);
  const more = files.length - shown.length;
  const named = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const isLock = files[0]?.owner === 'sync';
  const [are, it] = files.length === 1 ? ['is', 'it'] : ['are', 'they'];
  return diagnose('operator-file-changed', {
    message: isLock
      ? `The change touches ${named}; locks are written by "skillyard sync" and nobody else.`
      : `The change touches ${named}; ${it} ${are} the operator's.`,
    hint: isLock ? 'Take locks out of this change: the next sync writes them.' : undefined,
    at: { root: 'catalog', file: files[0]?.file ?? 'catalog.yaml' },
  });
}

function prepared({ id, base, now }: SourceComparison, said: ReadonlySet<string>): Diagnostic[] {
  if (base.source || !now.source) return [];
  const at = { root: 'catalog', file: `sources/${id}.yaml`, line: 1 } as const;
  if (base.governance || said.has(`governance/${id}.yaml`)) {
    const trust = base.governance?.value?.trust;
    const words = trust === undefined || trust === 'third-party' ? '' : `, trust "${trust}" among it`;
    const message = `The source is new, and governance/${id}.yaml was there before it: what that says${words}, holds for whatever this source lists.`;
    return [diagnose('source-finds-judgements', { message, at, source: id })];
  }
  if (!base.lock && !said.has(`lock/${id}.json`)) return [];
  const message = `The source is new, and lock/${id}.json was there before it: this source would take up the names and revisions of another.`;
  return [diagnose('source-finds-judgements', { message, at, source: id })];
}
