import { closest } from '../domain/did-you-mean.ts';
import { isRuleId, ruleGroups, rules } from '../domain/rules/index.ts';

/** What a rule is about, for `skillyard explain`; undefined where there is no such rule. */
export function explainRule(id: string): string | undefined {
  if (!isRuleId(id)) return undefined;
  const { title, severity, why, hint, quarantines } = rules[id];
  const lines = [`${id} (${severity})`, title, '', `Why: ${why}`, `What to do: ${hint}`];
  if (quarantines) lines.push('What breaks it is not published.');
  return lines.join('\n');
}

/** All rules in their groups, one line each. */
export function listRules(): string {
  return ruleGroups
    .map(({ title, rules: group }) => {
      const rows = Object.entries(group).map(
        ([id, rule]) => `  ${id.padEnd(32)}${rule.severity.padEnd(9)}${rule.title}`,
      );
      return [title, ...rows].join('\n');
    })
    .join('\n\n');
}

/** The rule that was probably meant. */
export function nearestRule(id: string): string | undefined {
  return closest(id, Object.keys(rules));
}
