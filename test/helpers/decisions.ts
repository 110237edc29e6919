import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CatalogFile } from '../../src/domain/catalog.ts';
import type { HistoryEvent } from '../../src/domain/history.ts';
import { readHistory } from '../../src/load/read-history.ts';
import { catalogYaml, writeTree } from './catalog-folder.ts';
import { makeGitRepo } from './git-repo.ts';
import { messages } from './message.ts';

type Files = Readonly<Record<string, string | undefined>>;

interface Saying {
  readonly subject?: string;
  readonly author?: string;
  readonly date?: string;
}

/** A catalog in a repository of its own, and a way to commit to it. */
export function catalogIn(folder = '') {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const dir = join(repo.folder, folder);
  let count = 0;
  const commit = (files: Files, { subject, author, date }: Saying = {}): string => {
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) rmSync(join(dir, path));
      else writeTree(dir, { [path]: text });
    }
    repo.git(['add', '--all', '.']);
    count += 1;
    const day = date ?? `2026-02-${String(count).padStart(2, '0')}T10:00:00+02:00`;
    const message = subject ?? `Decision ${count}`;
    const by = author ?? 'Ada Example <ada@example.org>';
    repo.git([
      'commit',
      '--quiet',
      '--allow-empty',
      '--date',
      day,
      '--author',
      by,
      '--cleanup=verbatim',
      '-m',
      message,
    ]);
    return repo.git(['rev-parse', 'HEAD']);
  };
  commit({ 'catalog.yaml': catalogYaml }, { date: '2026-01-31T10:00:00Z', subject: 'Begin' });
  return { repo, dir, commit };
}

function line({ date, subject, author, by, field, alias, revision, from = '', to = '' }: HistoryEvent): string {
  const about = [field, alias, revision].filter((part) => part !== undefined).join(' ');
  return `${date.slice(0, 10)} ${by} ${about}: ${from} → ${to} (${[subject, author].filter(Boolean).join(', ')})`;
}

/** What says nothing about history. */
export const file = CatalogFile.parse({ id: 'a', title: 'A', description: 'A.', url: 'https://a.example.org' });

/** The whole history of a catalog, one line a decision. */
export async function told(
  dir: string,
  options: { mostCommits?: number; mostParsed?: number; authors?: boolean } = {},
) {
  const { authors = false, ...limits } = options;
  const { history, diagnostics } = await readHistory({ dir, file: { ...file, history: { authors } } }, limits);
  const events = [...history.events].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    complete: history.complete,
    text: events.map(([id, list]) => [id, ...list.map((event) => `  ${line(event)}`)].join('\n')).join('\n'),
    diagnostics: messages(diagnostics),
  };
}

/** The operator's file about one source, with these lines below `entries`. */
export const quay = (text: string): Files => ({ 'governance/quay.yaml': `trust: verified\nentries:\n${text}` });
