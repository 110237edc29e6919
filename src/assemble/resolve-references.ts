import type { SourceOutcome } from '../domain/assembled.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry, PlacedReference } from '../domain/entry.ts';
import type { Member, Reference } from '../domain/reference.ts';
import { by } from '../domain/order.ts';
import type { RuleId } from '../domain/rules/index.ts';
import { shorten } from '../domain/shorten.ts';
import { type Cover, coveredPlaces, type FindCover } from './covered-places.ts';

export interface ResolvedReferences {
  readonly outcomes: readonly SourceOutcome[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Says of every reference which source of this catalog covers its place and which entries it stands for. A plugin that a
 * marketplace names stands for the plugin in that folder. What a workflow loads stands for everything at or below its
 * path; a plugin or workflow there stands for its members too, so that those are not named beside it. References keep
 * their own ref and commit: they may mean another state than the one that is listed.
 */
export function resolveReferences(outcomes: readonly SourceOutcome[]): ResolvedReferences {
  const findCover = coveredPlaces(outcomes);
  const findTopmost = topmostFinder();
  const diagnostics: Diagnostic[] = [];
  const resolved = outcomes.map((outcome): SourceOutcome => {
    const references = outcome.references.map((reference) => resolvePlugin(reference, findCover));
    const entries = outcome.entries.map((entry) => {
      if (entry.references.length === 0) return entry;
      const linked = linkLoaded(entry, findCover, findTopmost);
      diagnostics.push(...linked.diagnostics);
      return { ...entry, references: linked.references };
    });
    return { ...outcome, references, entries };
  });
  return { outcomes: resolved, diagnostics };
}

function resolvePlugin(reference: Reference, findCover: FindCover): Reference {
  const cover = findCover(reference);
  if (!cover) return reference;
  return withEntries(reference, cover, cover.plugins);
}

/** Real workflows load dozens. A hundred sources that each mean a whole repository would make a record of megabytes. */
const MOST_LINKED = 1000;

interface Linked {
  readonly references: readonly PlacedReference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Links what a workflow loads, up to the bound: what would go beyond it is counted and not copied. */
function linkLoaded(workflow: CatalogEntry, findCover: FindCover, findTopmost: FindTopmost): Linked {
  const diagnostics: Diagnostic[] = [];
  let left = MOST_LINKED;
  const references = workflow.references.map((reference): PlacedReference => {
    const cover = findCover(reference);
    if (!cover) return reference;
    const { at } = reference;
    const tell = (rule: RuleId, message: string): unknown =>
      diagnostics.push(diagnose(rule, { message, at, source: workflow.source.id, entry: workflow.id }));
    const { outcome, place } = cover;
    const topmost = findTopmost(cover.entries);
    const count = topmost.size - (topmost.has(workflow) ? 1 : 0);
    const placed = placedAt(reference, place);
    if (count > left) {
      tell(
        'workflow-source-wide',
        `It stands for ${count} entries; with it the workflow would load more than ${MOST_LINKED}.`,
      );
      return { ...placed, source: outcome.source.id, at };
    }
    left -= count;
    if (count === 0 && outcome.state === 'published') {
      const where = place.path === '' ? 'at its root' : `at ${shorten(place.path)}`;
      tell('workflow-source-unmatched', `Of the source "${outcome.source.id}" nothing is listed ${where}.`);
    }
    const entries = [...topmost].filter((entry) => entry !== workflow);
    return { ...withEntries(placed, cover, entries), at };
  });
  return { references, diagnostics };
}

/** The reference with the ref and path that the source makes out. */
function placedAt(reference: PlacedReference, place: Cover['place']): PlacedReference {
  const { ref = reference.ref, path } = place;
  const { path: written, ...rest } = reference;
  // Where the source knows that all of it was the ref, nothing is left to be called after.
  const name = path === '' && written !== undefined ? repositoryName(reference.url) : reference.name;
  return { ...rest, name, ...(ref !== undefined && { ref }), ...(path !== '' && { path }) };
}

function repositoryName(url = ''): string {
  return url.slice(url.lastIndexOf('/') + 1).replace(/\.git$/i, '');
}

type FindTopmost = (entries: readonly CatalogEntry[]) => ReadonlySet<CatalogEntry>;

/** Finds the entries without those that another of them brings, once for each place. */
function topmostFinder(): FindTopmost {
  const known = new Map<readonly CatalogEntry[], ReadonlySet<CatalogEntry>>();
  return (entries) => {
    const found = known.get(entries) ?? withoutBrought(entries);
    known.set(entries, found);
    return found;
  };
}

function withoutBrought(entries: readonly CatalogEntry[]): Set<CatalogEntry> {
  const brought = new Set(entries.flatMap(({ members }) => members.map(({ kind, path }) => `${kind} ${path}`)));
  return new Set(entries.filter(({ kind, path }) => !brought.has(`${kind} ${path}`)));
}

function withEntries(reference: Reference, { outcome }: Cover, found: readonly CatalogEntry[]): Reference {
  const entries = found.map(({ id, title }): Member => ({ id, title })).toSorted(by(({ id }) => id));
  return { ...reference, source: outcome.source.id, ...(entries.length > 0 && { entries }) };
}
