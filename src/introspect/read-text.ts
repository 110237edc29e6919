import type { QuarantinedEntry } from '../domain/index-v1.ts';
import type { Kind } from '../domain/kind.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Tree } from '../domain/tree.ts';

/** The largest file that can be instructions, a manifest or a configuration, in bytes. Real ones stay below 300 kB. */
const MAX_DEFINITION = 1_000_000;

export type TextResult =
  | { readonly text: string; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly text?: undefined };

/** Reads a file of the tree as text; what is too large, not UTF-8 or not to be had is a diagnostic. */
export async function readText(tree: Tree, path: string): Promise<TextResult> {
  const refuse = (rule: RuleId, message: string): TextResult => ({
    diagnostic: diagnose(rule, { message, at: { root: 'source', file: path } }),
  });
  const { bytes, problem } = await tree.read(path);
  if (problem === 'too-large') return refuse('definition-too-large', 'The file is over the limit for a single file.');
  if (problem !== undefined) return refuse('object-unavailable', `The content of ${path} cannot be had.`);
  if (bytes.byteLength > MAX_DEFINITION)
    return refuse('definition-too-large', `The file has ${bytes.byteLength} bytes; ${MAX_DEFINITION} are read.`);
  if (bytes.includes(0)) return refuse('definition-not-text', 'The file contains NUL characters.');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    // A TypeError is how the decoder says that the bytes are not UTF-8.
    return refuse('definition-not-text', 'The file is not UTF-8.');
  }
}

/** Turns the diagnostic that keeps an entry from being published into its record. */
export function quarantine(kind: Kind, path: string, { rule, message }: Diagnostic): QuarantinedEntry {
  return { kind, path, rule, message };
}
