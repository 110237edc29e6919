import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { ContentFile } from '../../domain/composed.ts';
import { Refusal } from '../model/refusal.ts';
import { shownPath, whyUnfit } from './why-unfit.ts';

export interface UnpackLimits {
  /** Of all files together, with what the format adds. */
  readonly bytes: number;
  readonly files: number;
  /** How many times larger the content may be than the archive. */
  readonly ratio: number;
}

/** Text packs to a tenth; nothing that people read packs to a hundredth, but the zeros between small files do. */
const unpackLimits: UnpackLimits = { bytes: 300 * 2 ** 20, files: 20_000, ratio: 200 };

/** What every archive may unpack to, however small it is: tar pads each file to blocks. */
const FREE_BYTES = 2 ** 20;
const BLOCK = 512;

const gunzipped = promisify(gunzip);

/**
 * Reads a `.tar.gz` in memory: USTAR with regular files only, each with a path that every file system takes. Nothing is
 * written, and nothing that the format offers beyond that is read.
 *
 * @param where How sentences call it.
 * @throws Refusal with the code `archive-unsafe` or `archive-damaged`.
 */
export async function unpack(
  packed: Uint8Array,
  where: string,
  limits: UnpackLimits = unpackLimits,
): Promise<ContentFile[]> {
  const tar = await expand(packed, where, limits);
  const files = await readTar(tar, where, limits);
  const why = whyUnfit(files.map(({ path }) => path));
  if (why !== undefined) throw unsafe(where, why);
  return files;
}

async function expand(packed: Uint8Array, where: string, { bytes, ratio }: UnpackLimits): Promise<Buffer> {
  const most = Math.min(bytes, Math.max(FREE_BYTES, packed.byteLength * ratio));
  try {
    return await gunzipped(packed, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw unsafe(
        where,
        `it unpacks to more than ${most} bytes, ${Math.floor(most / packed.byteLength)} times its size`,
      );
    throw new Refusal('archive-damaged', `${where} is no whole .tar.gz. Tell the operator of the registry.`, {
      cause: error,
    });
  }
}

async function readTar(tar: Buffer, where: string, limits: UnpackLimits): Promise<ContentFile[]> {
  const files: ContentFile[] = [];
  const reader = extract();
  const written = new Promise<void>((done) => {
    reader.once('close', () => done());
  });
  reader.end(tar);
  let next = 0;
  try {
    for await (const entry of reader) {
      const { name, type, size, mode, pax } = entry.header;
      const start = (entry.header as { readonly byteOffset?: number }).byteOffset ?? next + BLOCK;
      // A gap before the header is one of another format, which renames what follows or says more of it.
      if (pax || start !== next + BLOCK) throw unsafe(where, `it has a header beyond USTAR before ${shownPath(name)}`);
      if (type !== 'file')
        throw unsafe(
          where,
          `${shownPath(name)} is a ${type ?? 'thing of an unknown type'}, and only regular files are taken`,
        );
      if (files.length >= limits.files) throw unsafe(where, `it holds more than ${limits.files} files`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      files.push({ path: name, bytes: Buffer.concat(chunks), executable: (mode & 0o100) !== 0 });
      next = start + Math.ceil(size / BLOCK) * BLOCK;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('archive-damaged', `${where} is no whole tar archive. Tell the operator of the registry.`, {
      cause: error,
    });
  } finally {
    reader.destroy();
    await written;
  }
  if (tar.subarray(next).some((byte) => byte !== 0)) throw unsafe(where, 'it goes on behind its last file');
  return files;
}

function unsafe(where: string, why: string): Refusal {
  return new Refusal(
    'archive-unsafe',
    `${where} is not unpacked: ${why}. Tell the operator of the registry, and do not use it.`,
  );
}
