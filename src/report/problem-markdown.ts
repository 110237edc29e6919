import { codeSpan } from '../domain/code-span.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { hintText, ruleLink } from './markdown-text.ts';
import { placeText } from './pretty.ts';

const MAX_PROBLEMS = 25;

/** One list: place, what is the matter, what to do, and the rule with its page. */
export function problems(title: string, found: readonly Diagnostic[], url: string | undefined): string[] {
  if (found.length === 0) return [];
  const shown = found.slice(0, MAX_PROBLEMS).map((diagnostic) => {
    const where = codeSpan(placeText(diagnostic), 160);
    const about = diagnostic.entry === undefined ? '' : `, ${codeSpan(diagnostic.entry, 160)}`;
    return [
      `- ${where}${about}: ${codeSpan(diagnostic.message, 600)}`,
      `  <br>→ ${hintText(diagnostic)} (${ruleLink(diagnostic.rule, url)})`,
    ].join('\n');
  });
  const more = found.length - shown.length;
  return [title, ...shown, ...(more > 0 ? [`… and ${more} more.`] : [])];
}
