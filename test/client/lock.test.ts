import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench, treeOf, type Workbench } from './market/workbench.ts';

test('a fresh clone gets what the lock says, and nothing else', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor', 'knot'], { harnesses: ['agents', 'claude-code'] });
  const installed = treeOf(bench.project);
  const clone = (lock = installed['skillyard.lock.json']?.slice(4) ?? ''): Workbench => {
    const other = openWorkbench(market.folder);
    writeFileSync(join(other.project, 'skillyard.lock.json'), lock);
    return other;
  };
  const frozen = clone();
  expect(await frozen.install([], { frozen: true, registries: [] })).toMatchObject({ written: true });
  expect(treeOf(frozen.project)).toEqual(installed);
  const plain = clone();
  await plain.install([], { registries: [] });
  expect(treeOf(plain.project)).toEqual(installed);

  const other = clone((installed['skillyard.lock.json'] ?? '').slice(4).replaceAll(/("digest": ")../g, '$100'));
  const before = treeOf(other.project);
  const message = await other.install([], { frozen: true }).then(String, String);
  expect(message.replaceAll(/[0-9a-f]{12}/g, 'DIGEST')).toMatchInlineSnapshot(
    `"Refusal: skill:quay/knot@1 is not what the lock file says: DIGEST of skill:quay/knot instead of DIGEST. Tell the operator of the registry; "skillyard update skill:quay/knot" takes what is there now."`,
  );
  expect(treeOf(other.project)).toEqual(before);

  // What the lock says of files is what is written, or nothing is.
  const hashes = clone((installed['skillyard.lock.json'] ?? '').slice(4).replaceAll(/("SKILL.md": ")../g, '$100'));
  await expect(hashes.install([], { frozen: true })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: skill:quay/knot would be written in another way than the lock file says, by another version of skillyard perhaps. "skillyard install" without --frozen brings the lock file up to date.]`,
  );
});

test('a lock that cannot be read is never taken for an empty one', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const texts = [
    '{',
    '<<<<<<< ours\n{}',
    '{"formatVersion":"2.0"}',
    '{"formatVersion":"1.0","entries":{"skill:a/b":{}}}',
    '[]',
  ];
  const messages: string[] = [];
  for (const text of texts) {
    const bench = openWorkbench(market.folder, { 'skillyard.lock.json': text });
    const before = treeOf(bench.project);
    messages.push((await bench.install(['quay/moor']).then(String, String)).replaceAll(bench.project, 'PROJECT'));
    expect(treeOf(bench.project)).toEqual(before);
  }
  expect(messages).toMatchInlineSnapshot(`
    [
      "Refusal: PROJECT/skillyard.lock.json is not JSON. Restore it from your history, or delete it to forget what is installed.",
      "Refusal: PROJECT/skillyard.lock.json is not JSON. It holds the marks of a merge: settle them. Restore it from your history, or delete it to forget what is installed.",
      "Refusal: PROJECT/skillyard.lock.json has the format 2.0, and this client reads 1.0: update skillyard.",
      "Refusal: PROJECT/skillyard.lock.json is not what a lock file says (at entries.skill:a/b.registry: Invalid input: expected string, received undefined). Restore it from your history, or delete it to forget what is installed.",
      "Refusal: PROJECT/skillyard.lock.json is not what a lock file says (at its top: Invalid input: expected object, received array). Restore it from your history, or delete it to forget what is installed.",
    ]
  `);
});
