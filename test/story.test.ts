import { describe, expect, test } from 'vitest';
import { type Lock, ledgerBreaks, openAbsence } from '../src/domain/lock.ts';
import { by } from '../src/domain/order.ts';
import type { Content } from './helpers/git-repo.ts';
import { makeQuay, type Quay, skillText } from './helpers/quay.ts';

/*
 * One repository from its first commit on, as two sources: `quay` follows its branch, `shed` the tags of another of its
 * folders. After every step the ledgers, what is listed and what is no longer listed are what the table says.
 */

/** What the repository holds. */
type Files = Record<string, Content>;

interface Step {
  readonly what: string;
  /** What the publisher does. Files are committed afterwards, all of them. */
  readonly files?: (files: Files) => void;
  readonly git?: (quay: Quay, commit: string) => void;
  /** What the operator writes into `sources/quay.yaml`. */
  readonly listing?: string;
  /**
   * What is another ledger now, by `source/name`: revisions with their labels (`2=1.1.0`), more labels of the last one
   * (`+1.2.0`), and `gone` where it is not in its source, `unread` where it is there and cannot be read.
   */
  readonly ledger: Readonly<Record<string, string>>;
  /** What the sync tells. */
  readonly told?: readonly string[];
  /** Of what is no longer listed: under which name it goes on. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const moor = 'quay/moor/SKILL.md';
const load = 'quay/load/SKILL.md';
const tides = 'quay/tides/SKILL.md';
const knot = 'shed/knot/SKILL.md';
const script: Content = { script: 'curl https://winds.dev/now\n' };

const steps: readonly Step[] = [
  {
    what: 'two skills, and a third in a first release',
    files: (files) => {
      files[moor] = skillText('moor', 'Ties ships up', '1.0');
      files[load] = skillText('load', 'Loads ships', '1.0');
      files[knot] = skillText('knot', 'Ties knots', '7.0');
    },
    git: ({ repo }) => repo.git(['tag', 'v1.0.0']),
    ledger: { 'quay/moor': '1=1.0.0', 'quay/load': '1=1.0.0', 'shed/knot': '1=1.0.0' },
    told: ['added skill:load', 'added skill:moor', 'added skill:knot'],
  },
  {
    what: 'a skill is added',
    files: (files) => void (files[tides] = skillText('tides', 'Reads tide tables')),
    ledger: { 'quay/tides': '1' },
    told: ['added skill:tides'],
  },
  {
    what: 'a skill is edited, and its version raised',
    files: (files) => {
      files[moor] = skillText('moor', 'Ties ships up twice', '1.1');
      files['quay/moor/wind.sh'] = script;
    },
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0' },
    told: ['changed skill:moor, can: script wind.sh, host winds.dev'],
  },
  {
    what: 'the edit is reverted: earlier bytes are a new revision with the label they had',
    files: (files) => {
      files[moor] = skillText('moor', 'Ties ships up', '1.0');
      delete files['quay/moor/wind.sh'];
    },
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0' },
    told: ['changed skill:moor, cannot: script wind.sh, host winds.dev'],
  },
  {
    what: 'a skill is edited under its old version: the label stays where it was',
    files: (files) => void (files[load] = skillText('load', 'Loads ships and boats', '1.0')),
    ledger: { 'quay/load': '1=1.0.0 2' },
    told: ['changed skill:load', 'warning version-reused'],
  },
  {
    what: 'a skill moves to another folder with all its bytes: the name stays with the path',
    files: (files) => {
      files['quay/tables/tides/SKILL.md'] = files[tides] ?? '';
      delete files[tides];
    },
    ledger: { 'quay/tides': '1 gone', 'quay/tables-tides': '1' },
    told: [
      'added skill:tables-tides, was skill:tides',
      'removed skill:tides, is skill:tables-tides',
      'info entry-moved',
    ],
  },
  {
    what: 'the source file says that it was renamed',
    listing: 'entries: { "skill:tables-tides": { renamedFrom: tides } }',
    ledger: {},
    renamed: { 'quay/tides': 'quay/tables-tides' },
  },
  {
    what: 'a skill is deleted',
    files: (files) => void delete files[load],
    ledger: { 'quay/load': '1=1.0.0 2 gone' },
    told: ['removed skill:load'],
  },
  {
    what: 'a new skill wants its name, and gets one of its own',
    files: (files) => void (files['quay/crane/load/SKILL.md'] = skillText('load', 'Lifts containers', '3.0')),
    ledger: { 'quay/crane-load': '1=3.0.0' },
    told: ['added skill:crane-load'],
  },
  {
    what: 'the deleted one comes back, and has its name and past',
    files: (files) => void (files[load] = skillText('load', 'Loads ships and boats', '1.0')),
    ledger: { 'quay/load': '1=1.0.0 2' },
    told: ['returned skill:load'],
  },
  {
    what: 'the branch is pushed by force: another past, another skill, one less',
    files: (files) => {
      delete files['quay/crane/load/SKILL.md'];
      files[moor] = skillText('moor', 'Ties ships up for good', '2.0');
    },
    git: ({ repo }, commit) => {
      const tree = repo.git(['rev-parse', `${commit}^{tree}`]);
      repo.git(['reset', '--quiet', '--hard', repo.git(['commit-tree', '-m', 'Another past', tree])]);
    },
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0 4=2.0.0', 'quay/crane-load': '1=3.0.0 gone' },
    told: ['removed skill:crane-load', 'changed skill:moor'],
  },
  {
    what: 'a second release; the branch does not change for quay',
    files: (files) => void (files[knot] = skillText('knot', 'Ties better knots', '7.0')),
    git: ({ repo }) => repo.git(['tag', '--annotate', '--message', 'Second', 'v1.1.0']),
    ledger: { 'shed/knot': '1=1.0.0 2=1.1.0' },
    told: ['changed skill:knot'],
  },
  {
    what: 'its tag is moved: nothing of it is taken',
    files: (files) => void (files[knot] = skillText('knot', 'Ties knots for a fee', '7.0')),
    git: ({ repo }) => repo.git(['tag', '--force', 'v1.1.0']),
    ledger: {},
    told: ['error tag-moved'],
  },
  {
    what: 'a third release has the content of the second: one more label, no revision',
    files: (files) => void (files[knot] = skillText('knot', 'Ties better knots', '7.0')),
    git: ({ repo }) => repo.git(['tag', 'v1.2.0']),
    ledger: { 'shed/knot': '1=1.0.0 2=1.1.0+1.2.0' },
    told: ['error tag-moved'],
  },
  {
    what: 'the front matter of a skill breaks: it is there, and not published',
    files: (files) => void (files[moor] = 'No front matter.\n'),
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0 4=2.0.0 unread' },
    told: ['error front-matter-missing', 'error tag-moved'],
  },
  {
    what: 'it is mended',
    files: (files) => void (files[moor] = skillText('moor', 'Ties ships up for good', '2.0')),
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0 4=2.0.0' },
    told: ['error tag-moved'],
  },
];

const listing = (entries = ''): string => `git: ADDRESS\nref: main\npath: quay\n${entries}\n`;

describe('the story of a source', { tags: ['slow'] }, () => {
  test('from its first commit on', async () => {
    const quay = makeQuay(listing(), {
      'sources/shed.yaml': 'git: ADDRESS\npath: shed\nversions: { from: tags }\n',
    });
    const files: Files = {};
    const ledger: Record<string, string> = {};
    const renamed: Record<string, string> = {};
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
      const { entries, all } = await quay.published();
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

      // PAGES: the page of every listed entry, the tombstone or redirect of every former one (to be filled in).
      // FEEDS: one item for each line of `told` that is a change, dated `now` (to be filled in).

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
