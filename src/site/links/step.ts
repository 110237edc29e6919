import { type Harness, harnessTitles } from '../../domain/harness.ts';
import { listed } from '../words/format.ts';

/** Commands that belong together, or the text of a file. */
export interface Step {
  /** What it does or for whom it is, where that does not go without saying. */
  readonly label?: string;
  readonly text: string;
}

export function forHarnesses(harnesses: readonly Harness[]): string {
  return `For ${listed(harnesses.map((harness) => harnessTitles[harness]))}`;
}
