import type { Rule } from './rule.ts';

/** What can be wrong with results of outside scanners. */
export const scanRules = {
  'scan-invalid': {
    title: 'The result of a scanner cannot be read',
    severity: 'error',
    why: 'What stands in it is shown nowhere, and its file looks as if it were.',
    hint: 'Let the scanner write SARIF 2.1.0 in UTF-8, or delete the file.',
  },
  'scan-unmatched': {
    title: 'Results of a scanner that belong to nothing listed',
    severity: 'info',
    why: 'Results are shown only with the content they were made from; another revision may do something else.',
    hint: 'Scan what is locked, and say which content it was: its digest or the commit in the name of the file, or hashes of the files in it.',
  },
} as const satisfies Record<string, Rule>;
