import type { PullResult } from '../model/result.ts';
import { counted, type Layout, oneLine, paint, wrap } from './layout.ts';

/** What was fetched into which folder. */
export function pullText({ pulled, notes }: PullResult, layout: Layout): string {
  return [
    ...pulled.map(
      ({ id, revision, folder, files }) =>
        `${paint('bold', id, layout)}  revision ${revision}: ${counted(files.length, 'file')} in ${oneLine(folder)}`,
    ),
    ...notes.flatMap((note) => wrap(`${paint('yellow', 'Note:', layout)} ${oneLine(note)}`, layout, '')),
  ].join('\n');
}
