import type { AssembledCatalog } from '../domain/assembled.ts';
import { Kind, kindWords } from '../domain/kind.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { countText } from './pretty.ts';

/**
 * What a catalog holds, source by source, with a sum and the number of diagnostics.
 *
 * @param hidesNotices Whether notices are counted and not listed.
 */
export function summary(
  { outcomes, entries }: AssembledCatalog,
  diagnostics: readonly Diagnostic[],
  hidesNotices = false,
): string {
  const width = Math.max(6, ...outcomes.map(({ source }) => source.id.length));
  const rows = outcomes.map(({ source, state, entries: listed, quarantined }) => {
    const kinds = Kind.options.flatMap((kind) => {
      const count = listed.filter((entry) => entry.kind === kind).length;
      return count === 0
        ? []
        : [
            `${count} ${(count === 1 ? kindWords[kind].label : kindWords[kind].labelPlural).replace(/^[A-LN-Z]/, (letter) => letter.toLowerCase())}`,
          ];
    });
    const held = quarantined.length > 0 ? `, ${quarantined.length} quarantined` : '';
    return `  ${source.id.padEnd(width)}  ${state === 'published' ? `${kinds.join(', ') || 'nothing'}${held}` : state}`;
  });
  const stubs = entries.filter(({ verdict }) => verdict.stub.value).length;
  const hidden = stubs > 0 ? ` (${stubs} of them ${stubs === 1 ? 'a stub' : 'stubs'})` : '';
  return [
    ...rows,
    '',
    `${entries.length} entries${hidden} from ${outcomes.length} ${outcomes.length === 1 ? 'source' : 'sources'}. ${countText(diagnostics, hidesNotices)}.`,
  ].join('\n');
}
