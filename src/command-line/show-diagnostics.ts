import { basename, resolve } from 'node:path';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { github } from '../report/github.ts';
import { pretty } from '../report/pretty.ts';
import type { Input } from './input.ts';

/** Says what was found, as a result or beside it, with annotations where they were asked for. */
export function showDiagnostics(diagnostics: readonly Diagnostic[], input: Input, as: 'result' | 'aside'): void {
  const { flags, env, stdout, stderr, print, report } = input;
  const [stream, write] = as === 'result' ? [stdout, print] : [stderr, report];
  const color = stream.isTTY && env['NO_COLOR'] === undefined;
  const text = pretty(diagnostics, { color, showInfo: flags.verbose, perRule: flags.verbose ? Infinity : 5 });
  if (text !== '') write(text);
  if (flags.annotations) print(github(diagnostics, `${basename(resolve(flags.catalog))}/`));
}
