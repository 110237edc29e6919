import type { Diagnostic } from '../../src/domain/diagnostic.ts';

/** A diagnostic as one line, every part of it: `severity rule file:line:column message | hint`. */
export function message({ severity, rule, at, message: text, hint, entry }: Diagnostic): string {
  const root = at.root === 'catalog' ? '' : 'source:';
  const position = [at.line, at.column].filter((n) => n !== undefined).map((n) => `:${n}`);
  const about = entry === undefined ? '' : ` [${entry}]`;
  return `${severity} ${rule} ${root}${at.file}${position.join('')}${about} ${text} | ${hint}`;
}

/** All of them, in the order they were given. */
export function messages(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(message).join('\n');
}
