import { z } from 'zod';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { Lock, lockFaults } from '../domain/lock.ts';

/** Reads a machine-written lock file; anything that is not as `sync` writes it makes it unusable. */
export function parseLock(file: string, text: string): { lock?: Lock; diagnostics: readonly Diagnostic[] } {
  const at = { root: 'catalog', file } as const;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { diagnostics: [diagnose('lock-invalid', { ...notJson(file, text), at })] };
  }
  const result = Lock.safeParse(json);
  if (result.success) {
    const [fault, ...more] = lockFaults(result.data);
    if (fault === undefined) return { lock: result.data, diagnostics: [] };
    const message = more.length > 0 ? `${fault} ${more.length} more like it.` : fault;
    return { diagnostics: [diagnose('lock-invalid', { message, hint: wholeLock(file), at })] };
  }
  const message = `It is not a lock: ${z.prettifyError(result.error).replaceAll(/\s+/g, ' ')}.`;
  return { diagnostics: [diagnose('lock-invalid', { message, at })] };
}

/** The lines that git writes around the two sides of a merge that it could not finish. */
const MERGE_MARK = /^(?:<{7}|>{7}|\|{7}) /m;

function notJson(file: string, text: string): { message: string; hint?: string } {
  if (!MERGE_MARK.test(text)) return { message: 'It is not JSON.' };
  return {
    message: 'It holds the marks of a merge that git could not finish: two branches have locked something new.',
    hint: wholeLock(file),
  };
}

function wholeLock(file: string): string {
  return `Take the whole ${file} of the branch that is merged into, as in "git checkout <branch> -- ${file}", and run "skillyard sync" again; never join the two by hand.`;
}
