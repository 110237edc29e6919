import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Lock, type LockedEntry } from '../../src/domain/lock.ts';
import { catalogYaml, writeTree } from './catalog-folder.ts';
import { type GitRepo, makeGitRepo } from './git-repo.ts';

/** Revisions 1 to n, each with a digest of one letter. */
export function revisions(letters: string): LockedEntry['revisions'] {
  return [...letters].map((letter, index) => ({
    revision: index + 1,
    digest: letter.repeat(64),
    date: '2026-03-01T00:00:00Z',
  }));
}

/** A lock with these entries, and whatever else is said of it. */
export function lockOf(entries: Record<string, LockedEntry>, more: Partial<Lock> = {}): Lock {
  return Lock.parse({
    formatVersion: '1.0',
    place: 'github.com/harbour/tides#HEAD',
    selection: '0'.repeat(64),
    reader: 1,
    date: '2026-03-01T00:00:00Z',
    entries,
    ...more,
  });
}

/** A catalog in a git repository, gone after the test. */
export interface CatalogRepo {
  readonly repo: GitRepo;
  readonly dir: string;
  /** Writes files, or takes them away, without a commit. */
  change(files: Readonly<Record<string, string | undefined>>): void;
  /** Commits everything that lies there. */
  commit(): string;
}

/**
 * A catalog below a folder of a repository, with one commit.
 *
 * @param date Of all its commits, in milliseconds.
 */
export function catalogRepo(files: Readonly<Record<string, string>>, folder = 'catalog/', date?: number): CatalogRepo {
  const repo = makeGitRepo(date);
  onTestFinished(() => repo.remove());
  const dir = join(repo.folder, folder);
  const made: CatalogRepo = {
    repo,
    dir,
    change(changes) {
      for (const [path, text] of Object.entries(changes)) {
        if (text === undefined) rmSync(join(dir, path));
        else writeTree(dir, { [path]: text });
      }
    },
    commit() {
      repo.git(['add', '--all', '.']);
      repo.git(['commit', '--quiet', '--message', 'Change the catalog']);
      return repo.git(['rev-parse', 'HEAD']);
    },
  };
  made.change({ 'catalog.yaml': catalogYaml, ...files });
  made.commit();
  return made;
}
