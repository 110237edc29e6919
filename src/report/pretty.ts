import type { Diagnostic } from '../domain/diagnostic.ts';
import { rules } from '../domain/rules/index.ts';
import type { Severity } from '../domain/rules/rule.ts';
import { visible } from './visible.ts';

const colours: Record<Severity, string> = { error: '31', warning: '33', info: '36' };

export interface PrettyOptions {
  readonly color: boolean;
  /** Notices are counted and not listed unless asked for: a large catalog has thousands. */
  readonly showInfo: boolean;
  /** At the most so many of one rule are listed. */
  readonly perRule: number;
}

/** Diagnostics for a person at a terminal: place, severity and rule, what is the matter, what to do. */
export function pretty(diagnostics: readonly Diagnostic[], { color, showInfo, perRule }: PrettyOptions): string {
  const paint = (code: string, text: string): string => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const listed = new Map<string, number>();
  const lines: string[] = [];
  for (const diagnostic of diagnostics) {
    const { rule, severity, message, hint, exception } = diagnostic;
    if (exception || (severity === 'info' && !showInfo)) continue;
    // Every error has to be mended, so every error is shown.
    if (severity !== 'error') {
      const count = (listed.get(rule) ?? 0) + 1;
      listed.set(rule, count);
      if (count > perRule) continue;
    }
    lines.push(`${paint('1', placeText(diagnostic))}  ${paint(colours[severity], severity)}  ${paint('2', rule)}`);
    lines.push(`  ${visible(message)}`, `  ${paint('2', visible(hint))}`, '');
  }
  for (const [rule, count] of listed) {
    if (count > perRule)
      lines.push(
        `${rule}: ${count - perRule} more (${rules[rule as keyof typeof rules]?.title ?? rule}); --verbose lists them.`,
        '',
      );
  }
  return lines.join('\n');
}

/** `sources/x.yaml:3:5`, or `x: skills/pdf/SKILL.md:2:1` for a file in a source. */
export function placeText({ at, source }: Diagnostic): string {
  const where = at.root === 'source' && source !== undefined ? `${source}: ` : '';
  const line = at.line === undefined ? '' : `:${at.line}${at.column === undefined ? '' : `:${at.column}`}`;
  return visible(`${where}${at.file}${line}`);
}

/**
 * `2 errors, 1 warning, 5 notices, 1 accepted`.
 *
 * @param hidesNotices Whether they are only counted: then it says what lists them.
 */
export function countText(diagnostics: readonly Diagnostic[], hidesNotices = false): string {
  const open = diagnostics.filter(({ exception }) => exception === undefined);
  const count = (severity: Severity): number => open.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    `${plural(count('info'), 'notice')}${hidesNotices && count('info') > 0 ? ' (--verbose lists them)' : ''}`,
    ...(open.length < diagnostics.length ? [`${diagnostics.length - open.length} accepted`] : []),
  ];
  return parts.join(', ');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
