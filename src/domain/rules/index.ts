import { assembledRules } from './assembled.ts';
import { catalogRules } from './catalog.ts';
import { contentRules } from './content.ts';
import { findingRules } from './finding.ts';
import { governanceRules } from './governance.ts';
import { lifecycleRules } from './lifecycle.ts';
import { offerRules } from './offer.ts';
import { pluginRules } from './plugin.ts';
import type { Rule } from './rule.ts';
import { scanRules } from './scan.ts';
import { siteRules } from './site.ts';
import { skillRules } from './skill.ts';
import { sourceRules } from './source.ts';
import { withdrawalRules } from './withdrawal.ts';
import { workflowRules } from './workflow.ts';

/** Every diagnostic there is, grouped as the pages show them. An id is never renamed and never used for another rule. */
export const ruleGroups = [
  { title: 'Catalog files', rules: catalogRules },
  { title: 'The look of the site', rules: siteRules },
  { title: 'Sources and fetching', rules: sourceRules },
  { title: 'Content', rules: contentRules },
  { title: 'Agent Skills specification', rules: skillRules },
  { title: 'Plugins', rules: pluginRules },
  { title: 'Assembled plugins', rules: assembledRules },
  { title: 'Workflows', rules: workflowRules },
  { title: 'Governance', rules: governanceRules },
  { title: 'Lifecycle', rules: lifecycleRules },
  { title: 'Withdrawal', rules: withdrawalRules },
  { title: 'Surfaces for harnesses', rules: offerRules },
  { title: 'What content does', rules: findingRules },
  { title: 'Results of scanners', rules: scanRules },
] as const;

const table = {
  ...catalogRules,
  ...siteRules,
  ...sourceRules,
  ...contentRules,
  ...skillRules,
  ...pluginRules,
  ...assembledRules,
  ...workflowRules,
  ...governanceRules,
  ...lifecycleRules,
  ...withdrawalRules,
  ...offerRules,
  ...findingRules,
  ...scanRules,
};

export type RuleId = keyof typeof table;

/** The rules by id. */
export const rules: Readonly<Record<RuleId, Rule>> = table;

/** True where the text is the id of a rule. */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(table, id);
}
