import type { CatalogFile } from '../domain/catalog.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { rules } from '../domain/rules/index.ts';
import type { Source } from '../domain/source.ts';

/**
 * Gives diagnostics the weights of `policy.severities` and marks those that an exception covers. Exceptions past their
 * date cover nothing and are reported; so are those that cover nothing.
 *
 * @param today `YYYY-MM-DD`.
 */
export function applyPolicy(
  diagnostics: readonly Diagnostic[],
  file: CatalogFile,
  sources: readonly Source[],
  today: string,
): Diagnostic[] {
  const weighed = diagnostics.flatMap((diagnostic) => weigh(diagnostic, file.policy.severities));
  const used = new Set<string>();
  const judged = weighed.map((diagnostic) => {
    const source = sources.find(({ id }) => id === diagnostic.source);
    const index = source?.governance.exceptions.findIndex(
      ({ rule, entry, until }) =>
        rule === diagnostic.rule &&
        until >= today &&
        (entry === undefined || diagnostic.entry === entry.replace(':', `:${source.id}/`)),
    );
    const exception = index === undefined ? undefined : source?.governance.exceptions[index];
    if (!source || !exception) return diagnostic;
    used.add(`${source.id} ${index}`);
    const { reason, owner, until } = exception;
    return { ...diagnostic, exception: { reason, owner, until } };
  });
  const idle = sources.flatMap((source) => idleExceptions(source, used, today));
  return [...judged, ...idle.flatMap((diagnostic) => weigh(diagnostic, file.policy.severities))];
}

function weigh(diagnostic: Diagnostic, severities: CatalogFile['policy']['severities']): Diagnostic[] {
  const severity = severities[diagnostic.rule];
  if (severity === undefined) return [diagnostic];
  return severity === 'off' ? [] : [{ ...diagnostic, severity }];
}

function idleExceptions(source: Source, used: ReadonlySet<string>, today: string): Diagnostic[] {
  return source.governance.exceptions.flatMap(({ rule, until }, index) => {
    if (!Object.hasOwn(rules, rule)) return [];
    const at = {
      root: 'catalog',
      file: `governance/${source.id}.yaml`,
      ...source.locateGovernance(['exceptions', index]),
    } as const;
    if (until < today)
      return [
        diagnose('exception-expired', {
          message: `The exception for ${rule} ended on ${until}.`,
          at,
          source: source.id,
        }),
      ];
    if (used.has(`${source.id} ${index}`)) return [];
    return [
      diagnose('exception-unused', {
        message: `Nothing breaks ${rule} where this exception holds.`,
        at,
        source: source.id,
      }),
    ];
  });
}
