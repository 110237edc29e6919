import type { CompactEntry } from '../../domain/index-v1.ts';
import type { Origin, RiskTier } from '../../domain/governance.ts';
import { type Layout, oneLine, paint, type Style } from './layout.ts';

const tierStyles: Partial<Record<RiskTier, Style>> = { limited: 'yellow', high: 'red' };

/** Who said a tier, as the end of a sentence: `risk tier high, set by the operator`. */
const originWords: Record<Origin, string> = {
  governance: 'set by the operator',
  entry: 'set by its publisher in the entry',
  plugin: 'set by its publisher in the plugin',
  source: 'set by its publisher in the source file',
  defaults: "the operator's default for the source; nobody has judged this entry",
  policy: 'the default; nobody has set one',
};

/** `high, set by the operator`. */
export function tierText(tier: RiskTier, origin: Origin, layout: Layout): string {
  const style = tierStyles[tier];
  return `${style ? paint(style, tier, layout) : tier}, ${originWords[origin]}`;
}

type Marked = Pick<CompactEntry, 'riskTier' | 'category' | 'stub' | 'status' | 'withdrawn' | 'license'>;

/** What a list says of an entry beside its name: tier, then everything that is not as usual, then the licence. */
export function marks({ riskTier, category, stub, status, withdrawn, license }: Marked, layout: Layout): string {
  const style = tierStyles[riskTier];
  return [
    style ? paint(style, `${riskTier} risk`, layout) : `${riskTier} risk`,
    ...(category === 'raw' ? [paint('yellow', 'raw', layout)] : []),
    ...(stub ? [paint('yellow', 'stub', layout)] : []),
    ...(status === 'active' ? [] : [paint('yellow', status, layout)]),
    ...(withdrawn ? [paint('red', 'withdrawn', layout)] : []),
    license === undefined ? 'no licence stated' : oneLine(license),
  ].join(' · ');
}
