import type { Content } from './git-repo.ts';
import { type Quay, skillText } from './quay.ts';

/** What the repository holds. */
export type Files = Record<string, Content>;

/** One step of the story: what happens, and what is another afterwards. */
export interface Step {
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
  /** What the feed has that it did not have before. */
  readonly feed?: readonly string[];
  /** Of the finished site, the first words of every page of an entry or a former one, by its address. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Of what is no longer listed: under which name it goes on. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const moor = 'quay/moor/SKILL.md';
const load = 'quay/load/SKILL.md';
const tides = 'quay/tides/SKILL.md';
const knot = 'shed/knot/SKILL.md';
const script: Content = { script: 'curl https://winds.dev/now\n' };

/** The story, step by step. */
export const steps: readonly Step[] = [
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
    feed: [
      'load (skill, quay): new, version 1.0.0',
      'moor (skill, quay): new, version 1.0.0',
      'knot (skill, shed): new, version 1.0.0',
    ],
  },
  {
    what: 'a skill is added',
    files: (files) => void (files[tides] = skillText('tides', 'Reads tide tables')),
    ledger: { 'quay/tides': '1' },
    told: ['added skill:tides'],
    feed: ['tides (skill, quay): new'],
  },
  {
    what: 'a skill is edited, and its version raised',
    files: (files) => {
      files[moor] = skillText('moor', 'Ties ships up twice', '1.1');
      files['quay/moor/wind.sh'] = script;
    },
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0' },
    told: ['changed skill:moor, can: script wind.sh, host winds.dev'],
    feed: ['moor (skill, quay): new content, revision 2, version 1.1.0'],
  },
  {
    what: 'the edit is reverted: earlier bytes are a new revision with the label they had',
    files: (files) => {
      files[moor] = skillText('moor', 'Ties ships up', '1.0');
      delete files['quay/moor/wind.sh'];
    },
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0' },
    told: ['changed skill:moor, cannot: script wind.sh, host winds.dev'],
    feed: ['moor (skill, quay): new content, revision 3, version 1.0.0'],
  },
  {
    what: 'a skill is edited under its old version: the label stays where it was',
    files: (files) => void (files[load] = skillText('load', 'Loads ships and boats', '1.0')),
    ledger: { 'quay/load': '1=1.0.0 2' },
    told: ['changed skill:load', 'warning version-reused'],
    feed: ['load (skill, quay): new content, revision 2'],
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
    feed: ['tides (skill, quay): new', 'tides (skill, quay): gone from its source'],
  },
  {
    what: 'the source file says that it was renamed',
    listing: 'entries: { "skill:tables-tides": { renamedFrom: tides } }',
    ledger: {},
    renamed: { 'quay/tides': 'quay/tables-tides' },
    feed: ['tides (skill, quay): renamed from skill:quay/tides'],
  },
  {
    what: 'a skill is deleted',
    files: (files) => void delete files[load],
    ledger: { 'quay/load': '1=1.0.0 2 gone' },
    told: ['removed skill:load'],
    feed: ['load (skill, quay): gone from its source'],
  },
  {
    what: 'a new skill wants its name, and gets one of its own',
    files: (files) => void (files['quay/crane/load/SKILL.md'] = skillText('load', 'Lifts containers', '3.0')),
    ledger: { 'quay/crane-load': '1=3.0.0' },
    told: ['added skill:crane-load'],
    feed: ['load (skill, quay): new, version 3.0.0'],
    pages: {
      'quay/crane-load': 'listed',
      'quay/load': 'Removed',
      'quay/moor': 'listed',
      'quay/tables-tides': 'listed',
      'quay/tides': '/skills/quay/tables-tides/',
      'shed/knot': 'listed',
    },
  },
  {
    what: 'the deleted one comes back, and has its name and past',
    files: (files) => void (files[load] = skillText('load', 'Loads ships and boats', '1.0')),
    ledger: { 'quay/load': '1=1.0.0 2' },
    told: ['returned skill:load'],
    feed: ['load (skill, quay): back in its source'],
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
    feed: [
      'crane-load (skill, quay): gone from its source',
      'moor (skill, quay): new content, revision 4, version 2.0.0',
    ],
  },
  {
    what: 'a second release; the branch does not change for quay',
    files: (files) => void (files[knot] = skillText('knot', 'Ties better knots', '7.0')),
    git: ({ repo }) => repo.git(['tag', '--annotate', '--message', 'Second', 'v1.1.0']),
    ledger: { 'shed/knot': '1=1.0.0 2=1.1.0' },
    told: ['changed skill:knot'],
    feed: ['knot (skill, shed): new content, revision 2, version 1.1.0'],
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
    pages: {
      'quay/crane-load': 'Removed',
      'quay/load': 'listed',
      'quay/moor': 'Not to be had',
      'quay/tables-tides': 'listed',
      'quay/tides': '/skills/quay/tables-tides/',
      'shed/knot': 'listed',
    },
  },
  {
    what: 'it is mended',
    files: (files) => void (files[moor] = skillText('moor', 'Ties ships up for good', '2.0')),
    ledger: { 'quay/moor': '1=1.0.0 2=1.1.0 3=1.0.0 4=2.0.0' },
    told: ['error tag-moved'],
  },
];
