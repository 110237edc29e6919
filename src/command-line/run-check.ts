import { assemble } from '../build.ts';
import { checkChanges, withoutRepeats } from '../check-changes.ts';
import { hasErrors, sortDiagnostics } from '../domain/diagnostic.ts';
import { UsageError } from '../publish.ts';
import { countText } from '../report/pretty.ts';
import { summary } from '../report/summary.ts';
import { cacheFolder, catalogFolder, progressOf } from './environment.ts';
import { FINDINGS, type Run } from './input.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/** `check`: exit code 1 where an error is found. */
export const runCheck: Run = async (input) => {
  const { flags, env, print } = input;
  const progress = progressOf(input);
  const catalogDir = catalogFolder(input);
  const changes = await checkChanges(catalogDir, flags.base);
  if (changes.refused !== undefined) throw new UsageError(changes.refused);
  const { catalog, diagnostics: found } = await assemble({
    catalogDir,
    cacheDir: cacheFolder(env),
    onStep: progress.step,
  }).finally(progress.end);
  const diagnostics = sortDiagnostics(withoutRepeats(found, changes.diagnostics));
  if (flags.json) print(JSON.stringify({ diagnostics }, null, 2));
  else {
    showDiagnostics(diagnostics, input, 'result');
    print(catalog ? summary(catalog, diagnostics) : `${countText(diagnostics)}.`);
  }
  return hasErrors(diagnostics) ? FINDINGS : 0;
};
