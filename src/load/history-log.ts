import { byText } from '../domain/order.ts';
import { catalogPrefix, runCatalogGit } from './catalog-git.ts';

/** The folders of a catalog in whose files people decide about entries. */
const folders = ['governance', 'plugins', 'sources'] as const;

/** One file that a commit has changed. */
export interface ChangedFile {
  readonly folder: (typeof folders)[number];
  /** The name of the file without its ending. */
  readonly id: string;
  /** The blob before; absent where there was no file. */
  readonly before?: string;
  /** The blob after; absent where there is no file any more. */
  readonly after?: string;
  /** In a merge, the blobs in its further parents. */
  readonly merged?: readonly (string | undefined)[];
}

/** One commit of the catalog. */
export interface CatalogCommit {
  readonly id: string;
  /** The author's date, in UTC. */
  readonly date: string;
  /** The author's name. */
  readonly author: string;
  readonly subject: string;
  /** By path. */
  readonly files: readonly ChangedFile[];
}

/**
 * The commits that change what people write about entries, newest first, as `git log --topo-order` has them. Of a
 * merge these are the files that none of its parents has so; a side branch of which nothing was taken is passed over.
 *
 * @param dir The catalog folder, anywhere in its repository.
 * @param most The newest that many are listed.
 * @returns Undefined where git cannot tell.
 */
export async function listCommits(dir: string, most: number): Promise<CatalogCommit[] | undefined> {
  const prefix = await catalogPrefix(dir);
  const printed = await runCatalogGit(dir, [
    'log',
    '--topo-order',
    `--max-count=${most}`,
    '--raw',
    // Merges beside all their parents. Git gives them with whole paths, whether or not it is asked for relative ones.
    '-c',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--no-show-signature',
    '--no-mailmap',
    '--encoding=UTF-8',
    '-O/dev/null',
    // The first field is empty, so that no commit can be taken for a path.
    '--format=%x00%H%x00%at%x00%an%x00%s',
    '--',
    ...folders,
  ]);
  return printed === undefined || prefix === undefined ? undefined : parseLog(printed, prefix);
}

const HEADER = 4;
/** One colon for each parent; the modes in the parents and after; the blobs likewise; a letter for each parent. */
const RAW = /^\n?:+(?<modes>\d{6}(?: \d{6})+) (?<blobs>[0-9a-f]{40,}(?: [0-9a-f]{40,})+) [A-Z]+\d*$/;

function parseLog(printed: string, prefix: string): CatalogCommit[] {
  const fields = printed.split('\0');
  const commits: CatalogCommit[] = [];
  let at = 0;
  while (at < fields.length) {
    if (fields[at] !== '') throw new Error('git log prints something else than it was asked for.');
    at += 1;
    const [id, seconds, author, subject] = fields.slice(at, at + HEADER);
    if (id === undefined || subject === undefined) break;
    at += HEADER;
    // A merge has an empty field in front of its files, even where there are none.
    if (fields[at] === '' && /^(?:::|$)/.test(fields[at + 1] ?? '-')) at += 1;
    const files: (ChangedFile & { path: string })[] = [];
    for (let raw = RAW.exec(fields[at] ?? ''); raw; raw = RAW.exec(fields[at] ?? '')) {
      files.push(...changedFile(raw, fields[at + 1] ?? '', prefix));
      at += 2;
    }
    const date = toInstant(Number(seconds));
    // Not all versions of git and no setting of the order of files decide about ours.
    const sorted = files.toSorted((a, b) => byText(a.path, b.path)).map(({ path: _path, ...file }) => file);
    commits.push({ id, date, author: author ?? '', subject, files: sorted });
  }
  return commits;
}

const PATH = new RegExp(String.raw`^(${folders.join('|')})/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$`);

function changedFile(raw: RegExpExecArray, whole: string, prefix: string): (ChangedFile & { path: string })[] {
  const path = whole.startsWith(prefix) ? whole.slice(prefix.length) : '';
  const [, folder, id] = PATH.exec(path) ?? [];
  if (folder === undefined || id === undefined || id.length > 64) return [];
  const modes = raw.groups?.['modes']?.split(' ') ?? [];
  const blobs = raw.groups?.['blobs']?.split(' ') ?? [];
  const files = modes.map((mode, index) => (isFile(mode) ? blobs[index] : undefined));
  const [before, after, merged] = [files[0], files.at(-1), files.slice(1, -1)];
  return [
    {
      path,
      folder: folder as ChangedFile['folder'],
      id,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(merged.length > 0 && { merged }),
    },
  ];
}

/** A link or a submodule of that name is not read as a file of the catalog, so it says nothing. */
function isFile(mode: string): boolean {
  return mode === '100644' || mode === '100755';
}

/** The last second of the year 9999; what is after it has no date in ISO 8601. */
const LAST = 253_402_300_799;

function toInstant(seconds: number): string {
  const bounded = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LAST) : 0;
  return new Date(bounded * 1000).toISOString().replace('.000Z', 'Z');
}
