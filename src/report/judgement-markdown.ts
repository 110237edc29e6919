import type { CatalogChanges } from '../domain/check-report.ts';
import { codeSpan } from '../domain/code-span.ts';
import type { JudgementStep } from '../domain/judgement-step.ts';
import { counted } from './markdown-text.ts';

const MAX_LINES = 30;
const MAX_STEPS = 12;

/** What the operator would say otherwise after this change: a line for each entry, source and file, from what to what. */
export function judgementBlocks({ judgements }: Pick<CatalogChanges, 'judgements'>): string[] {
  if (judgements.length === 0) return [];
  const about = [...Map.groupBy(judgements, ({ file, entry }) => entry ?? file)];
  // What lets more in stands first, wherever it was written.
  const lines = [
    ...about.filter(([, steps]) => steps.some(isLooser)),
    ...about.filter(([, steps]) => !steps.some(isLooser)),
  ].map(([what, steps]) => `- ${codeSpan(what, 160)}: ${stepsText(steps)}`);
  const more = lines.length - MAX_LINES;
  return [
    '### What the operator would say otherwise',
    [...lines.slice(0, MAX_LINES), ...(more > 0 ? [`- … and ${counted(more, 'more line', 'more lines')}`] : [])].join(
      '\n',
    ),
    ...(judgements.some(isLooser) ? ['⚠️ marks what lets more in, or warns readers of less, than before.'] : []),
  ];
}

function isLooser({ loosens }: JudgementStep): boolean {
  return loosens;
}

function stepsText(steps: readonly JudgementStep[]): string {
  const ordered = [...steps.filter(isLooser), ...steps.filter((step) => !isLooser(step))];
  const more = ordered.length - MAX_STEPS;
  return [...ordered.slice(0, MAX_STEPS).map(stepText), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function stepText({ key, from, to, loosens }: JudgementStep): string {
  const value = (text: string | undefined): string => (text === undefined ? 'nothing' : codeSpan(text, 160));
  return `${loosens ? '⚠️ ' : ''}${codeSpan(key)} ${value(from)} → ${value(to)}`;
}
