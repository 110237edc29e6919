import type { SourceOutcome } from '../domain/assembled.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry, PlacedReference } from '../domain/entry.ts';
import type { Member, Reference } from '../domain/index-v1.ts';
import { by } from '../domain/order.ts';
import { shorten } from '../domain/shorten.ts';
import { type Cover, coveredPlaces, type FindCover, homeOf } from './covered-places.ts';

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
  const diagnostics: Diagnostic[] = [];
  const resolved = outcomes.map((outcome): SourceOutcome => {
    const references = outcome.references.map((reference) => resolvePlugin(reference, findCover));
    const entries = outcome.entries.map((entry) => {
      if (entry.references.length === 0) return entry;
      const loaded = entry.references.map((reference) => resolveLoaded(entry, reference, findCover, diagnostics));
      return { ...entry, references: bounded(entry, loaded, diagnostics) };
    });
    return { ...outcome, references, entries };
  });
  return { outcomes: resolved, diagnostics };
}

function resolvePlugin(reference: Reference, findCover: FindCover): Reference {
  const cover = findCover(reference);
  if (!cover) return reference;
  const { place, entries } = cover;
  return withEntries(
    reference,
    cover,
    entries.filter((entry) => entry.kind === 'plugin' && homeOf(entry) === place.path),
  );
}

function resolveLoaded(
  workflow: CatalogEntry,
  reference: PlacedReference,
  findCover: FindCover,
  diagnostics: Diagnostic[],
): PlacedReference {
  const cover = findCover(reference);
  if (!cover) return reference;
  const { outcome, place } = cover;
  const entries = topmost(cover.entries).filter(({ id }) => id !== workflow.id);
  if (entries.length === 0 && outcome.state === 'published') {
    const where = place.path === '' ? 'at its root' : `at ${shorten(place.path)}`;
    const message = `Of the source "${outcome.source.id}" nothing is listed ${where}.`;
    const { at } = reference;
    diagnostics.push(
      diagnose('workflow-source-unmatched', { message, at, source: workflow.source.id, entry: workflow.id }),
    );
  }
  const { ref = reference.ref, path } = place;
  const { path: written, ...rest } = reference;
  // Where the source knows that all of it was the ref, nothing is left to be called after.
  const name = path === '' && written !== undefined ? repositoryName(reference.url) : reference.name;
  const whole = { ...rest, name, ...(ref !== undefined && { ref }), ...(path !== '' && { path }) };
  return { ...withEntries(whole, cover, entries), at: reference.at };
}

/** Real workflows load dozens. A hundred sources that each mean a whole repository would make a record of megabytes. */
const MOST_LINKED = 1000;

function bounded(
  { id, source }: CatalogEntry,
  references: readonly PlacedReference[],
  diagnostics: Diagnostic[],
): PlacedReference[] {
  let left = MOST_LINKED;
  return references.map((reference) => {
    const { entries = [], at, ...rest } = reference;
    if (entries.length <= left) {
      left -= entries.length;
      return reference;
    }
    const message = `It stands for ${entries.length} entries; with it the workflow would load more than ${MOST_LINKED}.`;
    diagnostics.push(diagnose('workflow-source-wide', { message, at, source: source.id, entry: id }));
    return { ...rest, at };
  });
}

function repositoryName(url = ''): string {
  return url.slice(url.lastIndexOf('/') + 1).replace(/\.git$/i, '');
}

/** The entries without those that another of them brings. */
function topmost(entries: readonly CatalogEntry[]): CatalogEntry[] {
  const brought = new Set(entries.flatMap(({ members }) => members.map(({ kind, path }) => `${kind} ${path}`)));
  return entries.filter(({ kind, path }) => !brought.has(`${kind} ${path}`));
}

function withEntries(reference: Reference, { outcome }: Cover, found: readonly CatalogEntry[]): Reference {
  const entries = found.map(({ id, title }): Member => ({ id, title })).toSorted(by(({ id }) => id));
  return { ...reference, source: outcome.source.id, ...(entries.length > 0 && { entries }) };
}
