import pLimit from 'p-limit';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { by } from '../domain/order.ts';
import { hostOf } from '../domain/place.ts';
import { isPublicHost } from '../domain/public-host.ts';
import type { Source } from '../domain/source.ts';
import { syncSource } from './sync-source.ts';
import { isCurrent, type SyncContext } from './synced-source.ts';

/** In one check. A change that adds more is no submission of a contributor. */
const MOST_SOURCES = 20;

/** Sources at once: each of them may take as long as the limits allow. */
const CONCURRENCY = 4;

/** Sources as they would be locked now. */
export interface ReadAhead {
  /** By id: those that could be read, and without a lock those that must not be. Nothing is written. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Asks sources that a change adds or edits where they stand, and locks them in memory, so that a check sees what they
 * bring. A source whose lock is what its file says is left as it is.
 *
 * @param context With the policy that decides how sources may be reached, and how much they may cost.
 * @param known The hosts of what was listed before the change.
 */
export async function readAhead(
  candidates: readonly Source[],
  context: SyncContext,
  known: ReadonlySet<string>,
): Promise<ReadAhead> {
  const usable = candidates.filter((source) => !source.faulty).toSorted(by(({ id }) => id));
  const isClosed = closedTo(context, known);
  const closed = usable.filter(isClosed);
  const wanted = usable.filter((source) => !isClosed(source) && !isCurrent(source));
  const limit = pLimit(CONCURRENCY);
  const read = await Promise.all(wanted.slice(0, MOST_SOURCES).map((source) => limit(() => readOne(source, context))));
  return {
    sources: new Map([
      ...read.flatMap(({ source }) => (source ? [[source.id, source] as const] : [])),
      // A lock that came with the change would be believed, and its commit be asked for.
      ...closed.map((source) => [source.id, { ...source, lock: undefined }] as const),
    ]),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...wanted.slice(MOST_SOURCES).map(leftOut),
      ...closed.map(notAsked),
    ],
  };
}

/**
 * Which sources are not asked before anybody has looked at the change: a stranger must not send the machine of the
 * operator to the services beside it. Where the operator has opened the policy to such places, or has a source at the
 * host, they are.
 */
function closedTo({ catalog }: SyncContext, known: ReadonlySet<string>): (source: Source) => boolean {
  const { transports } = catalog.file.policy;
  if (transports.includes('http') || transports.includes('file')) return () => false;
  return ({ origin }) => {
    const host = 'remote' in origin ? hostOf(origin.remote) : undefined;
    return host !== undefined && !isPublicHost(host) && !known.has(host);
  };
}

async function readOne(
  source: Source,
  context: SyncContext,
): Promise<{ readonly source?: Source; readonly diagnostics: readonly Diagnostic[] }> {
  const { state, lock, to, diagnostics } = await syncSource(source, context);
  if (state !== 'locked' || !lock) return { diagnostics };
  const where = to === undefined ? 'as it lies in the catalog' : `at commit ${to.slice(0, 12)}`;
  const message = `This check has read it ${where}. It is not locked there yet, and nothing of that is published before.`;
  return { source: { ...source, lock }, diagnostics: [...diagnostics, pending(source, { message })] };
}

function leftOut(source: Source): Diagnostic {
  const message = `It was not read: one check reads the first ${MOST_SOURCES} sources of a change.`;
  return pending(source, { message, hint: 'Submit fewer sources at once.', severity: 'warning' });
}

function notAsked(source: Source): Diagnostic {
  const message =
    'It was not read: its host has no name of the public internet, and nothing that is listed lies there.';
  const hint = 'Name a public address. An operator who means this place looks at it, and "skillyard sync" reads it.';
  return pending(source, { message, hint, severity: 'warning' });
}

function pending(
  { id }: Source,
  details: Pick<Parameters<typeof diagnose>[1], 'message' | 'hint' | 'severity'>,
): Diagnostic {
  const at = { root: 'catalog', file: `sources/${id}.yaml`, line: 1 } as const;
  return diagnose('source-pending', { ...details, at, source: id });
}
