import { visible } from './visible.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { catalogPlace } from './catalog-place.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Diagnostics as annotations of GitHub Actions ("Workflow commands"), one line each. What is about a file of a source
 * stands at the file that lists it.
 *
 * @param prefix The catalog folder from the top of its repository, with a slash at its end; empty for the top itself.
 */
export function github(diagnostics: readonly Diagnostic[], prefix: string): string {
  return diagnostics
    .filter(({ exception, severity }) => exception === undefined && severity !== 'info')
    .map((diagnostic) => {
      const { severity, rule, message, hint } = diagnostic;
      const { path, line, column, elsewhere } = catalogPlace(diagnostic, prefix);
      const position = [line && `line=${line}`, column && `col=${column}`];
      const where = elsewhere === undefined ? '' : `${elsewhere}: `;
      const properties = [`file=${property(path)}`, ...position, `title=${property(rule)}`].filter(Boolean).join(',');
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
