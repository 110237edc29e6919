import type { Candidate } from '../model/dialogue.ts';
import type { Request } from '../model/registry.ts';
import { marks } from './entry-marks.ts';
import { cut, type Layout, oneLine, paint } from './layout.ts';

/** The entries a name can mean, numbered: coordinate, tier and what else is told of it, registry, what it is. */
export function candidateLines({ text }: Request, candidates: readonly Candidate[], layout: Layout): string[] {
  const digits = String(candidates.length).length;
  const indent = ' '.repeat(digits + 4);
  const lines = candidates.flatMap(({ entry, registry }, index) => [
    `  ${String(index + 1).padStart(digits)}  ${paint('bold', entry.id, layout)} · ${marks(entry, layout)}`,
    cut(`${indent}${oneLine(entry.description)}`, layout.width),
    paint('dim', `${indent}${oneLine(registry.address)}`, layout),
  ]);
  return [`"${oneLine(text)}" can be any of these:`, '', ...lines, ''];
}
