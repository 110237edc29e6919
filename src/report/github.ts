import { visible } from './visible.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Diagnostics as annotations of GitHub Actions ("Workflow commands"), one line each. */
export function github(diagnostics: readonly Diagnostic[], catalogFolder: string): string {
  return diagnostics
    .filter(({ exception, severity }) => exception === undefined && severity !== 'info')
    .map(({ at, severity, rule, message, hint, source }) => {
      // A file of a source is not a file of this repository: the annotation then stands on the source file.
      const file = at.root === 'catalog' ? at.file : `sources/${source ?? ''}.yaml`;
      const position = at.root === 'catalog' ? [at.line && `line=${at.line}`, at.column && `col=${at.column}`] : [];
      const where = at.root === 'catalog' ? '' : `${at.file}${at.line ? `:${at.line}` : ''}: `;
      const properties = [`file=${property(`${catalogFolder}/${file}`)}`, ...position, `title=${property(rule)}`]
        .filter(Boolean)
        .join(',');
      return `::${commands[severity]} ${properties}::${data(`${where}${message} ${hint}`)}`;
    })
    .join('\n');
}

function data(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
