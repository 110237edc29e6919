import type { AssembledCatalog } from '../domain/assembled.ts';
import { Kind, kindWords } from '../domain/kind.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { SourceState } from '../domain/source-record.ts';
import { countText } from './pretty.ts';

/** A source whose own files are at fault says which of them, so that nobody looks for the fault at its host. */
function stateText(id: string, state: SourceState, diagnostics: readonly Diagnostic[]): string {
  const own = ['sources', 'governance'].map((folder) => `${folder}/${id}.yaml`);
  const faulty = diagnostics.find(
    ({ severity, exception, at }) =>
      severity === 'error' && exception === undefined && at.root === 'catalog' && own.includes(at.file),
  );
  const isAtFault = state === 'unavailable' && faulty !== undefined;
  return isAtFault ? `${state}: ${faulty.at.file} has an error (${faulty.rule})` : state;
}

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
    return `  ${source.id.padEnd(width)}  ${state === 'published' ? `${kinds.join(', ') || 'nothing'}${held}` : stateText(source.id, state, diagnostics)}`;
  });
  const stubs = entries.filter(({ verdict }) => verdict.stub.value).length;
  const hidden = stubs > 0 ? ` (${stubs} of them ${stubs === 1 ? 'a stub' : 'stubs'})` : '';
  return [
    ...rows,
    '',
    `${entries.length} entries${hidden} from ${outcomes.length} ${outcomes.length === 1 ? 'source' : 'sources'}. ${countText(diagnostics, hidesNotices)}.`,
  ].join('\n');
}
