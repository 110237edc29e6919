import { CLAIM_FILE } from '../domain/claim-text.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { mayCopy } from '../domain/may-copy.ts';
import { visible } from './visible.ts';

const MOST_FINDINGS = 20;

/**
 * What is known of the licences and of what the content does, beside the list of entries.
 *
 * @param licenses Those under which the catalog shows content in full.
 */
export function contentText(entries: readonly MeasuredEntry[], licenses: readonly string[]): string {
  const counts = new Map<string | undefined, number>();
  for (const { license } of entries) counts.set(license, (counts.get(license) ?? 0) + 1);
  const under = [...counts].map(([license, count]) => {
    const shown = license === undefined ? 'none named' : visible(license);
    return `  ${count} × ${shown}${mayCopy(license, 'auto', licenses) ? '' : ` (${linkOnly(license)})`}`;
  });
  const findings = entries.flatMap(({ kind, name, findings: found }) =>
    found.map(({ rule, file, line, message }) =>
      visible(`  ${kind}:${name}  ${rule}  ${file}${line === undefined ? '' : `:${line}`}  ${message}`),
    ),
  );
  const more = findings.length - MOST_FINDINGS;
  return [
    'Licences:',
    ...under,
    ...(findings.length === 0 ? [] : ['Findings, which the check will tell too:', ...findings.slice(0, MOST_FINDINGS)]),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
}

/** What it means that an entry may not be copied, and who can change that. */
function linkOnly(license: string | undefined): string {
  const what = 'listed with a link to the source; the text is not shown in full.';
  if (license !== undefined) return `${what} The operator can add it to policy.licenses`;
  return `${what} The publisher can add a LICENSE file, or "license" to the front matter`;
}

interface Outcome {
  readonly written: boolean;
  readonly beside: readonly string[];
  /** Patterns of `exclude` that leave out nothing. */
  readonly idle: readonly string[];
  readonly dryRun: boolean;
  /** The text of the file in the repository that would mark it as a verified source. */
  readonly claim?: string | undefined;
  /** The repository names the catalog already. */
  readonly isClaimed: boolean;
}

/** What is to be done behind it. */
export function nextText(file: string, { written, beside, idle, dryRun, claim, isClaimed }: Outcome): string {
  const note = [
    ...idle.map((pattern) => visible(`"${pattern}" leaves out nothing of what was found. Look at it again.`)),
    ...(beside.length === 0
      ? []
      : [`Another part of this repository is listed already: ${beside.map((id) => `sources/${id}.yaml`).join(', ')}.`]),
  ];
  if (!written)
    return [
      ...note,
      `Nothing was written. ${dryRun ? `Without --dry-run it would be ${file}` : `--yes writes ${file}`}.`,
    ].join('\n');
  return [
    ...note,
    `${file} is written.`,
    `Next: "skillyard check" tells what it thinks of it. Commit this one file and open a pull request.`,
    'The source is pending until the next sync of the catalog locks it: the lock is no part of your pull request.',
    ...(isClaimed ? [`Its ${CLAIM_FILE} names this catalog: from then on it is marked as a verified source.`] : []),
    ...(claim === undefined ? [] : [claimNote(claim)]),
  ].join('\n');
}

/** What a maintainer can add to the repository itself, whenever they like. */
function claimNote(claim: string): string {
  return [
    `If you maintain the repository: with this in ${CLAIM_FILE} at its root, the source is marked as a verified source.`,
    visibleLines(claim.trimEnd()),
  ].join('\n');
}

/** The same for programs. */
export function addJson(added: {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly written: boolean;
  readonly claim?: string | undefined;
  readonly inspection: {
    readonly commit?: string | undefined;
    readonly entries: readonly MeasuredEntry[];
    readonly quarantined: readonly QuarantinedEntry[];
    readonly diagnostics: readonly Diagnostic[];
  };
}): string {
  const { id, file, text, written, claim, inspection } = added;
  const { commit, quarantined, diagnostics } = inspection;
  const entries = inspection.entries.map((entry) => ({
    kind: entry.kind,
    name: entry.name,
    path: entry.path,
    description: entry.description,
    ...(entry.license !== undefined && { license: entry.license }),
    evidence: entry.evidence,
    findings: entry.findings,
  }));
  return JSON.stringify({ id, file, text, written, claim, commit, entries, quarantined, diagnostics }, null, 2);
}

/** A text of several lines that can be printed. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
