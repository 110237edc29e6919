import { describe, expect, test } from 'vitest';
import { syncJson } from '../src/report/sync-json.ts';
import { syncMarkdown } from '../src/report/sync-markdown.ts';
import { writeTree } from './helpers/catalog-folder.ts';
import { makeQuay, skillText } from './helpers/quay.ts';

describe('content that goes and comes back', { tags: ['slow'] }, () => {
  test('is the draft it was, under another number', async () => {
    const quay = makeQuay();
    for (const [month, words] of ['Ties ships up', 'Takes a fee', 'Ties ships up', 'Takes a fee'].entries()) {
      quay.repo.commit({ 'skills/moor/SKILL.md': skillText('moor', words) });
      await quay.sync(`2026-0${month + 1}-01T00:00:00Z`);
    }
    expect(quay.ledger('skill:moor')).toBe('1, 2, 3, 4');
    writeTree(quay.catalogDir, {
      'governance/quay.yaml': 'entries: { skill:moor: { revisions: { 2: { status: draft } } } }\n',
    });
    const { entries, rules } = await quay.published();
    expect(rules).toEqual(expect.not.arrayContaining(['revision-unavailable']));
    expect(entries).toMatchObject([
      { id: 'skill:quay/moor', revision: 3, description: expect.stringMatching(/^Ties/) },
    ]);
  });
});

describe('a source', { tags: ['slow'] }, () => {
  test('from which a judged skill goes while another comes is told in the report', async () => {
    const quay = makeQuay();
    quay.repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') });
    await quay.sync();
    writeTree(quay.catalogDir, {
      'advisories/leak.yaml':
        'severity: critical\nreason: It sends keys away.\non: 2026-03-02\naffects: [{ entry: "skill:quay/moor" }]\n',
    });
    quay.repo.commit({ 'skills/tie/SKILL.md': skillText('tie', 'Ties ships up') });
    const { sources, diagnostics } = await quay.sync('2026-04-01T00:00:00Z');
    expect(diagnostics.map(({ rule }) => rule)).toContain('governed-entry-gone');
    expect(sources[0]?.diagnostics.find(({ rule }) => rule === 'governed-entry-gone')?.message).toBe(
      'skill:moor is gone, of which was said: withdrawn by advisories/leak.yaml. New in the same step: skill:tie.',
    );
    expect(syncMarkdown(sources, diagnostics)).toContain('Judged entries that are gone:');
    expect(syncJson(sources, diagnostics)).toContain('"governed-entry-gone"');
  });

  test('that leads to another repository says so, and one with another path does not', async () => {
    const quay = makeQuay();
    const other = makeQuay();
    for (const { repo } of [quay, other]) repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') });
    expect((await quay.sync()).sources[0]).not.toHaveProperty('repointed');
    quay.list('git: ADDRESS\nref: main\npath: skills\n');
    expect((await quay.sync()).sources[0]).not.toHaveProperty('repointed');
    quay.list(`git: file://${other.repo.folder}\nref: main\n`);
    const { sources, diagnostics } = await quay.sync();
    expect(sources[0]?.repointed).toEqual({
      from: expect.stringContaining(quay.repo.folder.slice(1)),
      to: expect.stringContaining(other.repo.folder.slice(1)),
    });
    expect(syncMarkdown(sources, diagnostics)).toMatch(/^# ⚠ ANOTHER REPOSITORY\n/);
    expect(syncJson(sources, diagnostics)).toContain('"repointed"');
  });
});
