import type { Category, RiskTier, Status } from '../../domain/governance.ts';
import { type Harness, harnessTitles } from '../../domain/harness.ts';
import { type Kind, kindWords } from '../../domain/kind.ts';
import type { FacetName } from './facet-names.ts';
import { categoryLabels, statusLabels, tierLabels } from './labels.ts';
import { type Setter, setterLabels } from './tier.ts';
import { visible } from './visible.ts';

const abilityLabels: Readonly<Record<string, string>> = { scripts: 'Scripts', hooks: 'Hooks', mcp: 'MCP servers' };
const stateLabels: Readonly<Record<string, string>> = {
  stub: 'Stub',
  copy: 'Duplicate',
  withdrawn: 'Withdrawn',
  verified: 'Verified source',
};

const words: Partial<Record<FacetName, (value: string) => string | undefined>> = {
  kind: (value) => kindWords[value as Kind].labelPlural,
  harness: (value) => harnessTitles[value as Harness],
  tier: (value) => tierLabels[value as RiskTier],
  has: (value) => abilityLabels[value],
  tag: (value) => value.replace(':', ': '),
  license: (value) => (value === 'none' ? 'None found' : value),
  category: (value) => categoryLabels[value as Category],
  status: (value) => statusLabels[value as Status],
  'set-by': (value) => setterLabels[value as Setter],
  is: (value) => stateLabels[value],
};

/** A value of a facet as it is read. */
export function valueLabel(name: FacetName, value: string): string {
  return visible(words[name]?.(value) ?? value);
}
