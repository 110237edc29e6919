import { resolve } from 'node:path';
import { build } from '../build.ts';
import { type Diagnostic, hasErrors } from '../domain/diagnostic.ts';
import { UsageError } from '../publish.ts';
import { summary } from '../report/summary.ts';
import { visible } from '../report/visible.ts';
import { cacheFolder, catalogFolder, progressOf } from './environment.ts';
import { FAILED, FINDINGS, type Run } from './input.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/** `build`: exit code 1 where the catalog cannot be used or, with `--strict`, an error is found. */
export const runBuild: Run = async (input) => {
  const { flags, env, print, report } = input;
  const progress = progressOf(input);
  const result = await build({
    catalogDir: catalogFolder(input),
    outDir: resolve(flags.out),
    cacheDir: cacheFolder(env),
    baseUrl: addressOf(flags.baseUrl),
    frozen: flags.frozen,
    onStep: progress.step,
  }).finally(progress.end);
  const { assembled, diagnostics, refused } = result;
  if (flags.json) print(JSON.stringify({ published: refused.length === 0, refused, diagnostics }, null, 2));
  else {
    showDiagnostics(diagnostics, input, 'aside');
    for (const reason of refused) report(`Not published: ${visible(reason)}`);
    if (assembled) print(summary(assembled, diagnostics, !flags.verbose));
    if (refused.length === 0) print(publishedText(flags.out, assembled?.outcomes.length, diagnostics));
  }
  if (refused.length > 0) return assembled ? FAILED : FINDINGS;
  return flags.strict && hasErrors(diagnostics) ? FINDINGS : 0;
};

/** An error that keeps nothing from being published must not be overlooked for that. */
function publishedText(out: string, sources: number | undefined, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(
    ({ severity, exception }) => severity === 'error' && exception === undefined,
  ).length;
  const place = `The site is in ${out}.`;
  const next = sources === 0 ? '\nNext: skillyard add <address of a repository>' : '';
  if (errors === 0) return `${place}${next}`;
  const what = errors === 1 ? 'an error: what it is about' : `${errors} errors: what they are about`;
  return `Published, with ${what} is left out or shown otherwise. --strict makes that exit code 1. ${place}${next}`;
}

function addressOf(baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined || (/^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl))) return baseUrl;
  throw new UsageError(`--base-url takes an address such as https://example.org/market, not "${baseUrl}".`);
}
