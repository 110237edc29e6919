import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { parseRemote } from '../domain/place.ts';
import type { ScannedCommit, ScannedResult, ScanRun } from '../domain/scan.ts';
import { shownText } from '../domain/shown-text.ts';
import { get, getIn, listOf, textOf } from './json-value.ts';
import { listedFiles, placesOf } from './sarif-location.ts';
import { readResult, ruleTable } from './sarif-result.ts';

/** What one run may hold. More than any scanner has to say of a repository that people read. */
const MAX_RESULTS = 100_000;
const MAX_RUNS = 1000;

/** The longest address that is looked at, in UTF-16 code units. */
const MAX_ADDRESS = 2000;

/** The longest name that is shown, in UTF-16 code units. */
const MAX_NAME = 80;

/** The property that names the content that was scanned: on a run or on a single result. */
const DIGEST = 'skillyard/digest';

/**
 * Reads a file of SARIF 2.1.0 (OASIS standard, 2020), as far as it is shown. Runs that name no tool are reported and
 * passed over; what is missing elsewhere is missing.
 *
 * @param file Relative to the catalog folder. A commit or content digest in its name is that of what was scanned.
 */
export function readSarif(file: string, text: string): { runs: ScanRun[]; diagnostics: Diagnostic[] } {
  const refuse = (message: string, place?: { line: number; column?: number }): Diagnostic =>
    diagnose('scan-invalid', { message, at: { root: 'catalog', file, ...place } });
  let log: unknown;
  try {
    log = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { message } = error as Error;
    return { runs: [], diagnostics: [refuse(`It is not JSON: ${shownText(message, 200)}.`, placeOf(message, text))] };
  }
  const version = get(log, 'version');
  const runs = get(log, 'runs');
  if (!Array.isArray(runs)) return { runs: [], diagnostics: [refuse('It is not SARIF: it has no "runs".', top)] };
  if (version !== '2.1.0')
    return { runs: [], diagnostics: [refuse('It is not SARIF 2.1.0, which its "version" would say.', top)] };

  const read: ScanRun[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, run] of runs.slice(0, MAX_RUNS).entries()) {
    const tool = textOf(getIn(run, 'tool', 'driver', 'name'));
    if (tool === undefined) diagnostics.push(refuse(`"runs[${index}]" does not say which tool it is of.`, top));
    else read.push(readRun(file, shownText(tool, MAX_NAME), run));
    const count = listOf(get(run, 'results')).length;
    if (count > MAX_RESULTS)
      diagnostics.push(refuse(`"runs[${index}]" has ${count} results; ${MAX_RESULTS} of them are read.`, top));
  }
  if (runs.length > MAX_RUNS)
    diagnostics.push(refuse(`It has ${runs.length} runs; ${MAX_RUNS} of them are read.`, top));
  return { runs: read, diagnostics };
}

const top = { line: 1, column: 1 };

function readRun(file: string, tool: string, run: unknown): ScanRun {
  const driver = getIn(run, 'tool', 'driver');
  const version = textOf(get(driver, 'semanticVersion')) ?? textOf(get(driver, 'version'));
  const [, folder] = /^scans\/([^/]+)\//.exec(file) ?? [];
  const places = placesOf(run);
  const rules = ruleTable(get(run, 'tool'));
  const results = listOf(get(run, 'results'))
    .slice(0, MAX_RESULTS)
    .flatMap((result): ScannedResult[] => {
      const scanned = readResult(result, rules, places);
      const digest = digestOf(getIn(result, 'properties', DIGEST));
      return scanned ? [{ ...scanned, ...(digest !== undefined && { digest }) }] : [];
    });
  return {
    at: { root: 'catalog', file },
    folder,
    tool,
    version: version === undefined ? undefined : shownText(version, MAX_NAME),
    date: dateOf(run),
    digest: digestOf(getIn(run, 'properties', DIGEST)) ?? inName(file, 64),
    commits: commitsOf(run, inName(file, 40)),
    complete: isComplete(run),
    files: listedFiles(places),
    results,
  };
}

/** True where the scanner says that it got to its end, or says nothing of it; without `results` it did not. */
function isComplete(run: unknown): boolean {
  const stopped = listOf(get(run, 'invocations')).some((item) => get(item, 'executionSuccessful') === false);
  return !stopped && Array.isArray(get(run, 'results'));
}

function commitsOf(run: unknown, named: string | undefined): ScannedCommit[] {
  const commits = listOf(get(run, 'versionControlProvenance')).flatMap((item): ScannedCommit[] => {
    const repository = parseRemote((textOf(get(item, 'repositoryUri')) ?? '').slice(0, MAX_ADDRESS))?.repository;
    const commit = textOf(get(item, 'revisionId'))?.toLowerCase() ?? named;
    if (repository === undefined || commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) return [];
    return [{ repository, commit, base: textOf(getIn(item, 'mappedTo', 'uriBaseId')) }];
  });
  const isSilent = listOf(get(run, 'versionControlProvenance')).length === 0;
  return isSilent && named !== undefined ? [{ commit: named }] : commits;
}

/** A row of as many hex digits in the name of the file, neither longer nor shorter. */
function inName(file: string, digits: 40 | 64): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
  return name.match(/[0-9a-f]+/g)?.find((row) => row.length === digits);
}

function digestOf(value: unknown): string | undefined {
  const digest = textOf(value)
    ?.toLowerCase()
    .replace(/^sha256:/, '');
  return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

/** When the last part of the run ended (section 3.20.8: in UTC). */
function dateOf(run: unknown): string | undefined {
  const ends = listOf(get(run, 'invocations')).flatMap((item) => {
    const end = textOf(get(item, 'endTimeUtc')) ?? '';
    const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.test(end);
    const time = isDate ? Date.parse(end) : Number.NaN;
    return Number.isNaN(time) ? [] : [time];
  });
  return ends.length === 0 ? undefined : new Date(Math.max(...ends)).toISOString().replace('.000Z', 'Z');
}

/** V8 says where in words, `… at position 12 (line 2 column 3)`, or that the text ended too early, or nothing of it. */
function placeOf(message: string, text: string): { line: number; column?: number } | undefined {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(message) ?? [];
  if (line !== undefined) return { line: Number(line), column: Number(column) };
  return message.startsWith('Unexpected end') ? { line: text.split('\n').length } : undefined;
}
