import { expect, test } from 'vitest';
import { runBench } from '../../scripts/bench/run-bench.ts';
import { sampleSkills } from '../../scripts/bench/sample-skills.ts';

// The bar is 1.2 s of processor time for a thousand documents; what runs beside this test may cost as much again.
const MAX_SECONDS = 4;

test('a thousand documents of real sizes are read in seconds', { tags: ['slow'] }, async () => {
  const batches = [0, 500].map((first) => ({ documents: 500, tree: sampleSkills(first, 500) }));
  const done: number[] = [];
  const { documents, entries, files, bytes, seconds } = await runBench(batches, (count) => done.push(count));
  expect(done).toEqual([500, 1000]);
  expect({ documents, entries }).toEqual({ documents: 1000, entries: 1000 });
  expect(files).toBeGreaterThan(2000);
  expect(bytes).toBeGreaterThan(10_000_000);
  expect(seconds.introspect.cpu + seconds.measure.cpu + seconds.validate.cpu).toBeLessThan(MAX_SECONDS);
});

test('the generated documents have the sizes of real ones, and are the same every time', async () => {
  const sizes: number[] = [];
  const tree = sampleSkills(0, 2000);
  for (const path of tree.nodes.keys()) {
    if (path.endsWith('/SKILL.md')) sizes.push((await tree.read(path)).bytes?.byteLength ?? 0);
  }
  const sorted = sizes.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  expect(at(0.5) / 4888).toBeCloseTo(1, 0);
  expect(at(0.95) / 19_739).toBeCloseTo(1, 0);
  expect(at(0.99) / 36_488).toBeCloseTo(1, 0);
  const again = sampleSkills(1999, 1);
  const path = 'skills/tide-1999/SKILL.md';
  expect((await again.read(path)).bytes).toEqual((await tree.read(path)).bytes);
});
