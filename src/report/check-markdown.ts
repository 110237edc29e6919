import {
  type CatalogChanges,
  type CheckReport,
  holdsNothing,
  isOfChange,
  type ListedSource,
} from '../domain/check-report.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { judgementBlocks } from './judgement-markdown.ts';
import { listingBlocks } from './listing-markdown.ts';
import { counted, fitted } from './markdown-text.ts';
import { countText } from './pretty.ts';
import { problems } from './problem-markdown.ts';
import { reviewBlocks } from './review-markdown.ts';

/** GitHub refuses a comment of more than 65,536 characters; the workflow that posts it may add a line. */
const LONGEST = 60_000;

/** Of these, for what is wrong, what is judged and what a reviewer looks at: no listing is long enough to push them out. */
const [FOR_PROBLEMS, FOR_JUDGEMENTS, FOR_REVIEW] = [20_000, 8000, 14_000];

/**
 * What a check found, as a comment on a pull request: GitHub Flavored Markdown of at most 60,000 characters. The verdict
 * comes first with what to do next, then what is wrong, what the operator would say otherwise, what would be listed, and
 * what a reviewer looks at. Everything that comes from a file of the change or from a source stands as code: no mention,
 * link, reference, picture or HTML of strangers.
 */
export function checkMarkdown({ diagnostics, changes, url }: CheckReport): string {
  const open = diagnostics.filter(({ exception }) => exception === undefined);
  const [own, other] = [open.filter(isOurs(changes)), open.filter((one) => !isOurs(changes)(one))];
  const wrong = fitted(
    [
      ...problems('### What is wrong', errorsOf(own), url),
      ...problems('### Wrong outside of what this changes', errorsOf(other), url),
    ],
    FOR_PROBLEMS,
  );
  const review = fitted(reviewBlocks({ diagnostics, changes, url }, own), FOR_REVIEW);
  const { line, next } = verdict(own, other, changes);
  const head = [`## ${line}`, ...(next === undefined ? [] : [next])];
  const judged = changes ? fitted(judgementBlocks(changes), FOR_JUDGEMENTS) : [];
  const foot = `<sub>${[...comparedWith(changes), `In the whole catalog: ${countText(open)}.`].join(' ')}</sub>`;
  const used = [...head, ...wrong, ...judged, ...review, foot].reduce((sum, block) => sum + block.length + 2, 0);
  const listing = changes ? fitted(listingBlocks(changes), LONGEST - used) : [];
  return `${[...head, ...wrong, ...judged, ...listing, ...review, foot].join('\n\n')}\n`;
}

function isOurs(changes: CatalogChanges | undefined): (diagnostic: Diagnostic) => boolean {
  return (diagnostic) => changes === undefined || isOfChange(diagnostic, changes);
}

function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function comparedWith(changes: CatalogChanges | undefined): string[] {
  if (!changes) return [];
  return [
    'This check reads and compares; it has run nothing of what it read, and it decides nothing.',
    `Compared with <code>${changes.base.slice(0, 12)}</code>, under the policy of the base.`,
  ];
}

interface Verdict {
  /** In words, what the author has to know first. */
  readonly line: string;
  /** What the author does now, or who does something; absent where nobody has asked what a change does. */
  readonly next?: string;
}

function verdict(
  own: readonly Diagnostic[],
  other: readonly Diagnostic[],
  changes: CatalogChanges | undefined,
): Verdict {
  const errors = errorsOf(own).length;
  if (errors > 0) {
    const line = `❌ ${counted(errors, 'error has', 'errors have')} to be mended`;
    const next =
      'Each stands below: where it is, what is the matter, and what to do. Push to the same branch, and it is looked at again.';
    return changes ? { line, next } : { line };
  }
  if (changes?.files.some(({ owner }) => owner === 'operator' || owner === 'sync'))
    return {
      line: "⚠️ No mistake is in this change, but it changes files that are the operator's",
      next: 'An operator of the catalog decides; what is to be looked at stands below.',
    };
  const back = changes?.sources.flatMap(({ entries }) => entries).filter(({ withdrawn }) => withdrawn).length ?? 0;
  if (back > 0)
    return {
      line: `⚠️ No mistake is in this change, but ${counted(back, 'entry', 'entries')} of it ${back === 1 ? 'has' : 'have'} been taken back`,
      next: 'The operator has withdrawn such content, for the reason that stands below: it would not be offered. Change it, or ask in an issue.',
    };
  const empty = changes?.sources.filter(holdsNothing) ?? [];
  if (empty.length > 0) return nothingListed(empty);
  const elsewhere = errorsOf(other).length;
  if (elsewhere > 0)
    return {
      line: `⚠️ Nothing is wrong with this change, but ${counted(elsewhere, 'error stands', 'errors stand')} elsewhere in the catalog`,
      next: 'There is nothing for you to do: what is wrong elsewhere was there before.',
    };
  const warnings = own.filter(({ severity }) => severity === 'warning').length;
  const look = warnings > 0 ? `; ${counted(warnings, 'warning deserves', 'warnings deserve')} a look` : '';
  const line = `✅ Nothing has to be mended${look}`;
  return changes ? { line, next: whatComesNext(changes) } : { line };
}

/** Merged, such a file would list nothing, and nobody would be told. */
function nothingListed(empty: readonly ListedSource[]): Verdict {
  const [only] = empty.length === 1 ? empty : [];
  const line = `⚠️ Nothing in ${only ? 'this source' : `${empty.length} of these sources`} can be listed`;
  const found = empty.every(({ quarantined }) => quarantined.length > 0)
    ? 'What was found is held back, and why stands below. Mend it in the source, and run this check again.'
    : 'A skill is a folder with a `SKILL.md` that has a name and a description. Where there is one, look at `ref`, `path` and `exclude` in the file of the source; push to the same branch, and it is looked at again.';
  return { line, next: found };
}

function whatComesNext({ sources }: Pick<CatalogChanges, 'sources'>): string {
  const isAhead = sources.some((source) => source.isAhead);
  const then = isAhead ? ' Once it is merged, the next sync locks what is listed below, and it is published.' : '';
  return `There is nothing more for you to do: an operator of the catalog looks at it next.${then}`;
}
