import type { FullEntry, Root } from '../../domain/index-v1.ts';
import { isUnpacked } from '../../domain/unpacked.ts';
import { api, apiFiles, recordPath, shardOf, shardPath, wellKnownPath } from '../../domain/paths.ts';
import type { ListedEntry } from './index-files.ts';

/** What the guide to the index shows its steps with. */
export interface ApiExample {
  readonly entry: FullEntry;
  /** The number of its shard. */
  readonly shard: number;
  /** True where each of its files lies beside the discovery index, so that its digest can be computed from here. */
  readonly isUnpacked: boolean;
}

/** How many records are read for a good example; after that, any will do. */
const MOST_READ = 25;

/** Skills first, and nothing out of the ordinary. */
function plainest(entries: readonly ListedEntry[]): ListedEntry[] {
  const rank = (entry: ListedEntry): number =>
    (entry.kind === 'skill' ? 0 : 2) + (entry.category === 'raw' || entry.status !== 'active' || entry.copyOf ? 1 : 0);
  return entries.filter(({ listed }) => listed).toSorted((a, b) => rank(a) - rank(b));
}

/**
 * Picks an entry of the default list to show things with: a skill whose files are all there, if there is one.
 *
 * @param entries By coordinate.
 * @param read Reads the record of one.
 * @returns Undefined where the list is empty.
 */
export async function pickExample(
  entries: readonly ListedEntry[],
  root: Root,
  read: (entry: ListedEntry) => Promise<FullEntry>,
): Promise<ApiExample | undefined> {
  let first: ApiExample | undefined;
  for (const candidate of plainest(entries).slice(0, MOST_READ)) {
    const entry = await read(candidate);
    const isThere =
      entry.distribution.surfaces?.wellKnown !== undefined && (entry.distribution.archives ?? []).length > 0;
    const example: ApiExample = {
      entry,
      shard: shardOf(entry.name, root.shards.count),
      isUnpacked: isThere && entry.files.length > 0 && entry.files.every(({ path }) => isUnpacked(path)),
    };
    if (example.isUnpacked) return example;
    first ??= example;
  }
  return first;
}

/** Some keys of a record as JSON; of long lists the first few. Only keys without words of strangers are asked for. */
export function excerpt(value: object, keys: readonly string[], most = 2): string {
  const record = value as Record<string, unknown>;
  const picked = keys.flatMap((key) => {
    const item = record[key];
    return item === undefined ? [] : [[key, Array.isArray(item) ? item.slice(0, most) : item] as const];
  });
  return JSON.stringify(Object.fromEntries(picked), undefined, 2);
}

/** Resolves a bare name with curl alone. */
export function shellScript({ entry }: ApiExample, root: Root, base: string): string {
  return `base='${base}${api}'
name='${entry.name}'
count=${root.shards.count}   # shards.count of index.json

first=$(printf %s "$name" | sha256sum | cut -c 1-8)   # macOS: shasum -a 256
n=$(( 0x$first * count >> 32 ))
curl -fsS "$base/shards/$n.json"
`;
}

/** Resolves a coordinate and verifies every step from the root down to the record. For Node 18 and newer. */
export function resolveScript({ entry }: ApiExample, base: string): string {
  return `import { createHash } from 'node:crypto';

const base = '${base}${api}/';
const id = '${entry.id}';

const read = async (address) => (await fetch(address)).text();
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

// 1. The root says how many shards there are, and the one hash that stands for all of them.
const { shards } = JSON.parse(await read(base + '${apiFiles.index}'));

// 2. The shard of a name: the first bits of its SHA-256.
const name = id.split('/')[1];
const n = Math.floor(sha256(name).readUInt32BE() / (2 ** 32 / shards.count));
const address = base + \`shards/\${n}.json\`;
const text = await read(address);

// 3. Its proof leads to that hash (RFC 6962, section 2.1), or the shard is another one.
const { entries, proof } = JSON.parse(text);
let hash = sha256(Buffer.of(0), text.slice(0, text.lastIndexOf(',"proof":')));
for (const [height, sibling] of proof.entries()) {
  const other = Buffer.from(sibling, 'hex');
  hash = (n >> height) & 1 ? sha256(Buffer.of(1), other, hash) : sha256(Buffer.of(1), hash, other);
}
if (2 ** proof.length !== shards.count || hash.toString('hex') !== shards.merkleRoot)
  throw new Error('This shard is not the one that the root speaks of.');

// 4. The entry, and its record, whose hash the shard names.
const entry = entries.find((one) => one.id === id);
const record = await read(new URL(entry.record.url, address));
if (sha256(record).toString('hex') !== entry.record.sha256) throw new Error('This is another record.');

console.log(entry.id, entry.revision, entry.digest);
`;
}

/** Computes the digest of the files and compares. For Node 18 and newer. */
export function digestScript({ entry }: ApiExample, base: string): string {
  const folder = `${wellKnownPath(entry.source, entry.name)}${entry.name}/`;
  return `import { createHash } from 'node:crypto';

const record = await (await fetch('${base}${api}/${recordPath(entry)}')).json();
const folder = '${base}${folder}';

const files = await Promise.all(
  record.files.map(async ({ path }) => ({
    path: Buffer.from(path.normalize('NFC')),
    content: Buffer.from(await (await fetch(folder + path.split('/').map(encodeURIComponent).join('/'))).arrayBuffer()),
  })),
);
const length = (bytes) => {
  const eight = Buffer.alloc(8);
  eight.writeBigUInt64BE(BigInt(bytes.length));
  return eight;
};
const hash = createHash('sha256');
for (const { path, content } of files.sort((a, b) => Buffer.compare(a.path, b.path)))
  hash.update(length(path)).update(path).update(length(content)).update(content);

console.log(hash.digest('hex') === record.digest ? 'the same content' : 'another content');
`;
}

/** The address of the shard of an example, below the base. */
export function shardAddress({ shard }: ApiExample): string {
  return `${api}/${shardPath(shard)}`;
}
