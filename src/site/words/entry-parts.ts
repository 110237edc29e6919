import type { FullEntry } from '../../domain/index-v1.ts';
import { visible } from './visible.ts';

/** The parts of the page of an entry, in the order in which they stand there, by the ids of their sections. */
export function entryParts(entry: FullEntry): { readonly id: string; readonly label: string }[] {
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
    ...part('history', 'History'),
    ...part('provenance', 'Where it comes from'),
  ];
}
