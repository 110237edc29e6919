import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EntryList, FullEntry } from '../../src/domain/index-v1.ts';
import { api, apiFiles, claudeMarketplacePath, llmsPath, twinPath, wellKnownPath } from '../../src/domain/paths.ts';
import { markdownTwin } from '../../src/emit/surfaces/markdown-twin.ts';

/** Writes into a site what is published beside its pages and its index: the pages as Markdown, archives, what clients read. */
export async function writeBesidePages(folder: string, baseUrl: string): Promise<void> {
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(folder, api, path), 'utf8'));
  const put = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await put(llmsPath, '# Sample yard\n');
  for (const path of [claudeMarketplacePath, `${wellKnownPath()}index.json`]) await put(path, '{}\n');
  for (const { url } of EntryList.parse(await read(apiFiles.entries)).entries) {
    const entry = FullEntry.parse(await read(url));
    await put(twinPath(entry), markdownTwin(entry, 'sample-yard', baseUrl));
    for (const archive of entry.distribution.archives ?? [])
      await put(archive.url.replace(/^(?:\.\.\/)+/, ''), 'packed');
  }
}
