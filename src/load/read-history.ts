import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { type History, type HistoryEvent, HistoryField } from '../domain/history.ts';
import { by } from '../domain/order.ts';
import { readObjects, runCatalogGit } from './catalog-git.ts';
import { type CatalogCommit, type ChangedFile, listCommits } from './history-log.ts';
import { createWordReader, type Word, type Words } from './history-words.ts';
import type { Catalog } from './load-catalog.ts';

/** More commits than this are not read: the oldest are left out. */
const MOST_COMMITS = 5000;
/** As in the working tree: a larger file is not read. */
const LARGEST_FILE = 1_000_000;
/** Of all versions of all files, in UTF-16 code units; older commits are left out. */
const MOST_TEXT = 1_000_000_000;
/** Of YAML that is parsed, in UTF-16 code units; older commits are left out. A megabyte can take seconds. */
const MOST_PARSED = 20_000_000;
/** Of a subject or a name, in characters. */
const MOST_WORDS = 200;

export interface ReadHistory {
  readonly history: History;
  /** Why there is none, or not all of it. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The decisions about every entry, from the git log of the catalog folder: what each commit has changed in `sources/`,
 * `governance/` and `plugins/`. What is not committed is not history.
 *
 * @param limits For tests.
 */
export async function readHistory(
  { dir, file }: Pick<Catalog, 'dir' | 'file'>,
  { mostCommits = MOST_COMMITS, mostParsed = MOST_PARSED } = {},
): Promise<ReadHistory> {
  // An exported catalog may lie in a repository that knows nothing of it.
  const state = await runCatalogGit(dir, ['rev-parse', '--is-shallow-repository', 'HEAD:./catalog.yaml']);
  if (state === undefined) {
    return absent('The catalog is not committed to a git repository, so it is not known who decided what and when.');
  }
  if (state.startsWith('true')) {
    const hint = 'Fetch all of it: "git fetch --unshallow"; in GitHub Actions, give actions/checkout "fetch-depth: 0".';
    return absent('The clone of the catalog is shallow, so it is not known who decided what and when.', hint);
  }
  const commits = await listCommits(dir, mostCommits + 1);
  if (!commits) return absent(UNREADABLE, WHOLE_CLONE);

  const newest = commits.slice(0, mostCommits);
  const { read, stop } = await readCommits(dir, newest, { authors: file.history.authors, mostParsed });
  const events = Map.groupBy(read.toReversed().flat(), ({ entry }) => entry);
  const history = new Map([...events].map(([id, list]) => [id, list.map(({ event }) => event)]));
  if (read.length === commits.length) return { history: { complete: true, events: history }, diagnostics: [] };
  const message = `Only the newest ${read.length} commits of the catalog are in the history of its entries.`;
  const hint = stop === 'missing' ? WHOLE_CLONE : 'There is nothing to do: older decisions are in the git log.';
  if (read.length === 0) return absent(stop === 'missing' ? UNREADABLE : TOO_MUCH, hint);
  return { ...absent(message, hint), history: { complete: false, events: history } };
}

const UNREADABLE = 'The git history of the catalog cannot be read.';
const TOO_MUCH = 'The newest commit of the catalog decides too much at once to be read.';
const WHOLE_CLONE = 'Build from a clone that has all objects: without "--filter", and not damaged.';

function absent(message: string, hint?: string): ReadHistory {
  const at = { root: 'catalog', file: 'catalog.yaml' } as const;
  return {
    history: { complete: false, events: new Map() },
    diagnostics: [diagnose('history-absent', { message, hint, at })],
  };
}

interface Told {
  readonly entry: string;
  readonly event: HistoryEvent;
}

interface ReadCommits {
  readonly read: readonly (readonly Told[])[];
  /** Why it ends before the last: files cannot be had, or are too much. */
  readonly stop?: 'missing' | 'size';
}

/** What each commit has decided, newest first. */
async function readCommits(
  dir: string,
  commits: readonly CatalogCommit[],
  { authors, mostParsed }: { readonly authors: boolean; readonly mostParsed: number },
): Promise<ReadCommits> {
  const uses = new Map<string, number>();
  for (const oid of commits.flatMap(({ files }) => files.flatMap(blobsOf))) uses.set(oid, (uses.get(oid) ?? 0) + 1);
  const objects = readObjects(dir, [...uses.keys()], LARGEST_FILE);
  const order = uses.keys();
  const reader = createWordReader();
  const texts = new Map<string, string>();
  let total = 0;

  /** Objects come in the order in which commits ask for them first. */
  const obtain = async (oid: string): Promise<ReadCommits['stop']> => {
    while (!texts.has(oid)) {
      const { value, done } = await objects.next();
      if (done === true) return 'missing';
      if (total > MOST_TEXT) return 'size';
      total += value?.length ?? 0;
      texts.set(order.next().value ?? '', value ?? '');
    }
    return undefined;
  };
  const words = (file: ChangedFile, oid: string | undefined): Words =>
    oid === undefined ? new Map() : reader.read(file, texts.get(oid) ?? '');
  const release = (oid: string): void => {
    const left = (uses.get(oid) ?? 0) - 1;
    uses.set(oid, left);
    if (left === 0) texts.delete(oid);
  };

  const read: Told[][] = [];
  try {
    for (const commit of commits) {
      const told: Told[] = [];
      for (const file of commit.files) {
        const oids = blobsOf(file);
        for (const oid of oids) {
          const stop = await obtain(oid);
          if (stop !== undefined) return { read, stop };
        }
        const [before, after] = [words(file, file.before), words(file, file.after)];
        const merged = (file.merged ?? []).map((oid) => words(file, oid));
        told.push(...compare(commit, file, { before, after, merged }, authors));
        oids.forEach(release);
        if (reader.work() > mostParsed) return { read, stop: 'size' };
      }
      read.push(told);
    }
  } finally {
    await objects.return(undefined);
  }
  return { read };
}

function blobsOf({ before, merged = [], after }: ChangedFile): string[] {
  return [before, ...merged, after].filter((oid) => oid !== undefined);
}

interface Sides {
  readonly before: Words;
  readonly after: Words;
  /** In the further parents of a merge. */
  readonly merged: readonly Words[];
}

function compare(
  commit: CatalogCommit,
  { folder, id }: ChangedFile,
  { before, after, merged }: Sides,
  authors: boolean,
): Told[] {
  const about = {
    date: commit.date,
    commit: commit.id,
    subject: cut(commit.subject),
    ...(authors && { author: cut(commit.author) }),
    by: folder === 'sources' ? ('publisher' as const) : ('operator' as const),
  };
  const source = folder === 'plugins' ? 'catalog' : id;
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    changedWords(
      before.get(key) ?? [],
      after.get(key) ?? [],
      merged.map((words) => words.get(key) ?? []),
    ).map((change) => ({
      entry: key.replace(':', `:${source}/`),
      event: { ...about, ...change },
    })),
  );
}

