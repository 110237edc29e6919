import type { Advisory } from '../domain/advisory-file.ts';
import { revisionKey, type Withdrawals } from '../domain/assembled.ts';
import type { Coordinate } from '../domain/coordinate.ts';
import { by, byText } from '../domain/order.ts';
import { type Affected, AdvisorySeverity, type Withdrawal } from '../domain/withdrawal.ts';
import type { Ledger } from './collect-ledger.ts';
import { type Containers, findContainers } from './containers.ts';
import { findSameContent, type Stand } from './same-content.ts';
import {
  type Cause,
  causeOfAdvisory,
  causesOfStatus,
  directlyHit,
  type DirectHit,
  successorsIn,
} from './withdrawal-causes.ts';

export interface WithdrawOptions {
  /** What was listed before counts too. */
  readonly ledger: Ledger;
  readonly membersOf: ReadonlyMap<Coordinate, readonly Coordinate[]>;
  readonly advisories: readonly Advisory[];
}

/** One revision that a cause takes back, and how it gets there. */
interface Hit {
  readonly stand: Stand;
  readonly through: Affected['through'];
  readonly copyOf?: Coordinate | undefined;
  readonly member?: Coordinate | undefined;
}

interface Blow {
  readonly cause: Cause;
  readonly hit: Hit;
}

/**
 * Takes back what advisories and deletions reach: what they name, the same content elsewhere, and every plugin and
 * workflow with a member that is taken back. An entry is withdrawn where its latest revision is; else only the pins of
 * older ones are marked. Where several reach one revision, the most severe speaks for it.
 */
export function withdraw({ ledger, membersOf, advisories }: WithdrawOptions): Withdrawals {
  const successors = successorsIn(ledger);
  const causes = [
    ...advisories.map((advisory) => causeOfAdvisory(advisory, ledger, successors)),
    ...causesOfStatus(ledger),
  ].toSorted(by(({ id }) => id));
  if (causes.length === 0) return { advisories: [], entries: new Map(), revisions: new Map() };

  const same = findSameContent(ledger);
  const containers = findContainers(ledger, membersOf);
  const reached = causes.map((cause) => ({ cause, hits: spread(cause, directlyHit(cause, same), containers) }));
  const heaviest = heaviestBlows(reached);
  const withdrawn = new Map<Coordinate, Blow>();
  for (const item of ledger.values()) {
    const blow = heaviest.get(revisionKey(item.id, item.latest.revision));
    if (blow) withdrawn.set(item.id, blow);
  }
  // Nobody is sent to what is not there, or is withdrawn itself.
  const usable = (id: Coordinate | undefined): Coordinate | undefined =>
    id !== undefined && ledger.get(id)?.entry && !withdrawn.has(id) ? id : undefined;
  return {
    advisories: reached.map(({ cause, hits }) => toRecord(cause, hits, usable(cause.replacement))),
    entries: new Map([...withdrawn].map(([id, blow]) => [id, toWithdrawal(blow, usable(blow.cause.replacement))])),
    revisions: new Map([...heaviest].map(([key, { cause }]) => [key, cause.id])),
  };
}

/** Everything that a cause reaches, each revision once: a queue, because a plugin can be a member itself. */
function spread(cause: Cause, direct: readonly DirectHit[], containers: Containers): Hit[] {
  const hits = new Map<string, Hit>();
  const queue: Hit[] = [];
  const strike = (hit: Hit): void => {
    const key = revisionKey(hit.stand.item.id, hit.stand.revision.revision);
    if (hits.has(key)) return;
    hits.set(key, hit);
    queue.push(hit);
  };
  for (const hit of direct) strike(hit);
  // A frozen member whose source has left the catalog is in no ledger, but in the plugin it is.
  for (const digest of cause.digests) {
    for (const stand of containers.get(digest) ?? []) {
      const member = frozenIn(stand, digest);
      strike({ stand, through: 'member', member });
    }
  }
  for (const { stand } of queue) {
    const { id } = stand.item;
    for (const container of containers.get(revisionKey(id, stand.revision.revision)) ?? [])
      strike({ stand: container, through: 'member', member: id });
  }
  return [...hits.values()];
}

function frozenIn({ item, revision }: Stand, digest: string): Coordinate | undefined {
  return (revision.members ?? item.entry?.assembled ?? []).find((member) => member.digest === digest)?.id;
}

/** By `revisionKey` what speaks for each revision. */
function heaviestBlows(
  reached: readonly { readonly cause: Cause; readonly hits: readonly Hit[] }[],
): Map<string, Blow> {
  const heaviest = new Map<string, Blow>();
  for (const { cause, hits } of reached) {
    for (const hit of hits) {
      const key = revisionKey(hit.stand.item.id, hit.stand.revision.revision);
      const other = heaviest.get(key);
      if (!other || weigh({ cause, hit }, other) > 0) heaviest.set(key, { cause, hit });
    }
  }
  return heaviest;
}

/** From what touches a revision itself to what reaches it by way of another. */
const directness: readonly Affected['through'][] = ['member', 'copy', 'digest', 'name'];

/** Severity first; of the same severity, what names the revision more directly. */
function weigh(a: Blow, b: Blow): number {
  const rank = ({ severity }: Cause): number => (severity ? AdvisorySeverity.options.indexOf(severity) : -1);
  const closeness = ({ through }: Hit): number => directness.indexOf(through);
  return rank(a.cause) - rank(b.cause) || closeness(a.hit) - closeness(b.hit);
}

function toRecord(
  cause: Cause,
  hits: readonly Hit[],
  replacement: Coordinate | undefined,
): Withdrawals['advisories'][number] {
  const { id, origin, severity, reason, on, references, digests } = cause;
  const rows = hits
    .map(({ stand: { item, revision }, through, member }): Affected => ({
      digest: revision.digest,
      entry: item.id,
      revision: revision.revision,
      through,
      ...(member !== undefined && { member }),
    }))
    .toSorted((a, b) => byText(a.entry ?? '', b.entry ?? '') || (a.revision ?? 0) - (b.revision ?? 0));
  const met = new Set(rows.map(({ digest }) => digest));
  const strangers = [...new Set(digests)].filter((digest) => !met.has(digest)).toSorted(byText);
  return {
    id,
    origin,
    ...(severity && { severity }),
    reason,
    ...(on !== undefined && { on }),
    ...(replacement !== undefined && { replacement }),
    references: [...references],
    affected: [...rows, ...strangers.map((digest): Affected => ({ digest, through: 'digest' }))],
  };
}

function toWithdrawal({ cause, hit }: Blow, replacement: Coordinate | undefined): Withdrawal {
  const { id: advisory, severity, reason } = cause;
  const { member, copyOf } = hit;
  return {
    advisory,
    ...(severity && { severity }),
    reason,
    // What replaces a member does not replace the plugin around it.
    ...(replacement !== undefined && member === undefined && { replacement }),
    ...(member !== undefined && { member }),
    ...(copyOf !== undefined && { copyOf }),
  };
}
