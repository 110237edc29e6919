import type { RuleId } from '../../domain/rules/index.ts';
import type { Severity } from '../../domain/rules/rule.ts';

/** What is wrong with one member, or worth knowing of it. */
export interface MemberProblem {
  readonly rule: Extract<RuleId, `plugin-member-${string}`>;
  readonly message: string;
  /** Anything but an error lets the member in. */
  readonly severity?: Severity;
}

/** What a member gives to the plugin, or why it gives nothing. */
export interface Part<T> {
  /** Absent where one of the problems is an error. */
  readonly value?: T;
  readonly problems: readonly MemberProblem[];
}

/** A part that cannot be taken in. */
export function refuse<T>(rule: MemberProblem['rule'], message: string): Part<T> {
  return { problems: [{ rule, message }] };
}
