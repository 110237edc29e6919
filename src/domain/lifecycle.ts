import type { Status } from './governance.ts';
import type { LockedRevision } from './lock.ts';

/** What one party says about the lifecycle of an entry, for all its revisions or for single ones. */
export interface LifecycleWords {
  readonly status?: Status | undefined;
  readonly reason?: string | undefined;
  readonly replacedBy?: string | undefined;
  /** By the number of the revision, as a text. */
  readonly revisions: Readonly<Record<string, RevisionWords>>;
}

/** What is said about one revision. */
export interface RevisionWords {
  readonly status: Status;
  readonly reason?: string | undefined;
  readonly replacedBy?: string | undefined;
}

/** The status of one revision, and who said it. */
export interface StatusVerdict {
  readonly value: Status;
  readonly origin: 'governance' | 'source' | 'policy';
  readonly reason?: string | undefined;
  readonly replacedBy?: string | undefined;
}

/** A revision of the ledger with its status. */
export interface RatedRevision extends LockedRevision {
  readonly status: StatusVerdict;
}

/** What a party says of one revision, and of which one it says it: of the whole entry where none is named. */
export interface Spoken {
  readonly words: RevisionWords;
  readonly about?: number;
}

/**
 * Finds what one party says of each revision: its word about the revision itself, else about the newest other one with
 * the same content, else about the whole entry. Content that went and came back is what it was, under another number.
 */
export function wordsOn(
  revisions: readonly Pick<LockedRevision, 'revision' | 'digest'>[],
  party: LifecycleWords | undefined,
): (revision: Pick<LockedRevision, 'revision' | 'digest'>) => Spoken | undefined {
  const said = new Map(Object.entries(party?.revisions ?? {}));
  const ofContent = new Map<string, number>();
  for (const { revision, digest } of revisions) if (said.has(String(revision))) ofContent.set(digest, revision);
  const whole = wholeEntry(party);
  return ({ revision, digest }) => {
    for (const about of [revision, ofContent.get(digest)]) {
      const words = about === undefined ? undefined : said.get(String(about));
      if (about !== undefined && words) return { words, about };
    }
    return whole && { words: whole };
  };
}

/**
 * Rates every revision of an entry: the operator's word, else the publisher's, else active; of each what `wordsOn` finds.
 *
 * @param revisions Oldest first.
 */
export function rateRevisions(
  revisions: readonly LockedRevision[],
  publisher: LifecycleWords | undefined,
  operator: LifecycleWords | undefined,
): RatedRevision[] {
  const parties = [
    ['governance', wordsOn(revisions, operator)] as const,
    ['source', wordsOn(revisions, publisher)] as const,
  ];
  return revisions.map((revision): RatedRevision => {
    for (const [origin, wordsAbout] of parties) {
      const said = wordsAbout(revision)?.words;
      if (said) {
        const { status, reason, replacedBy } = said;
        return { ...revision, status: { value: status, origin, reason, replacedBy } };
      }
    }
    return { ...revision, status: { value: 'active', origin: 'policy' } };
  });
}

function wholeEntry(words: LifecycleWords | undefined): RevisionWords | undefined {
  return words?.status === undefined
    ? undefined
    : { status: words.status, reason: words.reason, replacedBy: words.replacedBy };
}

/**
 * The revision that "latest" means: the highest active one, else the highest that is not deleted, else the highest.
 *
 * @param revisions Oldest first, at least one.
 */
export function latestOf(revisions: readonly RatedRevision[]): RatedRevision {
  const latest =
    revisions.findLast(({ status }) => status.value === 'active') ??
    revisions.findLast(({ status }) => status.value !== 'deleted') ??
    revisions.at(-1);
  if (!latest) throw new Error('An entry without a revision has no latest one.');
  return latest;
}

/** The steps that a revision may take (MLflow RFC-0008, "Status"). `deleted` is final. */
const steps: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['active', 'deleted'],
  active: ['draft', 'deprecated'],
  deprecated: ['active', 'deleted'],
  deleted: [],
};

/** Where a revision may go from a status in one step, in the order of the table. */
export function nextSteps(from: Status): readonly Status[] {
  return steps[from];
}

/** True where a revision may go from one status to the other in one step, or stays where it is. */
export function isLegalStep(from: Status, to: Status): boolean {
  return from === to || steps[from].includes(to);
}
