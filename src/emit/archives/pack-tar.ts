import { gzipSync } from 'fflate';
import type { ContentFile } from '../../domain/composed.ts';
import { archiveOrder } from './archive-order.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-header.ts';

/**
 * Packs files as a gzipped USTAR: regular files only, without `./`, sorted, of nobody, with one date and the modes 0644 and
 * 0755. The same files give the same bytes on every machine, which the zlib of the machine would not.
 *
 * @param files With paths that `unfitPath` has nothing against.
 */
export function packTar(files: readonly ContentFile[]): Uint8Array {
  const blocks = archiveOrder(files).flatMap(({ path, bytes, executable }) => [
    tarHeader(path, bytes.byteLength, executable),
    bytes,
    tarPadding(bytes.byteLength),
  ]);
  // Without a date the header says nothing of when, and fflate writes one system into it everywhere.
  return gzipSync(Buffer.concat([...blocks, tarEnd]), { mtime: 0 });
}
