import type { FullEntry, Root } from '../../domain/index-v1.ts';
import { visible } from './visible.ts';

/** False where it is known that nobody has decided anything about an entry. */
export function hasHistory({ history = [] }: Pick<FullEntry, 'history'>, known: Root['history']): boolean {
  return history.length > 0 || known !== 'complete';
}

/**
 * The parts of the page of an entry, in the order in which they stand there, by the ids of their sections.
 *
 * @param known How much of the history of the catalog was there to read.
 */
export function entryParts(
  entry: FullEntry,
  known: Root['history'],
): { readonly id: string; readonly label: string }[] {
  const { kind, members, references, memberOf, referencedBy, findings, scans, document, files, copies } = entry;
  const isWorkflow = kind === 'workflow' && members.length + references.length > 0;
  const part = (id: string, label: string, isThere = true) => (isThere ? [{ id, label }] : []);
  return [
    ...part('take', entry.withdrawn ? 'If you have it' : 'Get it'),
    ...part('workflow', 'What it loads', isWorkflow),
    ...part('members', 'What it brings', !isWorkflow && members.length > 0),
    ...part('evidence', 'What it can do'),
    ...part('findings', 'Worth a look', findings.length > 0),
    ...part('scans', 'Outside scanners', scans.length > 0),
    ...part('document', visible(document?.path.split('#', 1)[0]?.split('/').at(-1) ?? ''), document !== undefined),
    ...part('governance', 'Who answers for it'),
    ...part('used-in', 'Used in', memberOf.length + referencedBy.length > 0),
    ...part('copies', 'Copies', copies.length > 0),
    ...part('files', 'Files', files.length > 0),
    ...part('works-with', 'Where harnesses look', entry.withdrawn === undefined),
    ...part('revisions', 'Revisions'),
    ...part('history', 'History', hasHistory(entry, known)),
    ...part('provenance', 'Where it comes from'),
  ];
}
