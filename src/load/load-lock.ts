import { z } from 'zod';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { Lock } from '../domain/lock.ts';

/** Reads a machine-written lock file; anything that is not as `sync` writes it makes it unusable. */
export function parseLock(file: string, text: string): { lock?: Lock; diagnostics: readonly Diagnostic[] } {
  const at = { root: 'catalog', file } as const;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { diagnostics: [diagnose('lock-invalid', { message: `It is not JSON: ${(error as Error).message}.`, at })] };
  }
  const result = Lock.safeParse(json);
  if (result.success) return { lock: result.data, diagnostics: [] };
  const message = `It is not a lock: ${z.prettifyError(result.error).replaceAll(/\s+/g, ' ')}.`;
  return { diagnostics: [diagnose('lock-invalid', { message, at })] };
}
