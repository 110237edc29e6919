import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { assemble, build } from '../../src/build.ts';
import { type EntryKey } from '../../src/domain/coordinate.ts';
import { EntryList, SourceList } from '../../src/domain/index-v1.ts';
import { Lock } from '../../src/domain/lock.ts';
import { emitIndex } from '../../src/emit/emit-index.ts';
import { sync, type SyncResult } from '../../src/sync.ts';
import { catalogFolder, scratchFolder, writeTree } from './catalog-folder.ts';
import { type GitRepo, makeGitRepo } from './git-repo.ts';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org
policy: { transports: [https, http, file], limits: { seconds: 20 } }
`;

/** The text of a SKILL.md. */
export function skillText(name: string, words: string, version?: string): string {
  const label = version === undefined ? '' : `metadata:\n  version: "${version}"\n`;
  return `---\nname: ${name}\ndescription: ${words}. Use at the quay.\n${label}---\n\n${words}.\n`;
}

/** One repository, and a catalog that lists it as the source `quay`. */
export interface Quay {
  readonly repo: GitRepo;
  readonly catalogDir: string;
  /** Writes `sources/<id>.yaml`. */
  list(yaml: string, id?: string): void;
  /** Writes `governance/quay.yaml`. */
  govern(yaml: string): void;
  sync(now?: string, only?: readonly string[]): Promise<SyncResult>;
  lock(id?: string): Lock;
  /** `1 1.0.0, 2`: the revisions of an entry with their labels. */
  ledger(key: EntryKey, id?: string): string;
  /** Everything that is in the folder of locks, to the byte and to the moment of its writing. */
  written(): Record<string, string>;
  /** What a build makes of it. */
  published(): Promise<{
    entries: EntryList['entries'];
    all: EntryList;
    sources: SourceList['sources'];
    rules: string[];
    /** The feed of everything, newest first. */
    feed: readonly { readonly id: string; readonly title: string; readonly date_published: string }[];
  }>;
  /** Builds the whole site and gives its folder. */
  site(): Promise<string>;
}

const Feed = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), date_published: z.string() })),
});

/** @param listing The source file, where `ADDRESS` stands for the address of the repository. */
export function makeQuay(listing = 'git: ADDRESS\nref: main\n', extra: Readonly<Record<string, string>> = {}): Quay {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const filled = (yaml: string): string => yaml.replaceAll('ADDRESS', () => `file://${repo.folder}`);
  const files = Object.entries(extra).map(([path, text]) => [path, filled(text)]);
  const catalogDir = catalogFolder({
    'catalog.yaml': catalogYaml,
    'sources/quay.yaml': filled(listing),
    ...Object.fromEntries(files),
  });
  const cacheDir = scratchFolder();
  const quietly = { catalogDir, cacheDir, onStep: () => undefined };
  const lock = (id = 'quay'): Lock => Lock.parse(JSON.parse(readFileSync(join(catalogDir, `lock/${id}.json`), 'utf8')));
  return {
    repo,
    catalogDir,
    list: (yaml, id = 'quay') => writeFileSync(join(catalogDir, `sources/${id}.yaml`), filled(yaml)),
    govern: (yaml) => writeTree(catalogDir, { 'governance/quay.yaml': yaml }),
    sync: (now = '2026-03-01T00:00:00Z', only = []) => sync({ ...quietly, only, now }),
    lock,
    ledger: (key, id) =>
      (lock(id).entries[key]?.revisions ?? [])
        .map(({ revision, version }) => (version === undefined ? `${revision}` : `${revision} ${version}`))
        .join(', '),
    written() {
      const folder = join(catalogDir, 'lock');
      return Object.fromEntries(
        readdirSync(folder).map((name) => {
          const file = join(folder, name);
          return [name, `${statSync(file, { bigint: true }).mtimeNs} ${readFileSync(file, 'utf8')}`];
        }),
      );
    },
    async published() {
      const { catalog, diagnostics } = await assemble(quietly);
      if (!catalog) throw new Error(JSON.stringify(diagnostics));
      const index = emitIndex(catalog, 'https://harbour.example.org');
      const read = (path: string): unknown => JSON.parse(String(index.get(`api/v1/${path}`)));
      return {
        entries: EntryList.parse(read('entries.json')).entries,
        all: EntryList.parse(read('entries.all.json')),
        sources: SourceList.parse(read('sources.json')).sources,
        feed: Feed.parse(JSON.parse(String(index.get('feed.json')))).items,
        // Whether the catalog is committed is not the matter here.
        rules: diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'history-absent'),
      };
    },
    async site() {
      const outDir = join(scratchFolder(), 'dist');
      const { refused } = await build({ ...quietly, outDir, frozen: false });
      if (refused.length > 0) throw new Error(refused.join(' '));
      return outDir;
    },
  };
}
