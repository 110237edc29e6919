import type { ScannedResult, ScanRun } from '../../src/domain/scan.ts';
import { readSarif } from '../../src/load/read-sarif.ts';

/** Reads a log of one run of the tool "lighthouse". */
export function readLog(run: object, file = 'scans/lighthouse.sarif'): ReturnType<typeof readSarif> {
  const runs = [{ tool: { driver: { name: 'lighthouse' } }, ...run }];
  return readSarif(file, JSON.stringify({ version: '2.1.0', runs }));
}

export function runOf(run: object, file?: string): ScanRun | undefined {
  return readLog(run, file).runs[0];
}

/** The only result of a run. */
export function resultOf(result: unknown, run: object = {}): ScannedResult | undefined {
  return runOf({ ...run, results: [result] })?.results[0];
}

/** What a result says of where it is. */
export function at(artifactLocation: unknown, region?: unknown): object {
  return { locations: [{ physicalLocation: { artifactLocation, region } }] };
}
