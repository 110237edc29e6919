import type { CatalogFile, Exception } from '../domain/catalog.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { rules } from '../domain/rules/index.ts';
import type { ExceptionNote } from '../domain/rules/rule.ts';
import type { Source } from '../domain/source.ts';

/** What the operator has decided, and for whom. */
export interface Decisions {
  readonly severities: CatalogFile['policy']['severities'];
  readonly sources: readonly Source[];
  readonly entries: readonly CatalogEntry[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Something that breaks a rule. */
interface Case {
  readonly rule: string;
  readonly source?: string | undefined;
  readonly entry?: CatalogEntry['id'] | undefined;
  /** Relative to the root of the source's tree. */
  readonly file?: string | undefined;
}

interface Accepted {
  readonly exception: Exception;
  /** Which of the exceptions of which source it is. */
  readonly key: string;
}

/**
 * Gives diagnostics the weights of `policy.severities` and marks those that an exception covers. Exceptions past their
 * date cover nothing and are reported; so are those that cover nothing.
 */
export function applyPolicy(diagnostics: readonly Diagnostic[], decisions: Decisions): Diagnostic[] {
  const weighed = diagnostics.flatMap((diagnostic) => weigh(diagnostic, decisions));
  const find = exceptionFinder(decisions);
  const used = new Set<string>();
  const judged = weighed.map((diagnostic) => {
    const { rule, source, entry, at } = diagnostic;
    const accepted = find({ rule, source, entry, file: at.root === 'source' ? at.file : undefined });
    if (!accepted) return diagnostic;
    used.add(accepted.key);
    return { ...diagnostic, exception: note(accepted) };
  });
  const idle = decisions.sources.flatMap((source) => idleExceptions(source, used, decisions.today));
  return [...judged, ...idle.flatMap((diagnostic) => weigh(diagnostic, decisions))];
}

/** Gives the findings of entries the same weights and exceptions that their diagnostics have. */
export function judgeFindings(decisions: Decisions): CatalogEntry[] {
  const find = exceptionFinder(decisions);
  return decisions.entries.map((entry) => {
    if (entry.findings.length === 0) return entry;
    const weighed = entry.findings.flatMap((finding) => weigh(finding, decisions));
    const findings = weighed.map((finding) => {
      const { rule, file } = finding;
      const accepted = find({ rule, source: entry.source.id, entry: entry.id, file });
      return accepted ? { ...finding, exception: note(accepted) } : finding;
    });
    return { ...entry, findings };
  });
}

function note({ exception: { reason, owner, until } }: Accepted): ExceptionNote {
  return { reason, owner, until };
}

/** Looks for the first exception that holds today and covers a case. */
function exceptionFinder({ sources, entries, today }: Decisions): (found: Case) => Accepted | undefined {
  const exceptions = new Map(sources.map(({ id, governance }) => [id, governance.exceptions]));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ({ rule, source = '', entry, file }) => {
    const ofSource = exceptions.get(source) ?? [];
    const index = ofSource.findIndex(
      (exception) =>
        exception.rule === rule &&
        exception.until >= today &&
        (exception.entry === undefined || entry === exception.entry.replace(':', `:${source}/`)) &&
        (exception.file === undefined || file === treePathOf(exception.file, entry && byId.get(entry))),
    );
    const exception = ofSource[index];
    return exception && { exception, key: `${source} ${index}` };
  };
}

/** The path in the tree of a file of an entry; one that no case has where there is no such file. */
function treePathOf(path: string, entry: CatalogEntry | undefined): string {
  return entry?.files.find((file) => file.path === path)?.treePath ?? '\0';
}

function weigh<T extends Pick<Diagnostic, 'rule' | 'severity'>>(found: T, { severities }: Decisions): T[] {
  const severity = Object.hasOwn(severities, found.rule) ? severities[found.rule] : undefined;
  if (severity === undefined) return [found];
  return severity === 'off' ? [] : [{ ...found, severity }];
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
