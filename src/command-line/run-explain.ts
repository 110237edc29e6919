import { UsageError } from '../publish.ts';
import { explainRule, listRules, nearestRule } from '../report/explain.ts';
import type { Run } from './input.ts';

/** `explain [rule]`. */
export const runExplain: Run = ({ words: [rule], print }) => {
  if (rule === undefined) {
    print(listRules());
    return 0;
  }
  const text = explainRule(rule);
  if (text === undefined) {
    const near = nearestRule(rule);
    throw new UsageError(
      `There is no rule "${rule}". ${near === undefined ? 'Run "skillyard explain" for all.' : `Did you mean "${near}"?`}`,
    );
  }
  print(text);
  return 0;
};
