import { type CheckReport, type ListedEntry, suggestsMore } from '../domain/check-report.ts';
import { codeSpan } from '../domain/code-span.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { counted, ruleLink } from './markdown-text.ts';
import { problems } from './problem-markdown.ts';

const MAX_NAMED = 12;

/**
 * What somebody who decides about a change looks at: whose files it touches, what would run by itself, what says less
 * than the evidence, and every warning.
 *
 * @param own The open diagnostics of what the change touches.
 */
export function reviewBlocks(
  { diagnostics, changes, url }: Pick<CheckReport, 'diagnostics' | 'changes' | 'url'>,
  own: readonly Diagnostic[],
): string[] {
  const lines = changes ? [...fileLines(changes, url), ...entryLines(changes), ...stepLines(changes)] : [];
  const accepted = diagnostics.filter((one) => one.exception !== undefined && isOf(one, changes)).length;
  // Whose files are touched has been said by then.
  const warnings = own.filter(({ severity, rule }) => severity === 'warning' && rule !== FILES_RULE);
  const facts = [
    ...lines,
    ...(accepted > 0
      ? [
          `${counted(accepted, 'finding or warning is', 'findings and warnings are')} accepted by exceptions in \`governance/\`.`,
        ]
      : []),
  ];
  if (facts.length === 0 && warnings.length === 0) return [];
  return [
    '### What a reviewer looks at',
    ...(facts.length > 0 ? [facts.map((line) => `- ${line}`).join('\n')] : []),
    ...problems('#### Warnings', warnings, url),
  ];
}

type Changes = NonNullable<CheckReport['changes']>;

function isOf({ source }: Diagnostic, changes: Changes | undefined): boolean {
  return changes === undefined || changes.sources.some(({ id }) => id === source);
}

/** The rule behind what is said of files. */
const FILES_RULE = 'operator-file-changed';

function fileLines({ files }: Changes, url: string | undefined): string[] {
  const of = (owner: string): string[] =>
    files.flatMap((file) => (file.owner === owner ? [`${codeSpan(file.path, 120)} (${file.change})`] : []));
  return [
    ...named(`**Changes files that are the operator's** (${ruleLink(FILES_RULE, url)}):`, of('operator')),
    ...named('Changes locks, which `skillyard sync` writes:', of('sync')),
    ...named('Changes files that have nothing to do with the catalog:', of('other')),
  ];
}

function entryLines({ sources }: Changes): string[] {
  const entries = sources.flatMap((source) => source.entries);
  const those = (test: (entry: ListedEntry) => boolean): string[] =>
    entries.flatMap((entry) => (test(entry) ? [codeSpan(entry.id, 160)] : []));
  const has = (kind: string) => (entry: ListedEntry) =>
    (entry.diff?.added ?? entry.can).some((one) => one.kind === kind);
  return [
    ...named(
      '**Has been taken back**, and would not be offered:',
      those(({ withdrawn }) => withdrawn !== undefined),
    ),
    ...named('Runs commands at events of the harness:', those(has('hook'))),
    ...named('Starts or calls servers:', those(has('server'))),
    ...named('Declares less than the evidence speaks for:', those(suggestsMore)),
    ...named(
      'Has findings:',
      those(({ findings }) => findings.some(({ severity, exception }) => severity !== 'info' && !exception)),
    ),
    ...named(
      'Has the content of something that is listed already:',
      those(({ copyOf }) => copyOf !== undefined),
    ),
    ...named(
      'Names no licence:',
      those(({ license }) => license === undefined),
    ),
  ];
}

function stepLines({ steps }: Changes): string[] {
  return named(
    'Changes of status:',
    steps.map(({ id, revisions, from, to, origin }) => {
      const [first, last] = [revisions[0], revisions.at(-1)];
      const which = first === last ? `revision ${first}` : `${revisions.length} revisions, ${first} to ${last}`;
      const who = origin === 'governance' ? 'the operator' : origin === 'source' ? 'the publisher' : 'nobody any more';
      return `${codeSpan(id, 160)} ${which} from \`${from}\` to \`${to}\`, as ${who} says`;
    }),
  );
}

function named(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - MAX_NAMED;
  return [`${title} ${items.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
