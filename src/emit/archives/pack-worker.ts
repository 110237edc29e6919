import { parentPort } from 'node:worker_threads';
import type { ContentFile } from '../../domain/composed.ts';
import type { ArchiveFormat } from '../../domain/paths.ts';
import { packTar } from './pack-tar.ts';
import { packZip } from './pack-zip.ts';

/** One archive that is to be made. */
export interface PackOrder {
  readonly format: ArchiveFormat;
  readonly files: readonly ContentFile[];
}

const packers: Record<ArchiveFormat, (files: readonly ContentFile[]) => Uint8Array> = {
  'tar.gz': packTar,
  zip: packZip,
  skill: packZip,
};

parentPort?.on('message', ({ format, files }: PackOrder) => parentPort?.postMessage(packers[format](files), []));
