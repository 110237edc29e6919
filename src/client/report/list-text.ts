import type { ListResult } from '../commands/list.ts';
import { counted, type Layout, oneLine, paint, table } from './layout.ts';

/** What is installed: coordinate, revision, tier, and for which harnesses. */
export function listText({ root, entries, notes }: ListResult, layout: Layout): string {
  if (entries.length === 0) return [...notes.map(oneLine), `Nothing is installed in ${oneLine(root)}.`].join('\n');
  const rows = entries.map(({ id, revision, version, pin, riskTier, category, stub, harnesses }) => [
    id,
    `${revision}${version === undefined ? '' : ` (${oneLine(version)})`}`,
    pin === undefined ? 'latest' : `@${oneLine(pin)}`,
    [`${riskTier} risk`, ...(category === 'raw' ? ['raw'] : []), ...(stub ? ['stub'] : [])].join(', '),
    harnesses.map(oneLine).join(', '),
  ]);
  const [head = '', ...lines] = table([['entry', 'revision', 'follows', 'risk tier', 'harnesses'], ...rows], layout);
  return [
    ...notes.map(oneLine),
    paint('dim', head, layout),
    ...lines,
    '',
    `${counted(entries.length, 'entry', 'entries')} in ${oneLine(root)}.`,
  ].join('\n');
}
