import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Lock, ledgerBreaks, openAbsence } from '../src/domain/lock.ts';
import { by } from '../src/domain/order.ts';
import { makeQuay, type Quay } from './helpers/quay.ts';
import { type Files, steps } from './helpers/story-steps.ts';

/*
 * One repository from its first commit on, as two sources: `quay` follows its branch, `shed` the tags of another of its
 * folders. After every step the ledgers, what is listed and what is no longer listed are what the table says.
 */

const listing = (entries = ''): string => `git: ADDRESS\nref: main\npath: quay\n${entries}\n`;

describe('the story of a source', { tags: ['slow'] }, () => {
  test('from its first commit on', async () => {
    const quay = makeQuay(listing(), {
      'sources/shed.yaml': 'git: ADDRESS\npath: shed\nversions: { from: tags }\n',
    });
    const files: Files = {};
    const ledger: Record<string, string> = {};
    const renamed: Record<string, string> = {};
    const items = new Set<string>();
    let before: Record<string, Lock> = {};
    for (const [index, step] of steps.entries()) {
      const now = `2026-03-${String(index + 1).padStart(2, '0')}T08:00:00Z`;
      step.files?.(files);
      if (step.listing !== undefined) quay.list(listing(step.listing));
      else {
        const commit = quay.repo.commit(files);
        step.git?.(quay, commit);
      }
      Object.assign(ledger, step.ledger);
      Object.assign(renamed, step.renamed);

      expect(told(await quay.sync(now)), step.what).toEqual(step.told ?? []);
      const locks = { quay: quay.lock('quay'), shed: quay.lock('shed') };
      for (const [id, lock] of Object.entries(locks)) {
        expect(before[id] ? ledgerBreaks(before[id], lock) : [], step.what).toEqual([]);
      }
      before = locks;
      const { entries, all, feed } = await quay.published();
      const listed = new Map(entries.map((entry) => [nameOf(entry.id), entry]));
      expect(ledgers(locks, listed), step.what).toEqual(ledger);

      // What is listed is the newest revision of everything that is there, and nothing else.
      const there = Object.entries(ledger).filter(([, text]) => !/ (?:gone|unread)$/.test(text));
      expect([...listed].map(([name, { revision, version }]) => `${name} ${pin(revision, version)}`)).toEqual(
        there.map(([name, text]) => `${name} ${latest(text)}`).toSorted(),
      );
      expect(all.entries.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));

      // What is no longer listed is remembered under its name, and where it was renamed, by its new one.
      const former = (all.former ?? []).map(({ id, state, renamedTo }) => [
        nameOf(id),
        renamedTo ? nameOf(renamedTo) : state,
      ]);
      const isAway = Object.entries(ledger).filter(([, text]) => / (?:gone|unread)$/.test(text));
      expect(former, step.what).toEqual(
        isAway
          .map(([name, text]) => [name, renamed[name] ?? (text.endsWith('gone') ? 'removed' : 'unavailable')] as const)
          .toSorted(by(([name]) => name)),
      );

      // The feed tells what is new, once, under the day of the sync; a rename is dated by the new name.
      const fresh = feed.filter(({ id }) => !items.has(id));
      for (const { id } of feed) items.add(id);
      expect(
        fresh.map(({ title }) => title),
        step.what,
      ).toEqual(step.feed ?? []);
      const days = fresh.map(({ title, date_published }) => (title.includes('renamed') ? now : date_published));
      expect(new Set([...days, now]), step.what).toEqual(new Set([now]));
      if (step.pages) expect(await pagesOf(await quay.site()), step.what).toEqual(step.pages);

      // The same again: nothing has moved, and nothing is written.
      const written = quay.written();
      const again = await quay.sync('2027-01-01T00:00:00Z');
      expect(
        again.sources.map(({ state }) => state),
        step.what,
      ).toEqual(['unchanged', 'unchanged']);
      expect(quay.written(), step.what).toEqual(written);
    }
  });
});

/** The pages of entries and former ones: what they say of it first, and where they send on to. */
async function pagesOf(folder: string): Promise<Record<string, string>> {
  const pages = await readdir(join(folder, 'skills'), { recursive: true });
  const found = pages.filter((path) => /^[^/]+\/[^/]+\/index\.html$/.test(path)).toSorted();
  const texts = found.map(async (path) => {
    const html = await readFile(join(folder, 'skills', path), 'utf8');
    const [, sentOnTo] = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(html) ?? [];
    const [, said] = /<aside class="banner[^>]*aria-label="([^"]*)"/.exec(html) ?? [];
    return [path.replace(/\/index\.html$/, ''), sentOnTo ?? said ?? 'listed'] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

function nameOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

function pin(revision: number, version: string | undefined): string {
  return version === undefined ? `${revision}` : `${revision}=${version}`;
}

/** The last revision of a ledger as it is listed: with the label it was locked under. */
function latest(text: string): string {
  return (text.split(' ').at(-1) ?? '').replace(/\+.*$/, '');
}

/** The ledgers as the table writes them. */
function ledgers(locks: Readonly<Record<string, Lock>>, listed: ReadonlyMap<string, unknown>): Record<string, string> {
  const texts = Object.entries(locks).flatMap(([source, { entries }]) =>
    Object.entries(entries).map(([key, entry]): [string, string] => {
      const name = `${source}/${nameOf(key)}`;
      const revisions = entry.revisions.map(({ revision, version }) => {
        const more = Object.entries(entry.labels ?? {}).filter(([, of]) => of === revision);
        return pin(revision, version) + more.map(([label]) => `+${label}`).join('');
      });
      const state = openAbsence(entry) ? ' gone' : listed.has(name) ? '' : ' unread';
      return [name, `${revisions.join(' ')}${state}`];
    }),
  );
  return Object.fromEntries(texts);
}

type Result = Awaited<ReturnType<Quay['sync']>>;

const shown = new Set(['version-reused', 'entry-moved', 'tag-moved', 'tag-missing', 'front-matter-missing']);

/** What a sync has told of changes, then its diagnostics. */
function told({ sources, diagnostics }: Result): string[] {
  const changes = sources.flatMap((source) =>
    source.changes.map(({ key, change, diff, movedFrom, movedTo }) => {
      const can = diff?.added.map(({ kind, value }) => `${kind} ${value}`).join(', ');
      const cannot = diff?.removed.map(({ kind, value }) => `${kind} ${value}`).join(', ');
      return [
        `${change} ${key}`,
        ...(can ? [`can: ${can}`] : []),
        ...(cannot ? [`cannot: ${cannot}`] : []),
        ...(movedFrom ? [`was ${movedFrom}`] : []),
        ...(movedTo ? [`is ${movedTo}`] : []),
      ].join(', ');
    }),
  );
  const said = diagnostics.filter(({ rule }) => shown.has(rule)).map(({ severity, rule }) => `${severity} ${rule}`);
  return [...changes, ...said];
}
