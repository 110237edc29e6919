import type { ContentFile } from '../../domain/composed.ts';
import { commitObject, treeObjects } from './git-objects.ts';
import { packObjects } from './git-pack.ts';

interface Commit {
  /** In ISO 8601. */
  readonly date: string;
  readonly message: string;
  /** Of the repository, one line. */
  readonly description: string;
}

/**
 * A bare repository with one commit on `main`, as plain files that any static host serves: git reads `info/refs` and
 * `objects/info/packs`, then the pack (gitprotocol-http, "Dumb Clients"). Eight files, whatever is in it; the same files give
 * the same bytes.
 *
 * @returns The files by their path below the repository.
 */
export function bareRepository(
  files: readonly ContentFile[],
  { date, message, description }: Commit,
): ReadonlyMap<string, string | Uint8Array> {
  const { root, objects } = treeObjects(files);
  const commit = commitObject(root, date, message);
  const { name, pack, index } = packObjects([commit, ...objects]);
  return new Map<string, string | Uint8Array>([
    ['HEAD', 'ref: refs/heads/main\n'],
    ['config', '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n'],
    ['description', `${description}\n`],
    ['info/refs', `${commit.id}\trefs/heads/main\n`],
    ['objects/info/packs', `P ${name}.pack\n\n`],
    [`objects/pack/${name}.idx`, index],
    [`objects/pack/${name}.pack`, pack],
    ['refs/heads/main', `${commit.id}\n`],
  ]);
}
