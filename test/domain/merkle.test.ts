import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { merkleTree, rootOf } from '../../src/domain/merkle.ts';

const hash = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The Merkle Tree Hash as RFC 6962, section 2.1, defines it: by halves, from the top. */
function treeHash(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (leaves.length === 1 && first) return hash(Buffer.of(0), first);
  const half = leaves.length / 2;
  return hash(Buffer.of(1), treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}

/** The audit path as section 2.1.1 defines it. */
function auditPath(index: number, leaves: readonly Uint8Array[]): string[] {
  if (leaves.length === 1) return [];
  const half = leaves.length / 2;
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half
    ? [...auditPath(index, left), treeHash(right).toString('hex')]
    : [...auditPath(index - half, right), treeHash(left).toString('hex')];
}

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, n) => Buffer.from(`leaf ${n}`));

describe.each([1, 2, 4, 8, 64, 512])('a tree of %i', (count) => {
  const leaves = leavesOf(count);
  const { root, proofs } = merkleTree(leaves);

  test('is the one that RFC 6962 defines, with its audit paths', () => {
    expect(root).toBe(treeHash(leaves).toString('hex'));
    expect(proofs).toEqual(leaves.map((_, n) => auditPath(n, leaves)));
  });

  test('proves every leaf at its own place and at no other', () => {
    for (const [n, leaf] of leaves.entries()) {
      const proof = proofs[n] ?? [];
      expect(rootOf(leaf, n, proof)).toBe(root);
      for (let height = 0; 2 ** height < count; height++) expect(rootOf(leaf, n ^ (1 << height), proof)).not.toBe(root);
    }
  });
});

test('a known answer: the two leaves of one byte each', () => {
  // SHA-256 of 01 ‖ SHA-256(00 61) ‖ SHA-256(00 62), taken with sha256sum.
  expect(merkleTree([Buffer.from('a'), Buffer.from('b')]).root).toBe(
    'b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb',
  );
});

describe('with a leaf and its proof', () => {
  const leaves = leavesOf(8);
  const { root, proofs } = merkleTree(leaves);
  const proof = proofs[5] ?? [];
  const leaf = leaves[5] ?? Buffer.alloc(0);

  test('a changed byte of the content leads elsewhere', () => {
    for (let at = 0; at < leaf.length; at++) {
      const changed = Buffer.from(leaf);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(rootOf(changed, 5, proof)).not.toBe(root);
    }
  });

  test('a changed, missing, added or displaced hash leads elsewhere', () => {
    for (const n of proof.keys())
      expect(rootOf(leaf, 5, proof.with(n, proof[n]?.replace(/^./, (c) => (c === '0' ? '1' : '0')) ?? ''))).not.toBe(
        root,
      );
    expect(rootOf(leaf, 5, proof.slice(1))).not.toBe(root);
    expect(rootOf(leaf, 5, proof.slice(0, -1))).not.toBe(root);
    expect(rootOf(leaf, 5, [...proof, root])).not.toBe(root);
    expect(rootOf(leaf, 5, proof.toReversed())).not.toBe(root);
  });

  test('two hashes of nodes are not taken for the content of a leaf', () => {
    const pair = Buffer.concat([hash(Buffer.of(0), leaves[4] ?? leaf), hash(Buffer.of(0), leaf)]);
    expect(rootOf(pair, 2, proof.slice(1))).not.toBe(root);
  });
});

test.each([0, 3, 6])('%i leaves are no power of two', (count) => {
  expect(() => merkleTree(leavesOf(count))).toThrow(`${count} leaves are no power of two.`);
});
