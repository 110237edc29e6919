import { type CatalogChanges, type CheckReport, isOfChange } from '../domain/check-report.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { listingBlocks } from './listing-markdown.ts';
import { counted, fitted } from './markdown-text.ts';
import { countText } from './pretty.ts';
import { problems } from './problem-markdown.ts';
import { reviewBlocks } from './review-markdown.ts';

/** GitHub refuses a comment of more than 65,536 characters; the workflow that posts it may add a line. */
const LONGEST = 60_000;

/** Of these, for what is wrong and for what a reviewer looks at: no listing is long enough to push them out. */
const [FOR_PROBLEMS, FOR_REVIEW] = [20_000, 14_000];

/**
 * What a check found, as a comment on a pull request: GitHub Flavored Markdown of at most 60,000 characters. The verdict
 * comes first, then what is wrong, then what would be listed, then what a reviewer looks at. Everything that comes from a
 * file of the change or from a source stands as code: no mention, link, reference, picture or HTML of strangers.
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
  const head = [
    `## ${verdict(own, other, changes)}`,
    [`In the whole catalog: ${countText(open)}.`, ...comparedWith(changes)].join(' '),
  ];
  const used = [...head, ...wrong, ...review].reduce((sum, block) => sum + block.length + 2, 0);
  const listing = changes ? fitted(listingBlocks(changes), LONGEST - used) : [];
  return `${[...head, ...wrong, ...listing, ...review].join('\n\n')}\n`;
}

function isOurs(changes: CatalogChanges | undefined): (diagnostic: Diagnostic) => boolean {
  return (diagnostic) => changes === undefined || isOfChange(diagnostic, changes);
}

function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function comparedWith(changes: CatalogChanges | undefined): string[] {
  return changes ? [`Compared with \`${changes.base.slice(0, 12)}\`, under the policy of the base.`] : [];
}

/** In words, what the author has to know first. */
function verdict(
  own: readonly Diagnostic[],
  other: readonly Diagnostic[],
  changes: CatalogChanges | undefined,
): string {
  const errors = errorsOf(own).length;
  if (errors > 0) return `❌ ${counted(errors, 'error has', 'errors have')} to be mended`;
  const elsewhere = errorsOf(other).length;
  if (elsewhere > 0)
    return `⚠️ Nothing is wrong with this change, but ${counted(elsewhere, 'error stands', 'errors stand')} elsewhere in the catalog`;
  if (changes?.files.some(({ owner }) => owner === 'operator' || owner === 'sync'))
    return "⚠️ Nothing has to be mended, but this changes files that are the operator's";
  const warnings = own.filter(({ severity }) => severity === 'warning').length;
  return warnings > 0
    ? `✅ Nothing has to be mended; ${counted(warnings, 'warning deserves', 'warnings deserve')} a look`
    : '✅ Nothing has to be mended';
}
