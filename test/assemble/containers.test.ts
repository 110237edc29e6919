import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { advisoriesOf, assembled, changed, withRevisions } from '../helpers/advisories.ts';
import { outcomeOf } from '../helpers/harbour.ts';
import { down, manifest, moor, quay, text } from '../helpers/withdrawn-harbour.ts';

describe('containers', () => {
  test('an older revision of a plugin held what its member was then', async () => {
    const outcome = changed(await outcomeOf(quay), {
      // Revisions 1 to 3 of the member are of January to March, those of the plugin of January to April.
      [moor]: (entry) => withRevisions(entry, ['one', 'two']),
      'plugin:quay/kit': (entry) => withRevisions(entry, ['a', 'b', 'c']),
    });
    const of = async (revisions: string) => {
      const advisories = await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: ${revisions} }]` });
      const { withdrawals } = assembled([outcome], advisories);
      return [...withdrawals.revisions.keys()].filter((key) => key.startsWith('plugin'));
    };
    expect(await of('1')).toEqual(['plugin:quay/kit@1']);
    expect(await of('2')).toEqual(['plugin:quay/kit@2']);
    expect(await of('3')).toEqual(['plugin:quay/kit@3', 'plugin:quay/kit@4']);
  });

  test('an older revision of a plugin held it whatever date its publisher gave a commit', async () => {
    const locked = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'].map((on) => ({
      locked: on,
    }));
    const early = locked.map((one) => ({ ...one, date: '1970-01-01T00:00:00Z' }));
    const members = locked.map((one, n) => ({ ...one, locked: n === 1 ? '2026-01-15T00:00:00Z' : one.locked }));
    const outcome = changed(await outcomeOf(quay), {
      [moor]: (entry) => withRevisions(entry, ['one', 'two'], members),
      'plugin:quay/kit': (entry) => withRevisions(entry, ['a', 'b'], early),
    });
    const advisories = await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 2 }]` });
    const { withdrawals } = assembled([outcome], advisories);
    expect([...withdrawals.revisions.keys()].toSorted()).toEqual(['plugin:quay/kit@2', `${moor}@2`]);
  });

  test('of versions that one run has locked it held what was there by their dates', async () => {
    const run = { locked: '2026-05-01T00:00:00Z' };
    // The second version of both came in one commit, and the third claims to be older.
    const third = { ...run, date: '1970-01-01T00:00:00Z', commit: '3'.repeat(40) };
    const second = { ...run, commit: '2'.repeat(40) };
    const outcome = changed(await outcomeOf(quay), {
      [moor]: (entry) => withRevisions(entry, ['one', 'two'], [run, run, run]),
      'plugin:quay/kit': (entry) => withRevisions(entry, ['a', 'b'], [run, run, run]),
    });
    const advisories = await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 2 }]` });
    const { withdrawals } = assembled([outcome], advisories);
    expect([...withdrawals.revisions.keys()].toSorted()).toEqual(['plugin:quay/kit@2', `${moor}@2`]);
    const lying = changed(outcome, {
      [moor]: (entry) =>
        withRevisions({ ...entry, revisions: entry.revisions.slice(-1) }, ['one', 'two'], [run, second, third]),
      'plugin:quay/kit': (entry) =>
        withRevisions({ ...entry, revisions: entry.revisions.slice(-1) }, ['a', 'b'], [run, second, third]),
    });
    expect([...assembled([lying], advisories).withdrawals.revisions.keys()]).toContain('plugin:quay/kit@2');
  });

  test('an assembled plugin holds the revision that was frozen', async () => {
    const outcome = changed(await outcomeOf(quay), { [moor]: (entry) => withRevisions(entry, ['one']) });
    const frozen = (revision: number) =>
      changed(outcome, {
        'plugin:quay/kit': (entry) => ({
          ...entry,
          members: [],
          assembled: [{ id: moor, revision, digest: sha256(revision === 1 ? 'one' : 'other') }],
        }),
      });
    const advisories = await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 1 }]` });
    expect(down(assembled([frozen(1)], advisories))).toEqual({ 'plugin:quay/kit': `leak with ${moor}` });
    expect(down(assembled([frozen(2)], advisories))).toEqual({});
    // Its source has left the catalog; the digest is what is left of it.
    const gone = { ...frozen(1), entries: frozen(1).entries.filter(({ kind }) => kind === 'plugin') };
    const { lock } = gone.source;
    const alone = { ...gone, source: { ...gone.source, lock: lock && { ...lock, entries: {} } } };
    const byDigest = await advisoriesOf({ leak: `affects: [{ digest: ${sha256('one')} }]` });
    const catalog = assembled([alone], byDigest);
    expect(down(catalog)).toEqual({ 'plugin:quay/kit': `leak with ${moor}` });
    expect(catalog.diagnostics.filter(({ rule }) => rule === 'advisory-digest-unknown')).toEqual([]);
  });

  test('a plugin in a plugin goes too, and a ring of them ends', async () => {
    const files = {
      'a/.claude-plugin/plugin.json': manifest('a'),
      'a/skills/moor/SKILL.md': text('moor'),
      'b/.claude-plugin/plugin.json': manifest('b'),
    };
    const outcome = await outcomeOf({ id: 'quay', files });
    const holds = (kind: 'plugin' | 'skill', path: string) => ({ kind, path });
    const ring = changed(outcome, {
      'plugin:quay/a': (entry) => ({ ...entry, members: [holds('skill', 'a/skills/moor'), holds('plugin', 'b')] }),
      'plugin:quay/b': (entry) => ({ ...entry, members: [holds('plugin', 'a')] }),
    });
    expect(down(assembled([ring], await advisoriesOf({ leak: `affects: [{ entry: ${moor} }]` })))).toEqual({
      [moor]: 'leak',
      'plugin:quay/a': `leak with ${moor}`,
      'plugin:quay/b': 'leak with plugin:quay/a',
    });
  });
});
