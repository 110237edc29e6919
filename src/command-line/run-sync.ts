import { hasErrors } from '../domain/diagnostic.ts';
import { UsageError } from '../publish.ts';
import { syncJson } from '../report/sync-json.ts';
import { syncMarkdown } from '../report/sync-markdown.ts';
import { syncText } from '../report/sync-text.ts';
import { sync } from '../sync.ts';
import { cacheFolder, catalogFolder, now, progressOf } from './environment.ts';
import { FINDINGS, type Run } from './input.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/** `sync [...source]`: exit code 1 where a source that was asked for could not be had. */
export const runSync: Run = async (input) => {
  const { words, flags, env, print } = input;
  const { json, summary: format } = flags;
  if (format !== undefined && format !== 'markdown')
    throw new UsageError(`--summary takes the word markdown, not "${format}".`);
  if (format !== undefined && json)
    throw new UsageError('Choose one of --json and --summary: both write to the output.');
  const only = [...new Set([...words, ...flags.source])];
  const progress = progressOf(input);
  const options = { catalogDir: catalogFolder(input), cacheDir: cacheFolder(env), only, now: now(env) };
  const { sources, diagnostics, refused } = await sync({ ...options, onStep: progress.step }).finally(progress.end);
  if (refused !== undefined) {
    showDiagnostics(diagnostics, input, 'aside');
    throw new UsageError(refused);
  }
  if (json) print(syncJson(sources, diagnostics));
  else {
    showDiagnostics(diagnostics, input, 'aside');
    print(format === undefined ? syncText(sources) : syncMarkdown(sources, diagnostics));
  }
  // Among many, one source that is down is not the fault of the run; one that was asked for by name is.
  const missed = only.length > 0 && sources.some(({ state }) => state === 'failed');
  return missed || (flags.strict && hasErrors(diagnostics)) ? FINDINGS : 0;
};
