import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { check } from '../check.ts';
import type { CheckReport } from '../domain/check-report.ts';
import { hasErrors } from '../domain/diagnostic.ts';
import { UsageError } from '../publish.ts';
import { github } from '../report/github.ts';
import { readReporters, reporters, type Told } from '../report/index.ts';
import { cacheFolder, catalogFolder, now, progressOf } from './environment.ts';
import type { Flags } from './flags.ts';
import { FINDINGS, type Input, type Run } from './input.ts';

/** `check`: exit code 1 where an error is found. */
export const runCheck: Run = async (input) => {
  const { flags, env } = input;
  const told = reportersOf(flags);
  const progress = progressOf(input);
  const { report, refused } = await check({
    catalogDir: catalogFolder(input),
    cacheDir: cacheFolder(env),
    base: flags.base,
    now: now(env),
    onStep: progress.step,
  }).finally(progress.end);
  if (!report) throw new UsageError(refused);
  for (const reporter of told) await tell(report, reporter, input);
  return hasErrors(report.diagnostics) ? FINDINGS : 0;
};

function reportersOf({ reporter, json, annotations }: Flags): readonly Told[] {
  const told = readReporters(reporter);
  if (typeof told === 'string') throw new UsageError(told);
  if (told.length === 0) return [{ name: json ? 'json' : 'pretty' }];
  if (json) throw new UsageError('--json is short for --reporter json: write that beside another --reporter.');
  if (annotations)
    throw new UsageError('--annotations prints beside the usual text: with --reporter, write --reporter github.');
  return told;
}

async function tell(report: CheckReport, { name, file }: Told, { flags, env, stdout, print }: Input): Promise<void> {
  const { verbose, annotations, json } = flags;
  const color = file === undefined && stdout.isTTY && env['NO_COLOR'] === undefined;
  const text = reporters[name](report, { color, verbose });
  if (file !== undefined) await save(file, text, name);
  else if (text !== '') print(text.replace(/\n$/, ''));
  if (annotations && !json) print(github(report.diagnostics, `${basename(resolve(flags.catalog))}/`));
}

async function save(file: string, text: string, reporter: string): Promise<void> {
  try {
    await writeFile(resolve(file), text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UsageError(
      `--reporter ${reporter}=${file} cannot be written: ${error.message}. Name a file in a folder that is there.`,
    );
  }
}
