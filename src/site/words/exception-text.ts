import { entryKey } from '../../domain/coordinate.ts';
import { fileOf } from '../../domain/entry-path.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { isRuleId } from '../../domain/rules/index.ts';
import { visible } from './visible.ts';

/** More than these are for the operator to write. */
const MOST = 3;
const HALF_A_YEAR = 183;

type Judged = Pick<FullEntry, 'kind' | 'name' | 'source' | 'findings' | 'provenance'>;

/**
 * What the operator writes into the governance file of a source in order to accept findings, as YAML.
 *
 * @param date The day from which the exceptions count, as an instant.
 * @returns Undefined where everything has been accepted.
 */
export function exceptionText({ kind, name, source, findings, provenance }: Judged, date: string): string | undefined {
  const open = findings.filter(({ rule, exception }) => exception === undefined && isRuleId(rule));
  const places = new Map(open.map(({ rule, file }) => [`${rule} ${file}`, { rule, file }]));
  if (places.size === 0) return undefined;
  const root = fileOf(provenance.path);
  const until = new Date(Date.parse(date) + HALF_A_YEAR * 86_400_000).toISOString().slice(0, 10);
  const items = [...places.values()].slice(0, MOST).flatMap(({ rule, file }) => [
    `  - rule: ${rule}`,
    `    entry: ${entryKey(kind, name)}`,
    // JSON is YAML, and no name of a file can leave it. One that cannot be shown as it is could not be copied either.
    ...(file.startsWith(`${root}/`) && visible(file) === file
      ? [`    file: ${JSON.stringify(file.slice(root.length + 1))}`]
      : []),
    '    reason: Why it is all right',
    '    owner: Who answers for that',
    `    until: ${until}`,
  ]);
  return [`# governance/${source}.yaml`, 'exceptions:', ...items].join('\n');
}
