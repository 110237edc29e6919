import type { LifecycleWords } from '../../domain/lifecycle.ts';
import { catalogPlace, type Finding } from '../finding.ts';
import type { Check, Subject } from '../subject.ts';

/** Of one entry. A file can be made to hold a hundred thousand. */
const MOST = 200;

/** A deprecation says why, whoever says it, of the whole entry or of one revision. */
export const deprecation: Check = (subject) =>
  wordsOf(subject).flatMap(({ folder, words }) => {
    const key = keyOf(subject);
    const whole = { said: words, path: ['status'], what: key };
    const single = Object.entries(words.revisions).map(([revision, said]) => ({
      said,
      path: ['revisions', revision, 'status'],
      what: `Revision ${revision} of ${key}`,
    }));
    return [whole, ...single]
      .filter(({ said }) => said.status === 'deprecated' && said.reason === undefined)
      .slice(0, MOST)
      .map(({ path, what }): Finding => {
        const message = `${what} is deprecated without a reason.`;
        const at = catalogPlace(subject.source, folder, ['entries', key, ...path]);
        return { rule: 'status-reason-missing', message, at };
      });
  });

/** A status of one revision is about one that the ledger holds. */
export const knownRevisions: Check = (subject) =>
  wordsOf(subject).flatMap(({ folder, words }) =>
    Object.keys(words.revisions)
      .filter((revision) => Number(revision) > subject.revisions.length)
      .slice(0, MOST)
      .map((revision): Finding => {
        const message = `${keyOf(subject)} has no revision ${revision}; ${present(subject)}.`;
        const at = catalogPlace(subject.source, folder, ['entries', keyOf(subject), 'revisions', revision]);
        return { rule: 'revision-unknown', message, at };
      }),
  );

/** Aliases point to revisions that exist and are not deleted (MLflow RFC-0008, "Aliases"). */
export const aliases: Check = (subject) =>
  Object.entries(subject.governance?.aliases ?? {}).flatMap(([alias, number]): Finding[] => {
    const at = catalogPlace(subject.source, 'governance', ['entries', keyOf(subject), 'aliases', alias]);
    if (alias === 'latest') return [{ rule: 'alias-reserved', message: 'The alias "latest" cannot be set.', at }];
    const revision = subject.revisions.find((known) => known.revision === number);
    const message = `"${alias}" points to revision ${number}`;
    if (!revision) return [{ rule: 'alias-unknown-revision', message: `${message}; ${present(subject)}.`, at }];
    if (revision.status.value !== 'deleted') return [];
    return [{ rule: 'alias-deleted-revision', message: `${message}, which is deleted.`, at }];
  });

function keyOf({ entry }: Subject): string {
  return `${entry.kind}:${entry.name}`;
}

/** Who says what about the life of an entry. */
function wordsOf({ published, governance }: Subject): { folder: 'sources' | 'governance'; words: LifecycleWords }[] {
  return [
    ...(published ? [{ folder: 'sources', words: published } as const] : []),
    ...(governance ? [{ folder: 'governance', words: governance } as const] : []),
  ];
}

/** Revisions count from 1 without gaps. */
function present({ revisions }: Subject): string {
  return revisions.length === 1 ? 'there is only revision 1' : `there are 1 to ${revisions.length}`;
}
