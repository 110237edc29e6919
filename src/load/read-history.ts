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
  { mostCommits = MOST_COMMITS } = {},
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
  const read = await readCommits(dir, newest, file.history.authors);
  const events = Map.groupBy(read.toReversed().flat(), ({ entry }) => entry);
  const history = new Map([...events].map(([id, list]) => [id, list.map(({ event }) => event)]));
  if (read.length === commits.length) return { history: { complete: true, events: history }, diagnostics: [] };
  if (read.length === 0) return absent(UNREADABLE, WHOLE_CLONE);
  const isCut = read.length < newest.length;
  const message = `Only the newest ${read.length} commits of the catalog are in the history of its entries.`;
  const hint = isCut ? WHOLE_CLONE : 'There is nothing to do: older decisions are in the git log.';
  return { ...absent(message, hint), history: { complete: false, events: history } };
}

const UNREADABLE = 'The git history of the catalog cannot be read.';
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

/** What each commit has decided, newest first; it ends at a commit whose files cannot be had. */
async function readCommits(dir: string, commits: readonly CatalogCommit[], authors: boolean): Promise<Told[][]> {
  const sides = commits.flatMap(({ files }) => files.flatMap((file) => [file.before, file.after]));
  const uses = new Map<string, number>();
  for (const oid of sides) if (oid !== undefined) uses.set(oid, (uses.get(oid) ?? 0) + 1);
  const objects = readObjects(dir, [...uses.keys()], LARGEST_FILE);
  const order = uses.keys();
  const reader = createWordReader();
  const texts = new Map<string, string>();
  let total = 0;

  /** Objects come in the order in which commits ask for them first. False where it cannot be had. */
  const obtain = async (oid: string): Promise<boolean> => {
    while (!texts.has(oid)) {
      const { value, done } = await objects.next();
      if (done === true || total > MOST_TEXT) return false;
      total += value?.length ?? 0;
      texts.set(order.next().value ?? '', value ?? '');
    }
    return true;
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
        const oids = [file.before, file.after].filter((oid) => oid !== undefined);
        for (const oid of oids) if (!(await obtain(oid))) return read;
        told.push(...compare(commit, file, [words(file, file.before), words(file, file.after)], authors));
        oids.forEach(release);
      }
      read.push(told);
    }
  } finally {
    await objects.return(undefined);
  }
  return read;
}

function compare(
  commit: CatalogCommit,
  { folder, id }: ChangedFile,
  [before, after]: readonly [Words, Words],
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
    changedWords(before.get(key) ?? [], after.get(key) ?? []).map((change) => ({
      entry: key.replace(':', `:${source}/`),
      event: { ...about, ...change },
    })),
  );
}

type Changed = Pick<HistoryEvent, 'field' | 'alias' | 'revision' | 'from' | 'to'>;

function changedWords(before: readonly Word[], after: readonly Word[]): Changed[] {
  // What stands in the same text was read once.
  if (before === after) return [];
  const [old, now] = [byKey(before), byKey(after)];
  return [...new Map([...old, ...now])].toSorted(by(([key]) => key)).flatMap(([key, { value: _value, ...about }]) => {
    const [from, to] = [old.get(key)?.value, now.get(key)?.value];
    if (from === to) return [];
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
