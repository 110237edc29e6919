import type { Reference } from '../../domain/reference.ts';

type Placed = Pick<Reference, 'name' | 'url' | 'ref' | 'sha' | 'path' | 'pinned' | 'entries'>;

/** So much of a word fits beside `not pinned` in a box of the graph. */
const SHORT = 18;

/** The end of a text, which is where two paths differ most. */
function tail(text: string): string {
  const letters = [...text];
  return letters.length > SHORT ? `…${letters.slice(1 - SHORT).join('')}` : text;
}

/** What can tell two references with one name apart. */
const facts: readonly ((reference: Placed) => string)[] = [
  ({ ref, sha }) => ref ?? sha?.slice(0, 7) ?? '',
  ({ path = '' }) => path,
  ({ url = '' }) => url.replace(/^[a-z]+:\/\//, '').replace(/^[^/]*\//, ''),
  ({ sha = '' }) => sha.slice(0, 7),
];

/**
 * The second line of each reference in the graph: pinned or not, and the branch, tag or commit, or where several have the
 * same name, the first thing that all of them differ in: that, the folder, the repository.
 */
export function referenceNotes(references: readonly Placed[]): string[] {
  const byName = Map.groupBy(references, ({ name }) => name);
  return references.map((reference) => {
    const same = byName.get(reference.name) ?? [];
    const differs = facts.find((fact) => new Set(same.map(fact)).size === same.length);
    const chosen = differs ? [differs] : facts.filter((fact) => new Set(same.map(fact)).size > 1);
    const told = (same.length === 1 ? facts.slice(0, 1) : chosen).map((fact) => tail(fact(reference)));
    const parts = [reference.pinned ? 'pinned' : 'not pinned', ...told.filter((text) => text !== '')];
    if (parts.length === 1 && (reference.entries ?? []).length === 0) parts.push('not listed here');
    return parts.join(', ');
  });
}
