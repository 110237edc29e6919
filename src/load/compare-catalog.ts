import { createHash } from 'node:crypto';
import { GovernanceFile, SourceFile } from '../domain/catalog.ts';
import type { Comparison, Readable, SourceRecords } from '../domain/comparison.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Lock } from '../domain/lock.ts';
import { byText } from '../domain/order.ts';
import { CATALOG_SOURCE, PluginFile, pluginPath } from '../domain/plugin-file.ts';
import { type CatalogText, largest, readFolder } from './catalog-files.ts';
import { catalogPrefix, readObjects, runCatalogGit } from './catalog-git.ts';
import { findBase } from './find-base.ts';
import { parseLock } from './load-lock.ts';
import { parseYaml } from './parse-yaml.ts';

const endings = { sources: '.yaml', governance: '.yaml', plugins: '.yaml', lock: '.json' } as const;
type Folder = keyof typeof endings;
const folders = Object.keys(endings) as Folder[];

export interface Compared {
  /** Absent where there is nothing to compare with. */
  readonly comparison?: Comparison;
  readonly diagnostics: readonly Diagnostic[];
  /** Why what was asked for cannot be done. */
  readonly refused?: string;
}

/**
 * Reads what a catalog said at an earlier commit beside what its folder says now, as far as either can be read. Only
 * files that differ are looked at, with the others of their source.
 *
 * @param rev Compare with the point at which this revision and the current branch part; see `findBase` for the default.
 */
export async function compareCatalog(dir: string, rev?: string): Promise<Compared> {
  const base = await findBase(dir, [...folders, 'advisories'], rev);
  if ('refused' in base) return { diagnostics: [], refused: base.refused };
  if ('state' in base) return { diagnostics: base.state === 'none' ? [] : [notCompared(base.state)] };
  const listed = await listBase(dir, base.commit);
  const prefix = await catalogPrefix(dir);
  if (!listed || prefix === undefined) return { diagnostics: [notCompared('partial')] };
  const texts = await readTexts(dir, listed);
  const changed = changedFiles(texts);
  const [before, now] = [readAll(texts.base), readAll(texts.now)];
  const ids = [...texts.base, ...texts.now].filter(({ folder }) => folder !== 'plugins').map(({ id }) => id);
  const plugins = [...texts.base, ...texts.now].filter(({ folder }) => folder === 'plugins').map(({ id }) => id);
  const comparison: Comparison = {
    commit: base.commit,
    prefix,
    sources: unique(ids).map((id) => ({
      id,
      base: recordsOf(before, id),
      now: recordsOf(now, id),
      isGovernanceChanged: changed.has(`governance/${id}.yaml`),
    })),
    plugins: unique(plugins).map((name) => {
      const file = pluginPath(name);
      return { name, base: before.plugins.get(file), now: now.plugins.get(file) };
    }),
    endedAdvisories: await endedAdvisories(dir, base.commit),
    pluginLock: before.lock.get(`lock/${CATALOG_SOURCE}.json`)?.value,
  };
  const all = folders.flatMap((folder) => [...before[folder]]);
  const unread = all.flatMap(([file, { value }]) => (value ? [] : [unreadable(file, base.commit)]));
  return { comparison, diagnostics: unread };
}

/** Everything that is read of one side, by file. */
interface Records {
  readonly sources: ReadonlyMap<string, Readable<SourceFile>>;
  readonly governance: ReadonlyMap<string, Readable<GovernanceFile>>;
  readonly plugins: ReadonlyMap<string, Readable<PluginFile>>;
  readonly lock: ReadonlyMap<string, Readable<Lock>>;
}

function readAll(texts: readonly Text[]): Records {
  const read = <T>(folder: Folder, parse: (file: string, text: string) => Readable<T>) =>
    new Map(
      texts
        .filter((text) => text.folder === folder)
        .map(({ file, text }) => [file, text === undefined ? { locate: () => undefined } : parse(file, text)] as const),
    );
  return {
    sources: read('sources', (file, text) => parseYaml(file, text, SourceFile)),
    governance: read('governance', (file, text) => parseYaml(file, text, GovernanceFile)),
    plugins: read('plugins', (file, text) => parseYaml(file, text, PluginFile)),
    lock: read('lock', (file, text) => ({ value: parseLock(file, text).lock, locate: () => undefined })),
  };
}

function recordsOf({ sources, governance, lock }: Records, id: string): SourceRecords {
  return {
    source: sources.get(`sources/${id}.yaml`),
    governance: governance.get(`governance/${id}.yaml`),
    lock: lock.get(`lock/${id}.json`),
  };
}

const reasons = {
  shallow: { why: 'The commit before this one is not in this shallow clone' },
  unreadable: {
    why: 'Git does not read the repository of the catalog',
    hint: 'Run "git status" in the catalog folder: git says why.',
  },
  partial: {
    why: 'What the catalog was is not in this clone',
    hint: 'Compare in a clone that has all objects: without "--filter", and not damaged.',
  },
} as const satisfies Record<string, { readonly why: string; readonly hint?: string }>;

