import type { ContentFile } from '../../domain/composed.ts';

/** The files as they stand in an archive: paths in Unicode NFC, sorted by their bytes in UTF-8. */
export function archiveOrder(files: readonly ContentFile[]): readonly ContentFile[] {
  return files
    .map((file) => ({ ...file, path: file.path.normalize('NFC') }))
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}
