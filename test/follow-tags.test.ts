import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ledgerBreaks } from '../src/domain/lock.ts';
import { startGitServer } from './helpers/git-server.ts';
import { messages } from './helpers/message.ts';
import { makeQuay, type Quay, skillText } from './helpers/quay.ts';

const listing = 'git: ADDRESS\nversions: { from: tags, pattern: "v*" }\n';

/** Commits two skills and tags them. The first says that it is of version 9.9 all the time. */
function release({ repo }: Quay, tag: string, moor: string, load = 'Loads ships'): string {
  const commit = repo.commit({
    'skills/moor/SKILL.md': skillText('moor', moor, '9.9'),
    'skills/load/SKILL.md': skillText('load', load),
  });
  repo.git(['tag', '--force', '--annotate', '--message', tag, tag]);
  return commit;
}

describe('a source that follows its tags', { tags: ['slow'] }, () => {
  test('starts with the highest version, and takes every higher one in its turn', async () => {
    const quay = makeQuay(listing);
    release(quay, 'v0.9.0', 'Ties ships');
    const first = release(quay, 'v1.0.0', 'Ties ships up');
    release(quay, 'v2.0.0-rc.1', 'Ties no ships');
    const { sources } = await quay.sync();
    expect(sources[0]).toMatchObject({ state: 'locked', to: first, tags: ['v1.0.0'] });
    expect(messages(sources[0]?.diagnostics ?? [])).toMatchInlineSnapshot(
      `"info tags-passed-over sources/quay.yaml:2:1 Tags that are passed over: "v0.9.0": lower than the highest; "v2.0.0-rc.1": a prerelease or no version. | Nothing; or list the branch of an older line as a source of its own."`,
    );
    expect(quay.lock()).toMatchObject({ commit: first, tags: { 'v1.0.0': first } });
    expect(quay.lock().place).toMatch(/#tags\/v\*$/);

    const second = release(quay, 'v1.1.0', 'Ties ships up twice');
    const third = release(quay, 'v1.10.0', 'Ties ships up twice', 'Loads ships and boats');
    const before = quay.lock();
    const later = await quay.sync('2026-04-01T00:00:00Z');
    expect(later.sources[0]).toMatchObject({ from: first, to: third, tags: ['v1.1.0', 'v1.10.0'] });
    expect(later.sources[0]?.changes.map(({ key, version }) => `${key} ${version}`)).toEqual([
      'skill:moor 1.1.0',
      'skill:load 1.10.0',
    ]);
    expect(quay.ledger('skill:moor')).toBe('1 1.0.0, 2 1.1.0');
    expect(quay.lock().entries['skill:moor']?.labels).toEqual({ '1.10.0': 2 });
    expect(quay.ledger('skill:load')).toBe('1 1.0.0, 2 1.10.0');
    expect(quay.lock().entries['skill:load']?.labels).toEqual({ '1.1.0': 1 });
    expect(quay.lock().tags).toEqual({ 'v1.0.0': first, 'v1.1.0': second, 'v1.10.0': third });
    expect(ledgerBreaks(before, quay.lock())).toEqual([]);
    const { entries, sources: records } = await quay.published();
    expect(entries.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'skill:quay/load 1.10.0',
      'skill:quay/moor 1.1.0',
    ]);
    expect(records[0]).toMatchObject({ ref: 'tags/v*', versions: { from: 'tags', pattern: 'v*' } });
  });

  test('writes nothing for a branch that moved, a tag that is gone, or a back-port', async () => {
    const quay = makeQuay(listing);
    release(quay, 'v1.0.0', 'Ties ships up');
    release(quay, 'v1.1.0', 'Ties ships up twice');
    await quay.sync();
    const before = quay.written();
    quay.repo.git(['tag', '--delete', 'v1.1.0']);
    release(quay, 'v1.0.1', 'Ties ships up once more');
    quay.repo.commit({});
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]).toMatchObject({ state: 'unchanged', changes: [], bytesFetched: 0 });
    expect(messages(sources[0]?.diagnostics ?? [])).toMatchInlineSnapshot(
      `"info tags-passed-over sources/quay.yaml:2:1 Tags that are passed over: "v1.0.0", "v1.0.1": lower than the locked 1.1.0. | Nothing; or list the branch of an older line as a source of its own."`,
    );
    expect(quay.written()).toEqual(before);
  });

  test('takes nothing of a tag that moved, and goes on with higher ones', async () => {
    const quay = makeQuay(listing);
    const first = release(quay, 'v1.0.0', 'Ties ships up');
    await quay.sync();
    const before = quay.written();
    release(quay, 'v1.0.0', 'Ties ships up and takes a fee');
    const moved = await quay.sync('2026-04-01T00:00:00Z');
    expect(moved.sources[0]?.state).toBe('unchanged');
    expect(messages(moved.sources[0]?.diagnostics ?? [])).toMatchInlineSnapshot(
      `"error tag-moved sources/quay.yaml:2:1 The tag v1.0.0 was locked at commit 8f2c687202f8 and is 4ea0e99f08c6 now. | Nothing is taken from it and what is locked stays. Ask the publisher for a new version; later ones are still taken."`,
    );
    expect(quay.written()).toEqual(before);
    const second = release(quay, 'v1.1.0', 'Ties ships up for nothing');
    const higher = await quay.sync('2026-05-01T00:00:00Z');
    expect(higher.sources[0]?.state).toBe('locked');
    expect(higher.sources[0]?.diagnostics.map(({ rule }) => rule)).toContain('tag-moved');
    expect(quay.lock().tags).toEqual({ 'v1.0.0': first, 'v1.1.0': second });
    expect(quay.ledger('skill:moor')).toBe('1 1.0.0, 2 1.1.0');
  });

  test('locks nothing of a version whose label stands for other content', async () => {
    const quay = makeQuay(listing);
    release(quay, 'v1.0.0', 'Ties ships up');
    await quay.sync();
    // The same version in another line of tags.
    quay.list('git: ADDRESS\nversions: { from: tags, pattern: "next-v*" }\n');
    const other = release(quay, 'next-v1.0.0', 'Ties boats up');
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]).toMatchObject({ state: 'failed', to: other, changes: [] });
    expect(messages(sources[0]?.diagnostics ?? [])).toMatchInlineSnapshot(
      `"error version-reused sources/quay.yaml:2:1 [skill:quay/moor] The version 1.0.0 of the skill "moor" already stands for revision 1, with other content. | Nothing of this tag is locked. Ask the publisher for a new version; higher ones are still taken."`,
    );
    expect(quay.ledger('skill:moor')).toBe('1 1.0.0');
    release(quay, 'next-v1.1.0', 'Ties boats up');
    await quay.sync('2026-05-01T00:00:00Z');
    expect(quay.ledger('skill:moor')).toBe('1 1.0.0, 2 1.1.0');
  });

  test('takes the next version where one cannot be had', async () => {
    const quay = makeQuay(listing);
    const first = release(quay, 'v1.0.0', 'Ties ships up');
    await quay.sync();
    release(quay, 'v1.1.0', 'Ties ships up twice');
    const tree = quay.repo.git(['rev-parse', 'v1.1.0^{tree}']);
    const third = release(quay, 'v1.2.0', 'Ties ships up three times');
    rmSync(join(quay.repo.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]?.diagnostics.map(({ rule }) => rule)).toContain('source-unreachable');
    expect(sources[0]).toMatchObject({ state: 'locked', to: third, tags: ['v1.2.0'] });
    expect(quay.lock().tags).toEqual({ 'v1.0.0': first, 'v1.2.0': third });
  });

  test('asks for the highest where one after the other cannot be had', async () => {
    const quay = makeQuay(listing);
    release(quay, 'v1.0.0', 'Ties ships up');
    await quay.sync();
    for (let n = 1; n <= 6; n += 1) release(quay, `v1.${n}.0`, `Ties ships up ${n} times`);
    for (let n = 1; n < 6; n += 1) {
      const tree = quay.repo.git(['rev-parse', `v1.${n}.0^{tree}`]);
      rmSync(join(quay.repo.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    }
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]?.diagnostics.filter(({ rule }) => rule === 'source-unreachable')).toHaveLength(3);
    expect(sources[0]?.tags).toEqual(['v1.6.0']);
  });

  test('drops a label of the time when it followed a branch, and takes the version', async () => {
    const quay = makeQuay();
    release(quay, 'v9.9.0', 'Ties ships up');
    quay.repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up soon', '9.9') });
    await quay.sync();
    expect(quay.ledger('skill:moor')).toBe('1 9.9.0');
    quay.list(listing);
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]?.state).toBe('locked');
    expect(sources[0]?.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'warning version-reused',
    ]);
    expect(quay.ledger('skill:moor')).toBe('1 9.9.0, 2');
    expect(quay.ledger('skill:load')).toBe('1 9.9.0');
  });

  test('reads the locked version again where what it selects has changed', async () => {
    const quay = makeQuay(`${listing}exclude: ["skills/load"]\n`);
    const first = release(quay, 'v1.0.0', 'Ties ships up');
    await quay.sync();
    expect(Object.keys(quay.lock().entries)).toEqual(['skill:moor']);
    quay.repo.commit({});
    quay.list(listing);
    const { sources } = await quay.sync('2026-04-01T00:00:00Z');
    expect(sources[0]).toMatchObject({ state: 'locked', from: first, to: first });
    expect(quay.ledger('skill:load')).toBe('1 1.0.0');
    expect((await quay.sync()).sources[0]?.state).toBe('unchanged');
  });

  test('has no tag at all', async () => {
    const quay = makeQuay(listing);
    quay.repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') });
    const { sources } = await quay.sync();
    expect(sources[0]).toMatchObject({ state: 'failed' });
    expect(sources[0]?.diagnostics.map(({ rule, at }) => `${rule} ${at.file}:${at.line}`)).toEqual([
      'tag-missing sources/quay.yaml:2',
    ]);
  });

  test('and another of the same repository with other tags are two places', async () => {
    const quay = makeQuay(listing, {
      'sources/shed.yaml': 'git: ADDRESS\nversions: { from: tags, pattern: "shed--v*" }\n',
    });
    release(quay, 'v1.0.0', 'Ties ships up');
    release(quay, 'shed--v3.0.0', 'Ties boats up');
    const { sources, diagnostics } = await quay.sync();
    expect(diagnostics).toEqual([]);
    expect(sources.map(({ id, tags }) => [id, tags])).toEqual([
      ['quay', ['v1.0.0']],
      ['shed', ['shed--v3.0.0']],
    ]);
  });

  test('costs one ls-remote where nothing is new', async () => {
    const quay = makeQuay(listing);
    release(quay, 'v1.0.0', 'Ties ships up');
    const server = await startGitServer(dirname(quay.repo.folder));
    onTestFinished(() => server.close());
    quay.list(`git: ${server.url}/${basename(quay.repo.folder)}\nversions: { from: tags }\n`);
    expect((await quay.sync()).sources[0]?.state).toBe('locked');
    const before = quay.written();
    server.reset();
    expect((await quay.sync('2026-04-01T00:00:00Z')).sources[0]?.state).toBe('unchanged');
    expect(server.requests).toEqual(['GET info/refs', 'POST git-upload-pack']);
    expect(quay.written()).toEqual(before);
  });
});
