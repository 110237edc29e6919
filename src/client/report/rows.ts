import { type Layout, paint, wrap } from './layout.ts';

/** In columns: what stands in front of every value. */
const LABEL = 13;

/** One label with its value, wrapped below itself; without a label the value stands below the one before. */
export function row(label: string, text: string, layout: Layout): string[] {
  const [first = '', ...rest] = wrap(text, layout, ' '.repeat(LABEL + 2));
  return [`  ${paint('dim', label.padEnd(LABEL), layout)}${first.trimStart()}`, ...rest];
}

/** One label with several values, each in a line of its own; nothing where there are none. */
export function rows(label: string, texts: readonly string[], layout: Layout): string[] {
  return texts.flatMap((text, n) => row(n === 0 ? label : '', text, layout));
}
