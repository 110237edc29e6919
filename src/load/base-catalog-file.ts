import { CatalogFile } from '../domain/catalog.ts';
import { runCatalogGit } from './catalog-git.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * What `catalog.yaml` said at an earlier commit: whoever asks for a change does not decide by which rules it is looked at.
 *
 * @returns Undefined where it was not there or cannot be read.
 */
export async function baseCatalogFile(dir: string, commit: string): Promise<CatalogFile | undefined> {
  const text = await runCatalogGit(dir, ['cat-file', 'blob', `${commit}:./catalog.yaml`]);
  return text === undefined ? undefined : parseYaml('catalog.yaml', text, CatalogFile).value;
}
