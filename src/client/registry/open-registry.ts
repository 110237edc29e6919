import type { z } from 'zod';
import type { FileRef } from '../../domain/distribution.ts';
import { EntryList, FullEntry, Root, Shard } from '../../domain/index-v1.ts';
import { api, apiFiles, shardOf, shardPath } from '../../domain/paths.ts';
import { isProven } from '../../domain/shard-text.ts';
import { asObject } from '../../domain/untyped.ts';
import { AdvisoryList } from '../../domain/withdrawal.ts';
import { Refusal } from '../model/refusal.ts';
import type { ReadShard, Registry } from '../model/registry.ts';
import { folderTransfer } from './folder-transfer.ts';
import { httpTransfer } from './http-transfer.ts';
import { checkBytes, type Expected, parseFile } from './read-file.ts';
import type { RegistryAddress } from './registry-address.ts';
import { registryPath } from './registry-path.ts';
import type { Received, Transfer } from './transfer.ts';

/**
 * In bytes, unpacked: whatever a registry says of its files, no more is taken into memory. A root is a few kilobytes, a
 * shard some twenty names; a record holds the text of one entry and its history; a list has about a kilobyte an entry, so
 * that a hundred thousand fit; of archives as much is taken as an operator may offer.
 */
const MOST = { root: 1e6, shard: 20e6, record: 20e6, list: 100e6, file: 300 * 2 ** 20 };

interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** For one file. */
  readonly seconds?: number | undefined;
}

/** Opens a registry. Nothing is asked of it yet; what was read once is kept. */
export function openRegistry({ kind, address }: RegistryAddress, options: OpenOptions = {}): Registry {
  const transfer = kind === 'http' ? httpTransfer(address, options) : folderTransfer(address);
  const files = registryFiles(address, kind, transfer);
  const root = once(() => files.json(`${api}/${apiFiles.index}`, MOST.root, Root));
  const shards = new Map<number, Promise<ReadShard>>();
  const listed = async <T extends z.ZodType>(ref: (root: Root) => FileRef, schema: T): Promise<z.output<T>> => {
    const { url, ...expected } = ref(await root());
    const [received, where] = await files.checked(url, '', expected, MOST.list);
    return parseFile(received, where, schema);
  };
  return {
    address,
    kind,
    root,
    async shard(name) {
      const { count, merkleRoot } = (await root()).shards;
      const n = shardOf(name, count);
      const known = shards.get(n) ?? readShard(files, n, { count, merkleRoot });
      shards.set(n, known);
      return known;
    },
    async record(asked) {
      const { url, ...expected } = asked.record;
      const [received, where] = await files.checked(url, 'shards', expected, MOST.record);
      const entry = parseFile(received, where, FullEntry);
      const differing = AGREED.find((key) => entry[key] !== asked[key]);
      if (differing !== undefined)
        throw new Refusal(
          'registry-damaged',
          `${where} is the record of another entry: its ${differing} is not that of ${asked.id} in the index. Tell the operator.`,
        );
      return entry;
    },
    entries: (all) => listed(({ files: { entries, entriesAll } }) => (all ? entriesAll : entries), EntryList),
    advisories: () => listed(({ files: { advisories } }) => advisories, TolerantAdvisories),
    file: async (url, expected) => (await files.checked(url, '', expected, MOST.file))[0].bytes,
  };
}

/** What a record and its line in the shard both say. */
const AGREED = ['id', 'kind', 'source', 'name', 'revision', 'digest'] as const;

/** Through what an advisory reaches something is a word that may be new; that it reaches it must never be passed over. */
const TolerantAdvisories = AdvisoryList.extend({
  advisories: AdvisoryList.shape.advisories.element
    .extend({
      affected: AdvisoryList.shape.advisories.element.shape.affected.element
        .extend({ through: AdvisoryList.shape.advisories.element.shape.affected.element.shape.through.catch('digest') })
        .array(),
    })
    .array(),
});

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => (value ??= read());
}

interface RegistryFiles {
  where(path: string): string;
  read(path: string, limit: number): Promise<Received>;
  json<T extends z.ZodType>(path: string, limit: number, schema: T): Promise<z.output<T>>;
  /** A file by its address in a file of the index, and the full address it has. */
  checked(url: string, from: string, expected: Expected, most: number): Promise<readonly [Received, string]>;
}

function registryFiles(address: string, kind: Registry['kind'], transfer: Transfer): RegistryFiles {
  const where = (path: string): string => (kind === 'http' ? address + path : `${path} in ${address}`);
  return {
    where,
    read: (path, limit) => transfer.read(path, limit),
    json: async (path, limit, schema) => parseFile(await transfer.read(path, limit), where(path), schema),
    async checked(url, from, expected, most) {
      const path = registryPath(url, from);
      if (path === undefined)
        throw new Refusal(
          'registry-path',
          `A file of ${address} names the path ${JSON.stringify(url.slice(0, 200))}, which leads out of the registry or is none. Tell the operator.`,
        );
      if (expected.bytes > most)
        throw new Refusal(
          'registry-too-large',
          `${where(path)} is said to have ${expected.bytes} bytes, and at most ${most} are taken. Tell its operator.`,
        );
      // One byte more than is expected already says that it is another file.
      const received = await transfer.read(path, expected.bytes + 1);
      checkBytes(received, where(path), expected);
      return [received, where(path)];
    },
  };
}

async function readShard(files: RegistryFiles, n: number, root: Root['shards']): Promise<ReadShard> {
  const path = `${api}/${shardPath(n)}`;
  const received = await files.read(path, MOST.shard);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(received.bytes);
  if (!isProven(text, n, root)) {
    // A page or a file cut short is not proven either, and has a better sentence.
    parseFile(received, files.where(path), Shard);
    throw new Refusal(
      'registry-hash',
      `${files.where(path)} does not belong to the index of this moment: its proof does not lead to the root. Try again; if it stays so, tell the operator, and do not use it.`,
    );
  }
  const shard = parseFile(received, files.where(path), Shard);
  const misnamed = shard.entries.find(({ id, kind, source, name }) => id !== `${kind}:${source}/${name}`);
  if (misnamed)
    throw new Refusal(
      'registry-damaged',
      `${files.where(path)} says two things of ${misnamed.id}: what it is called and its coordinate differ. Tell the operator.`,
    );
  const known = new Set<string>(shard.entries.map(({ id }) => id));
  return { ...shard, unread: idsIn(text).filter((id) => !known.has(id)) };
}

/** The coordinates of all entries of a shard, also of those that this client cannot read. */
function idsIn(text: string): string[] {
  const list = asObject(JSON.parse(text))?.['entries'];
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    const id = asObject(entry)?.['id'];
    return typeof id === 'string' ? [id] : [];
  });
}
