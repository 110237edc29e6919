import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';
import { by } from '../../domain/order.ts';
import type { GitObject } from './git-objects.ts';

/** A pack and its index, under the name that both share. */
interface Pack {
  /** `pack-` and the 40 hex digits of its checksum. */
  readonly name: string;
  readonly pack: Uint8Array;
  readonly index: Uint8Array;
}

const TYPES = { commit: 1, tree: 2, blob: 3 } as const;
const FIRST_LARGE_OFFSET = 2 ** 31;

/**
 * Packs objects without deltas (gitformat-pack, version 2; index version 2). Not with the zlib of the machine, which
 * packs the same bytes differently from processor to processor.
 *
 * @throws Where the pack is as large as 2 GiB.
 */
export function packObjects(objects: readonly GitObject[]): Pack {
  const head = Buffer.alloc(12);
  head.write('PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(objects.length, 8);
  let offset = head.length;
  const packed = objects.map(({ id, type, content }) => {
    const bytes = Buffer.concat([objectHead(TYPES[type], content.byteLength), zlibSync(content, { level: 9 })]);
    const entry = { id, bytes, offset, crc: crc32(bytes) };
    offset += bytes.length;
    return entry;
  });
  if (offset >= FIRST_LARGE_OFFSET) throw new Error('The repository of the catalog would be larger than 2 GiB.');
  const body = Buffer.concat([head, ...packed.map(({ bytes }) => bytes)]);
  const checksum = sha1(body);
  return {
    name: `pack-${checksum.toString('hex')}`,
    pack: Buffer.concat([body, checksum]),
    index: packIndex(packed.toSorted(by(({ id }) => id)), checksum),
  };
}

/** Type and size, seven bits a byte, the lowest first; four of them beside the type. */
function objectHead(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let current = (type << 4) | (size & 0x0f);
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(current | 0x80);
    current = rest & 0x7f;
  }
  return Buffer.from([...bytes, current]);
}

interface Packed {
  readonly id: string;
  readonly offset: number;
  readonly crc: number;
}

/** @param packed By id. */
function packIndex(packed: readonly Packed[], checksum: Buffer): Buffer {
  const firstBytes = packed.map(({ id }) => Number.parseInt(id.slice(0, 2), 16));
  const upTo = Array.from({ length: 256 }, (_, byte) => firstBytes.filter((first) => first <= byte).length);
  const body = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]),
    numbers(upTo),
    ...packed.map(({ id }) => Buffer.from(id, 'hex')),
    numbers(packed.map(({ crc }) => crc)),
    numbers(packed.map(({ offset }) => offset)),
    checksum,
  ]);
  return Buffer.concat([body, sha1(body)]);
}

/** Unsigned, four bytes each, the highest first. */
function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value, 4 * n);
  return bytes;
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}
