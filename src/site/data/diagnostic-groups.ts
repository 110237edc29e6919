import type { Diagnostic } from '../../domain/diagnostic.ts';
import { isRuleId, rules } from '../../domain/rules/index.ts';
import { Severity } from '../../domain/rules/rule.ts';

/** The cases of one rule. */
export interface DiagnosticGroup {
  readonly rule: Diagnostic['rule'];
  /** The id, for a rule of tomorrow. */
  readonly title: string;
  /** True where the rule has a page. */
  readonly isKnown: boolean;
  /** The gravest among its cases. */
  readonly severity: Severity;
  readonly cases: readonly Diagnostic[];
}

function gravity(severity: Severity): number {
  return Severity.options.indexOf(severity);
}

/** The gravest rules first, and of equal ones those with most cases; within a rule as they were given. */
export function groupByRule(diagnostics: readonly Diagnostic[]): DiagnosticGroup[] {
  return [...Map.groupBy(diagnostics, ({ rule }) => rule)]
    .map(([rule, cases]) => ({
      rule,
      title: isRuleId(rule) ? rules[rule].title : rule,
      isKnown: isRuleId(rule),
      severity: Severity.options.find((option) => cases.some(({ severity }) => severity === option)) ?? 'info',
      cases: cases.toSorted((a, b) => gravity(a.severity) - gravity(b.severity)),
    }))
    .toSorted((a, b) => gravity(a.severity) - gravity(b.severity) || b.cases.length - a.cases.length);
}
