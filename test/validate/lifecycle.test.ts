import { describe, expect, test } from 'vitest';
import type { LockedRevision } from '../../src/domain/lock.ts';
import { readTree } from '../../src/read/read-source.ts';
import { outcomeOf } from '../helpers/harbour.ts';
import { memoryTree, skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const files = { 'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.') };
const earlier = (revision: number): LockedRevision => ({
  revision,
  digest: String(revision).repeat(64),
  date: '2026-10-01T00:00:00Z',
});

/** What is said of an entry with four revisions, the last of which lies in the source. */
async function said(words: { publisher?: string; operator?: string }): Promise<string> {
  const { publisher = '{}', operator = 'riskTier: minimal' } = words;
  const { source } = await outcomeOf({
    files,
    source: `local: harbour\nentries:\n  skill:tides: ${publisher}\n`,
    governance: `entries:\n  skill:tides:\n    ${operator}\n`,
  });
  const locked = source.lock?.entries['skill:tides'];
  const newest = locked?.revisions.at(-1);
  if (!source.lock || !locked || !newest) throw new Error('Nothing is locked.');
  const revisions = [earlier(1), earlier(2), earlier(3), { ...newest, revision: 4 }];
  const lock = { ...source.lock, entries: { 'skill:tides': { ...locked, revisions } } };
  return messages((await readTree({ ...source, lock }, memoryTree(files), '2026-11-20')).diagnostics);
}

describe('an alias', () => {
  const statuses =
    'revisions: { 1: { status: draft }, 2: { status: deprecated, reason: Old. }, 3: { status: deleted } }\n    riskTier: minimal\n    aliases: ';

  test.each([
    ['draft', 1],
    ['deprecated', 2],
    ['active', 4],
  ])('may point to a revision that is %s', async (_status, revision) => {
    expect(await said({ operator: `${statuses}{ production: ${revision} }` })).toBe('');
  });

  test('may not point to one that is deleted, whoever says so', async () => {
    const line =
      'error alias-deleted-revision governance/harbour.yaml:5:16 [skill:harbour/tides] "production" points to revision 3, which is deleted. | Point it to another revision, or remove it.';
    expect(await said({ operator: `${statuses}{ production: 3 }` })).toBe(line);
    const publisher = '{ revisions: { 3: { status: deleted } } }';
    expect(await said({ publisher, operator: 'riskTier: minimal\n    aliases: { production: 3 }' })).toBe(
      line.replace('5:16', '4:16'),
    );
  });

  test('may not point to one that does not exist, and "latest" is not an alias', async () => {
    expect(await said({ operator: `${statuses}{ next: 5, latest: 4 }` })).toMatchInlineSnapshot(`
      "error alias-unknown-revision governance/harbour.yaml:5:16 [skill:harbour/tides] "next" points to revision 5; there are 1 to 4. | Point it to a revision that the lock holds, or run "skillyard sync" first.
      error alias-reserved governance/harbour.yaml:5:25 [skill:harbour/tides] The alias "latest" cannot be set. | Choose another word, for example "production"."
    `);
  });
});

describe('what is said of revisions', () => {
  test('meets one that the ledger holds', async () => {
    expect(
      await said({
        publisher: '{ revisions: { 2: { status: draft }, 5: { status: draft } } }',
        operator: 'revisions: { 12: { status: draft } }\n    riskTier: minimal',
      }),
    ).toMatchInlineSnapshot(`
      "error revision-unknown sources/harbour.yaml:3:53 [skill:harbour/tides] skill:tides has no revision 5; there are 1 to 4. | Correct the number, or run "skillyard sync" first.
      error revision-unknown governance/harbour.yaml:3:18 [skill:harbour/tides] skill:tides has no revision 12; there are 1 to 4. | Correct the number, or run "skillyard sync" first."
    `);
  });

  test('has a reason where it is a deprecation, and the place of the one who says it', async () => {
    expect(
      await said({
        publisher:
          '{ status: deprecated, revisions: { 1: { status: deprecated }, 2: { status: deprecated, reason: Old. } } }',
        operator: 'revisions: { 3: { status: deprecated } }\n    status: active\n    riskTier: minimal',
      }),
    ).toMatchInlineSnapshot(`
      "warning status-reason-missing sources/harbour.yaml:3:18 [skill:harbour/tides] skill:tides is deprecated without a reason. | Add reason, and replacedBy where there is a successor.
      warning status-reason-missing sources/harbour.yaml:3:56 [skill:harbour/tides] Revision 1 of skill:tides is deprecated without a reason. | Add reason, and replacedBy where there is a successor.
      warning status-reason-missing governance/harbour.yaml:3:23 [skill:harbour/tides] Revision 3 of skill:tides is deprecated without a reason. | Add reason, and replacedBy where there is a successor."
    `);
  });
});
