import { expect, test } from 'vitest';
import type { LockedEntry } from '../../src/domain/lock.ts';
import type { Source } from '../../src/domain/source.ts';
import type { ReadContext } from '../../src/read/open-source.ts';
import { readRevisions, type WantedRevision } from '../../src/read/read-revisions.ts';
import { lockOf, revisions } from '../helpers/catalog-repo.ts';
import { source } from '../helpers/ledger-steps.ts';

test('however many revisions are wanted, the ledger is gone through once', async () => {
  const entries: Record<string, LockedEntry> = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`skill:moor-${n}`, { path: `moor-${n}`, revisions: revisions('ab') }]),
  );
  let passes = 0;
  const counted = new Proxy(entries, {
    ownKeys: (target) => ((passes += 1), Reflect.ownKeys(target)),
  });
  const wanted = Object.values(entries).flatMap(({ path, revisions: [revision] }): WantedRevision[] =>
    revision ? [{ kind: 'skill', path, revision }] : [],
  );
  const remote = { transport: 'https', url: 'https://h.example/a', repository: 'h.example/a' } as const;
  // None of them has a commit, so that nothing is fetched.
  const asked: Source = { ...source, origin: { remote }, lock: { ...lockOf({}), entries: counted } };
  const { contents } = await readRevisions(asked, wanted, {} as ReadContext);
  expect(contents.size).toBe(0);
  expect(passes).toBe(1);
});