function notCompared(reason: keyof typeof reasons): Diagnostic {
  const { why, ...hint } = reasons[reason];
  const message = `${why}, so ledgers, places of sources, steps of status and what publishers have said were not compared.`;
  return diagnose('base-not-compared', { message, ...hint, at: { root: 'catalog', file: 'catalog.yaml' } });
}

function unreadable(file: string, commit: string): Diagnostic {
  const message = `What it said at ${commit.slice(0, 12)} cannot be read, so it is not compared with what it says now.`;
  const hint = 'Look at the older file yourself: "check" cannot tell what has been taken back.';
  return diagnose('base-not-compared', { message, hint, at: { root: 'catalog', file } });
}

interface Text {
  readonly folder: Folder;
  readonly id: string;
  readonly file: string;
  /** Absent where it is larger than such a file may be, or not in this clone. */
  readonly text?: string;
}

interface Sides {
  readonly base: readonly Text[];
  readonly now: readonly Text[];
}

/** The texts of everything that belongs to a file that has changed, at the base commit and now. */
async function readTexts(dir: string, listed: readonly BaseFile[]): Promise<Sides> {
  const now: (Text & CatalogText)[] = [];
  for (const folder of folders) {
    const { files } = await readFolder(dir, folder, endings[folder]);
    now.push(...files.map((file) => ({ folder, ...file })));
  }
  const [texts, objects] = [byFile(now), byFile(listed)];
  const isSame = ({ file, object }: BaseFile): boolean => {
    const text = texts.get(file)?.text;
    return text !== undefined && blobId(text, object.length) === object;
  };
  const changed = [...listed.filter((file) => !isSame(file)), ...now.filter(({ file }) => !objects.has(file))];
  const groups = new Set(changed.map(groupOf));

  // What is the same need not be asked of git.
  const asked = listed.filter((file) => groups.has(groupOf(file)) && !isSame(file));
  const same = listed.filter((file) => groups.has(groupOf(file)) && isSame(file));
  const read = await readBase(dir, asked);
  const base = [...same.map((listing) => texts.get(listing.file) ?? listing), ...read];
  return { base, now: now.filter((file) => groups.has(groupOf(file))) };
}

async function readBase(dir: string, files: readonly BaseFile[]): Promise<Text[]> {
  const ids = files.map(({ object }) => object);
  const objects = readObjects(dir, ids, Math.max(...Object.values(largest)));
  const read: Text[] = [];
  for (const { object: _object, ...named } of files) {
    const { value: text } = await objects.next();
    const limit = largest[endings[named.folder]] ?? 0;
    read.push(text === undefined || Buffer.byteLength(text) > limit ? named : { ...named, text });
  }
  await objects.return(undefined);
  return read;
}

/** Those whose text differs, and those that only one side has. */
function changedFiles({ base, now }: Sides): ReadonlySet<string> {
  const [before, after] = [byFile(base), byFile(now)];
  const all = [...before.keys(), ...after.keys()];
  return new Set(all.filter((file) => before.get(file)?.text !== after.get(file)?.text));
}

/** The files of a source belong together; so do the assembled plugins and their ledger. */
function groupOf({ folder, id }: Pick<Text, 'folder' | 'id'>): string {
  return folder === 'plugins' ? CATALOG_SOURCE : id;
}

function byFile<T extends Pick<Text, 'file'>>(files: readonly T[]): Map<string, T> {
  return new Map(files.map((file) => [file.file, file]));
}

interface BaseFile extends Omit<Text, 'text'> {
  readonly object: string;
}

async function listBase(dir: string, commit: string): Promise<BaseFile[] | undefined> {
  const paths = folders.map((folder) => `${folder}/`);
  const listed = await runCatalogGit(dir, ['ls-tree', '-r', '-z', commit, '--', ...paths]);
  return listed?.split('\0').flatMap((line) => {
    const [, object = '', folder = '', id = '', ending = ''] = LISTED.exec(line) ?? [];
    if (!isFolder(folder) || endings[folder] !== ending) return [];
    return [{ folder, id, file: `${folder}/${id}${ending}`, object }];
  });
}

/** A regular file directly in a folder: `100644 blob <id>\t<folder>/<name>`. */
const LISTED = /^100\d+ blob ([0-9a-f]+)\t([a-z]+)\/([^./][^/]*)(\.(?:yaml|json))$/;

function isFolder(name: string): name is Folder {
  return Object.hasOwn(endings, name);
}

async function endedAdvisories(dir: string, commit: string): Promise<string[]> {
  const listed = (await runCatalogGit(dir, ['ls-tree', '-z', '--name-only', commit, '--', 'advisories/'])) ?? '';
  const { files } = await readFolder(dir, 'advisories', '.yaml');
  const now = new Set(files.map(({ file }) => file));
  const ended = listed.split('\0').filter((file) => file.endsWith('.yaml') && !now.has(file));
  return ended.map((file) => file.slice('advisories/'.length, -'.yaml'.length));
}

/** The id that git gives to a file of this text, in the hash of the repository. */
function blobId(text: string, length: number): string {
  const bytes = Buffer.from(text);
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted(byText);
}
