import { CatalogFile } from '../domain/catalog.ts';
import { readCatalogText } from './catalog-files.ts';
import { runCatalogGit } from './catalog-git.ts';
import { parseYaml } from './parse-yaml.ts';

/** What holds where a change wants to go. */
export interface BaseRules {
  /** Absent where there was no `catalog.yaml`, or none that can be read. */
  readonly file?: CatalogFile | undefined;
  /** What the change would have instead of `file`, which judges nothing. */
  readonly wanted?: CatalogFile | undefined;
  /** The judgements and ledgers that are there: `governance/<id>.yaml`, `lock/<id>.json`. */
  readonly said: ReadonlySet<string>;
}

/**
 * Reads by which rules a change is looked at. They are those of the revision itself and not those of the commit at which
 * the change began: who begins at an old one does not get the policy of old.
 *
 * @param rev A revision that `findBase` has found.
 */
export async function readBaseRules(dir: string, rev: string): Promise<BaseRules> {
  const named = await runCatalogGit(dir, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`]);
  const commit = named?.trim() ?? '';
  const text = await runCatalogGit(dir, ['cat-file', 'blob', `${commit}:./catalog.yaml`]);
  const listed = await runCatalogGit(dir, ['ls-tree', '-r', '-z', '--name-only', commit, '--', 'governance/', 'lock/']);
  const lying = await readCatalogText(dir, 'catalog.yaml');
  return {
    file: text === undefined ? undefined : parseYaml('catalog.yaml', text, CatalogFile).value,
    wanted: typeof lying === 'string' ? parseYaml('catalog.yaml', lying, CatalogFile).value : undefined,
    said: new Set(listed?.split('\0').filter((file) => file !== '')),
  };
}
