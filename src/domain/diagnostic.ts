import { z } from 'zod';
import { Coordinate } from './coordinate.ts';
import { by } from './order.ts';
import { type RuleId, rules } from './rules/index.ts';
import { ExceptionNote, Severity } from './rules/rule.ts';

/** Where a diagnostic points to. */
export const Place = z.object({
  /** Whether `file` is relative to the catalog folder or to the root of the source's tree. */
  root: z.enum(['catalog', 'source']),
  file: z.string(),
  /** Counted from 1. */
  line: z.int().min(1).optional(),
  /** Counted from 1, in UTF-16 code units. */
  column: z.int().min(1).optional(),
});
export type Place = z.infer<typeof Place>;

/** One thing worth telling a person, as data. */
export const Diagnostic = z.object({
  /** The id of a rule: permanent, with a page of its own. */
  rule: z.string(),
  severity: Severity,
  /** What is the matter and why, one sentence. */
  message: z.string(),
  /** What to do about it. */
  hint: z.string(),
  at: Place,
  /** The source it is about. */
  source: z.string().optional(),
  /** The entry it is about. */
  entry: Coordinate.optional(),
  /** Set where the operator has accepted it; it then counts for nothing. */
  exception: ExceptionNote.optional(),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

interface Details {
  readonly message: string;
  readonly at: Place;
  readonly source?: string | undefined;
  readonly entry?: Coordinate | undefined;
  /** Says more exactly than the rule's own hint what to do here. */
  readonly hint?: string | undefined;
  /** Only for rules whose weight depends on the case. */
  readonly severity?: Severity | undefined;
}

/** Makes a diagnostic of a rule; severity and hint come from the rule where the details give none. */
export function diagnose(rule: RuleId, details: Details): Diagnostic {
  const { message, at, source, entry } = details;
  return {
    rule,
    severity: details.severity ?? rules[rule].severity,
    message,
    hint: details.hint ?? rules[rule].hint,
    at,
    ...(source !== undefined && { source }),
    ...(entry !== undefined && { entry }),
  };
}

/** The order in which diagnostics are shown and published: by place, then by rule. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const position = (n = 0): string => String(n).padStart(9, '0');
  return diagnostics.toSorted(
    by(({ source = '', at, rule, message }) =>
      [source, at.root, at.file, position(at.line), position(at.column), rule, message].join('\0'),
    ),
  );
}

/** True where a diagnostic of severity error stands and no exception covers it. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity, exception }) => severity === 'error' && exception === undefined);
}
