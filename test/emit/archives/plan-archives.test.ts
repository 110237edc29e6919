import { expect, test } from 'vitest';
import type { Packing } from '../../../src/domain/archive.ts';
import type { CatalogEntry } from '../../../src/domain/entry.ts';
import { planArchives } from '../../../src/emit/archives/plan-archives.ts';
import { catalogOf } from '../../helpers/harbour.ts';
import { script, skill } from '../../helpers/memory-tree.ts';

const both: Packing = { formats: ['tar.gz', 'skill'], isStub: false };
const moor = skill('name: moor\ndescription: Ties ships up.');

/** The same skill in two sources, executable in the second. */
async function twins(): Promise<[CatalogEntry, CatalogEntry]> {
  const files = { 'moor/SKILL.md': moor, 'moor/run.sh': '#!/bin/sh\n' };
  const { entries } = await catalogOf([
    { id: 'quay', files },
    { id: 'shed', files: { ...files, 'moor/run.sh': script('#!/bin/sh\n') } },
  ]);
  return entries as [CatalogEntry, CatalogEntry];
}

test('entries with one name and content share their archives and executable bits, in either order', async () => {
  const [quay, shed] = await twins();
  for (const order of [
    [quay, shed],
    [shed, quay],
  ]) {
    const { archives, executable, clashes } = planArchives(order, () => both);
    const paths = [`dl/moor-${quay.digest.slice(0, 12)}.tar.gz`, `dl/moor-${quay.digest.slice(0, 12)}.skill`];
    expect(order.map((entry) => archives.get(entry)?.map(({ path }) => path))).toEqual([paths, paths]);
    for (const path of paths) expect([...(executable.get(path) ?? [])]).toEqual(['run.sh']);
    expect(clashes.size).toBe(0);
  }
});

test('a stub has no part in the archive of the same content that is offered', async () => {
  const [quay, shed] = await twins();
  const { archives, executable } = planArchives([quay, shed], (entry) =>
    entry === shed ? { formats: ['tar.gz'], isStub: true } : both,
  );
  const [stub] = archives.get(shed) ?? [];
  expect(stub?.path).toBe(`api/v1/stubs/moor-${shed.digest.slice(0, 12)}.tar.gz`);
  expect([...(executable.get(archives.get(quay)?.[0]?.path ?? '') ?? [])]).toEqual([]);
});

test('what is not packed has no plan', async () => {
  const [quay, shed] = await twins();
  const { archives } = planArchives([quay, shed], (entry) => (entry === quay ? { why: 'license' } : undefined));
  expect(archives.size).toBe(0);
});

test('of two contents whose digests begin alike, the first keeps the names', async () => {
  const [quay, shed] = await twins();
  const forged = { ...shed, digest: quay.digest.slice(0, 12) + '0'.repeat(52) };
  const { archives, clashes } = planArchives([quay, forged], () => both);
  expect([...archives.keys()]).toEqual([quay]);
  expect([...clashes]).toEqual([[forged, quay]]);
  expect(planArchives([forged, quay], () => both).clashes).toEqual(new Map([[quay, forged]]));
});
