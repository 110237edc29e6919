import { normalize } from 'node:path';
import type { CheckReport } from '../domain/check-report.ts';
import { changesText } from './changes-text.ts';
import { checkMarkdown } from './check-markdown.ts';
import { github } from './github.ts';
import { countText, pretty } from './pretty.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';

export interface ReportOptions {
  readonly color: boolean;
  /** Notices too, and every case of a rule. */
  readonly verbose: boolean;
}

type Reporter = (report: CheckReport, options: ReportOptions) => string;

/** The ways in which a check can be told, by the word for `--reporter`. */
export const reporters = {
  pretty: (report, { color, verbose }) => {
    const { catalog, diagnostics, changes } = report;
    const text = pretty(diagnostics, { color, showInfo: verbose, perRule: verbose ? Infinity : 5 });
    const sum = catalog ? summary(catalog, diagnostics, !verbose) : `${countText(diagnostics, !verbose)}.`;
    const brought = changes ? `${changesText(changes)}\n\n` : '';
    return `${text === '' ? '' : `${text}\n`}${brought}${sum}`;
  },
  json: ({ diagnostics, changes }) => JSON.stringify({ diagnostics, ...(changes && { changes }) }, null, 2),
  github: ({ diagnostics, prefix }) => github(diagnostics, prefix),
  sarif: ({ diagnostics, url, prefix }) => sarif(diagnostics, { url, prefix }),
  markdown: (report) => checkMarkdown(report),
} as const satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;

/** One way to tell, and the file it goes to; without a file it goes to the output. */
export interface Told {
  readonly name: ReporterName;
  readonly file?: string;
}

/**
 * Reads what was given for `--reporter`: a word, or a word and a file, `sarif=check.sarif`.
 *
 * @returns A sentence where it cannot be done.
 */
export function readReporters(words: readonly string[]): readonly Told[] | string {
  const told: Told[] = [];
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    if (!isReporter(name))
      return `--reporter takes one of ${Object.keys(reporters).join(', ')}, not "${name}"; with a file as in sarif=check.sarif.`;
    const file = rest.join('=');
    if (rest.length > 0 && file === '') return `--reporter ${name}= names no file.`;
    told.push(file === '' ? { name } : { name, file });
  }
  const printed = told.filter(({ file }) => file === undefined);
  if (printed.length > 1)
    return `Only one reporter can write to the output. Name a file for the other: --reporter ${printed[1]?.name}=<file>.`;
  const twice = told.find(
    ({ file }, at) => file !== undefined && told.slice(0, at).some((one) => isSame(one.file, file)),
  );
  if (twice) return `Two reporters cannot write to one file: ${twice.file}.`;
  return told;
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && normalize(one) === normalize(other);
}

function isReporter(word: string): word is ReporterName {
  return Object.hasOwn(reporters, word);
}
