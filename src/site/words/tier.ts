import type { Origin, RiskTier } from '../../domain/governance.ts';
import { tierLabels, tierMeanings } from './labels.ts';

/** Who set a tier. Defaults and policy speak of no entry in particular, so what they give has been set by nobody. */
export const setters = ['operator', 'publisher', 'nobody'] as const;
export type Setter = (typeof setters)[number];

const setterOf: Record<Origin, Setter> = {
  governance: 'operator',
  entry: 'publisher',
  plugin: 'publisher',
  source: 'publisher',
  defaults: 'nobody',
  policy: 'nobody',
};

export const setterLabels: Record<Setter, string> = {
  operator: 'The operator',
  publisher: 'Its publisher',
  nobody: 'Nobody',
};

export function tierSetBy(origin: Origin): Setter {
  return setterOf[origin];
}

/** A tier that nobody set must not read like one that somebody did. */
export function tierLabel(tier: RiskTier, setter: Setter): string {
  return setter === 'nobody' ? `${tierLabels[tier]}, not assessed` : tierLabels[tier];
}

const saidBy: Record<Setter, string> = {
  operator: 'set by the operator',
  publisher: 'said by its publisher',
  nobody: 'why that is',
};

/** Who says so, behind a tier; where nobody does, the tier says that itself. */
export function tierSaidBy(setter: Setter): string {
  return saidBy[setter];
}

export function tierMeaning(tier: RiskTier, setter: Setter): string {
  return setter === 'nobody' ? 'Assumed, not declared: nobody has set a tier for this entry.' : tierMeanings[tier];
}
