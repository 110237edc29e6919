import { merkleTree, rootOf } from './merkle.ts';

/** What stands between the content of a shard and its proof, which is its last key. */
const SEAM = ',"proof":[';

/**
 * Gives every shard the proof that leads from it to the root of the index. What is proven is all that stands before the
 * key `proof`, byte for byte.
 *
 * @param contents The shards in their order, each the JSON text of an object that is not empty.
 */
export function withProofs(contents: readonly string[]): {
  readonly texts: readonly string[];
  readonly merkleRoot: string;
} {
  const bodies = contents.map((text) => text.slice(0, text.lastIndexOf('}')));
  const { root, proofs } = merkleTree(bodies.map((body) => Buffer.from(body)));
  const texts = bodies.map((body, n) => `${body},"proof":${JSON.stringify(proofs[n])}}\n`);
  return { texts, merkleRoot: root };
}

/**
 * True where a shard, as it was received, is the n-th of the index whose root names that hash.
 *
 * @param count How many shards the index has.
 */
export function isProven(text: string, n: number, { count, merkleRoot }: ShardRoot): boolean {
  const seam = text.lastIndexOf(SEAM);
  if (seam === -1) return false;
  const proof = text.slice(seam + SEAM.length).match(/[0-9a-f]{64}/g) ?? [];
  // Without this a proof of another length could stand for a node higher up.
  if (2 ** proof.length !== count || n < 0 || n >= count) return false;
  return rootOf(Buffer.from(text.slice(0, seam)), n, proof) === merkleRoot;
}

interface ShardRoot {
  readonly count: number;
  readonly merkleRoot: string;
}
