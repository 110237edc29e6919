import { createHash } from 'node:crypto';

/*
 * A Merkle tree over the shards of the index (RFC 6962, section 2.1): the root of the index names one hash, and each
 * shard brings the few hashes that lead from it to that one. So what a client has to read does not grow with the catalog.
 */

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

function hashOf(prefix: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(prefix);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function parent(left: Uint8Array, right: Uint8Array): Buffer {
  return hashOf(NODE, left, right);
}

/**
 * The root of the tree over some contents, and for each of them its proof.
 *
 * @param contents A power of two of them.
 * @returns Hashes as 64 lower-case hex digits; a proof lists the sibling of each level, lowest first.
 */
export function merkleTree(contents: readonly Uint8Array[]): {
  readonly root: string;
  readonly proofs: readonly (readonly string[])[];
} {
  let level = contents.map((content) => hashOf(LEAF, content));
  if (!Number.isInteger(Math.log2(level.length))) throw new Error(`${level.length} leaves are no power of two.`);
  const proofs = contents.map((): string[] => []);
  for (let height = 0; level.length > 1; height++) {
    const siblings = level;
    for (const [n, proof] of proofs.entries()) proof.push(siblings[(n >> height) ^ 1]?.toString('hex') ?? '');
    level = Array.from({ length: siblings.length / 2 }, (_, n) =>
      parent(siblings[2 * n] ?? Buffer.alloc(0), siblings[2 * n + 1] ?? Buffer.alloc(0)),
    );
  }
  return { root: level[0]?.toString('hex') ?? '', proofs };
}

/**
 * The root that a content and its proof lead to: equal to the one that is trusted, or the content is another one.
 *
 * @param index The place of the content among the leaves.
 */
export function rootOf(content: Uint8Array, index: number, proof: readonly string[]): string {
  let hash = hashOf(LEAF, content);
  for (const [height, sibling] of proof.entries()) {
    const other = Buffer.from(sibling, 'hex');
    hash = ((index >> height) & 1) === 0 ? parent(hash, other) : parent(other, hash);
  }
  return hash.toString('hex');
}