type Changed = Pick<HistoryEvent, 'field' | 'alias' | 'revision' | 'from' | 'to'>;

/** What a merge took from one of its parents was decided there; only what none of them says is its own decision. */
function changedWords(
  before: readonly Word[],
  after: readonly Word[],
  merged: readonly (readonly Word[])[],
): Changed[] {
  // What stands in the same text was read once.
  if (before === after) return [];
  const [old, now, others] = [byKey(before), byKey(after), merged.map(byKey)];
  return [...new Map([...old, ...now])].toSorted(by(([key]) => key)).flatMap(([key, { value: _value, ...about }]) => {
    const [from, to] = [old.get(key)?.value, now.get(key)?.value];
    if (from === to || others.some((other) => other.get(key)?.value === to)) return [];
    return [{ ...about, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
}

/** In the order of the keys: fields as the schema lists them, revisions by their number. */
function byKey(words: readonly Word[]): Map<string, Word> {
  const keyed = words.map((word): [string, Word] => {
    const { field, alias = '', revision = 0 } = word;
    return [`${HistoryField.options.indexOf(field)} ${alias} ${String(revision).padStart(9, '0')}`, word];
  });
  return new Map(keyed);
}

/** Cut between two characters. */
function cut(text: string): string {
  const characters = Array.from(text.slice(0, 4 * MOST_WORDS));
  return characters.length > MOST_WORDS ? `${characters.slice(0, MOST_WORDS - 1).join('')}…` : text;
}
