import type { FindingRuleId } from '../../domain/rules/finding.ts';
import type { Severity } from '../../domain/rules/rule.ts';

/** One text to look at. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** True for what people read rendered or as it is; false for code and data. */
  readonly prose: boolean;
}

/** What is to be said about a hit. */
export interface Details {
  /** One sentence without any text of the file. */
  readonly message: string;
  /** What hidden text spells, as it is: whoever shows it escapes and redacts it. */
  readonly decoded?: string | undefined;
  /** Only where the weight depends on the case. */
  readonly severity?: Severity | undefined;
}

/** Where a scanner saw something. Offsets are in UTF-16 code units; the end is exclusive. */
export interface Hit {
  readonly rule: FindingRuleId;
  readonly start: number;
  readonly end: number;
  /** Asked only of hits that are listed: a hostile file has hundreds of thousands of others. */
  readonly details: () => Details;
}

/**
 * Looks for one thing. Its time must grow with the length of the text and no faster, whatever the text: no pattern
 * without an upper bound may start at more than a bounded number of positions that it then passes over.
 */
export type Scanner = (file: TextFile) => Iterable<Hit>;
