import { z } from 'zod';

export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** Why an operator accepts what breaks a rule, from `exceptions` in `governance/<id>.yaml`. */
export const ExceptionNote = z.object({ reason: z.string(), owner: z.string(), until: z.string() });
export type ExceptionNote = z.infer<typeof ExceptionNote>;

/** What is known of one rule before it meets any content. Its id is its key in the table and never changes. */
export interface Rule {
  /** The rule in a few words, the heading of its page. */
  readonly title: string;
  /** How heavy it weighs unless `policy.severities` says otherwise. */
  readonly severity: Severity;
  /** Why it matters to those who read, list or install entries. */
  readonly why: string;
  /** What to do, where the case itself has nothing more exact to say. */
  readonly hint: string;
  /** True where what breaks the rule is not published. */
  readonly quarantines?: true;
}
