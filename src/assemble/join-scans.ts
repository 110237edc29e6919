import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { by, byText } from '../domain/order.ts';
import type { ScanFinding, ScanResult, ScanRun } from '../domain/scan.ts';
import { type ContentIndex, coveredBy, indexContent, type Mismatch, targetsOf } from './scan-targets.ts';

/** How many findings are listed for one entry. The rest is counted. */
const MAX_LISTED = 200;

/** What one run says of one entry. */
interface Said {
  readonly findings: Map<string, ScanFinding>;
  suppressed: number;
}

/**
 * Gives every entry what outside scanners have said of its content. What they have said of other content is counted
 * and reported, never shown.
 *
 * @param sources The ids of all listed sources.
 */
export function joinScans(
  entries: readonly CatalogEntry[],
  runs: readonly ScanRun[],
  sources: readonly string[],
): { entries: readonly CatalogEntry[]; diagnostics: Diagnostic[] } {
  if (runs.length === 0) return { entries, diagnostics: [] };
  const index = indexContent(entries);
  const results = new Map<CatalogEntry, ScanResult[]>();
  const diagnostics: Diagnostic[] = [];
  for (const run of runs) {
    const { said, missed } = hear(run, index);
    for (const [entry, { findings, suppressed }] of said) {
      const result = toResult(run, [...findings.values()], suppressed);
      results.set(entry, [...(results.get(entry) ?? []), result]);
    }
    if (missed.size > 0 || said.size === 0) diagnostics.push(report(run, missed, sources));
  }
  const joined = entries.map((entry) => {
    const scans = results.get(entry);
    return scans ? { ...entry, scans: [...entry.scans, ...limited(scans)] } : entry;
  });
  return { entries: joined, diagnostics };
}

function hear(run: ScanRun, index: ContentIndex): { said: Map<CatalogEntry, Said>; missed: Map<Mismatch, number> } {
  const said = new Map<CatalogEntry, Said>();
  const missed = new Map<Mismatch, number>();
  for (const entry of coveredBy(run, index)) said.set(entry, { findings: new Map(), suppressed: 0 });
  for (const result of run.results) {
    const targets = targetsOf(run, result, index);
    if (typeof targets === 'string') {
      missed.set(targets, (missed.get(targets) ?? 0) + 1);
      continue;
    }
    for (const { entry, file } of targets) {
      const ofEntry = said.get(entry) ?? { findings: new Map<string, ScanFinding>(), suppressed: 0 };
      said.set(entry, ofEntry);
      const finding = { ...result.finding, ...(file !== undefined && { file }) };
      // Some scanners say the same thing twice.
      if (result.suppressed) ofEntry.suppressed += 1;
      else ofEntry.findings.set(sortKey(finding), finding);
    }
  }
  return { said, missed };
}

function toResult({ tool, version, date }: ScanRun, findings: ScanFinding[], suppressed: number): ScanResult {
  return {
    tool,
    ...(version !== undefined && { version }),
    ...(date !== undefined && { date }),
    findings: findings.toSorted(by(sortKey)),
    ...(suppressed > 0 && { suppressed }),
  };
}

const weights: readonly ScanFinding['level'][] = ['error', 'warning', 'note', 'none'];

/** The heaviest first, then in the order of the files. */
function sortKey({ level, file = '', line = 0, rule, message }: ScanFinding): string {
  return [weights.indexOf(level), file, String(line).padStart(16, '0'), rule, message].join('\0');
}

/** Sorted by tool, the newest first, with as many findings as one entry may list. */
function limited(results: readonly ScanResult[]): ScanResult[] {
  let room = MAX_LISTED;
  return results
    .toSorted(
      (a, b) =>
        byText(a.tool, b.tool) || byText(b.date ?? '', a.date ?? '') || byText(b.version ?? '', a.version ?? ''),
    )
    .map((result) => {
      const findings = result.findings.slice(0, room);
      const more = result.findings.length - findings.length;
      room -= findings.length;
      return { ...result, findings, ...(more > 0 && { more }) };
    });
}

const reasons: Readonly<Record<Mismatch, string>> = {
  content: 'about other content than what is locked',
  unknown: 'without a word of which content they are about',
  file: 'in files that belong to no listed entry',
};

function report(
  { at, tool, folder, results }: ScanRun,
  missed: ReadonlyMap<Mismatch, number>,
  sources: readonly string[],
): Diagnostic {
  const count = [...missed.values()].reduce((sum, n) => sum + n, 0);
  const parts = (Object.keys(reasons) as Mismatch[]).flatMap((reason) => {
    const n = missed.get(reason);
    return n === undefined ? [] : [`${n} ${reasons[reason]}`];
  });
  const message =
    count > 0
      ? `${count} of ${results.length} results of ${tool} are not shown: ${parts.join(', ')}.`
      : `Nothing says that ${tool} has looked at a listed entry.`;
  const hint = folder !== undefined && !sources.includes(folder) ? suggest(folder, sources) : undefined;
  return diagnose('scan-unmatched', { message, at, hint });
}
