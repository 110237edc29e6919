import { capabilitiesOf } from '../../domain/capability-diff.ts';
import type { MeasuredEntry } from '../../domain/entry.ts';
import { Kind, kindWords } from '../../domain/kind.ts';
import { by } from '../../domain/order.ts';
import { countText, pretty } from '../../report/pretty.ts';
import type { Introspection } from '../commands/introspect.ts';
import { counted, cut, type Layout, oneLine, paint, table } from './layout.ts';

const FEW = 5;

/** What a place holds: a table for each kind, then what would not be published and why, then everything to be told. */
export function introspectionText(
  { entries, quarantined, references, diagnostics, commit }: Introspection,
  layout: Layout,
): string {
  const kinds = Kind.options.flatMap((kind) => {
    const ofKind = entries.filter((entry) => entry.kind === kind).toSorted(by(({ name }) => name));
    return ofKind.length === 0 ? [] : [...kindLines(kind, ofKind, layout), ''];
  });
  const held = quarantined.map(({ kind, path, rule, message }) => [
    kind,
    oneLine(path),
    `${oneLine(message)} (${rule})`,
  ]);
  const problems = pretty(diagnostics, { color: layout.color, showInfo: false, perRule: FEW });
  const from = commit === undefined ? '' : ` at commit ${commit.slice(0, 12)}`;
  const elsewhere =
    references.length === 0 ? '' : ` Its marketplaces name ${counted(references.length, 'plugin')} in other places.`;
  return [
    ...kinds,
    ...(held.length === 0 ? [] : ['Not published:', ...table(held, layout).map((line) => `  ${line}`), '']),
    ...(problems === '' ? [] : [problems]),
    `${counted(entries.length, 'entry', 'entries')}${from}. ${countText(diagnostics)}.${elsewhere}`,
  ].join('\n');
}

function kindLines(kind: Kind, entries: readonly MeasuredEntry[], layout: Layout): string[] {
  const rows = entries.map((entry) => [
    entry.name,
    oneLine(entry.path),
    entry.digest.slice(0, 12),
    oneLine(entry.formats.join(', ')),
  ]);
  const lines = table(rows, { width: Infinity });
  return [
    paint('bold', kindWords[kind].labelPlural, layout),
    ...entries.flatMap((entry, n) => [
      `  ${lines[n] ?? ''}`,
      paint('dim', cut(`    ${oneLine(entry.description)}`, layout.width), layout),
      ...(abilities(entry) === '' ? [] : [cut(`    ${abilities(entry)}`, layout.width)]),
    ]),
  ];
}

/** `2 scripts, 1 host, 3 findings`. */
function abilities(entry: MeasuredEntry): string {
  const words = {
    tool: 'tool',
    script: 'script',
    hook: 'hook',
    server: 'MCP server',
    host: 'host',
    package: 'package',
    variable: 'variable',
  };
  const all = capabilitiesOf(entry.evidence);
  const counts = Object.entries(words).flatMap(([kind, word]) => {
    const count = all.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [counted(count, word)];
  });
  return [...counts, ...(entry.findings.length === 0 ? [] : [counted(entry.findings.length, 'finding')])].join(', ');
}
