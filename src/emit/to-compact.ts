import type { AssembledCatalog } from '../domain/assembled.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { CompactEntry } from '../domain/index-v1.ts';
import { harnessesOf } from '../domain/harness.ts';
import { api, pagePath, recordPath } from '../domain/paths.ts';
import { licenseId } from '../domain/license-id.ts';

/**
 * The compact record of an entry.
 *
 * @param judged Which entries are copies of others, and which are withdrawn.
 * @param from The folder of the file the record will stand in, relative to `api/v1/`; empty for `api/v1/` itself.
 */
export function toCompact(
  entry: CatalogEntry,
  judged: Pick<AssembledCatalog, 'copyOf' | 'withdrawals'>,
  from: string,
): CompactEntry {
  const { id, kind, name, verdict, latest, source } = entry;
  const license = licenseId(entry.license);
  const original = judged.copyOf.get(id);
  const withdrawn = judged.withdrawals.entries.get(id);
  const named = { kind, source: source.id, name };
  return {
    id,
    kind,
    source: source.id,
    name,
    title: entry.title,
    description: entry.description,
    riskTier: verdict.riskTier.value,
    riskTierOrigin: verdict.riskTier.origin,
    category: verdict.category.value,
    stub: verdict.stub.value,
    status: entry.status.value,
    revision: latest.revision,
    ...(latest.version !== undefined && { version: latest.version }),
    digest: entry.digest,
    ...(license !== undefined && { license }),
    keywords: [...entry.keywords],
    tags: entry.tags,
    harnesses: harnessesOf(entry),
    updatedAt: latest.date,
    ...(original !== undefined && { copyOf: original }),
    ...(withdrawn && { withdrawn }),
    url: up(from) + recordPath(named),
    page: up(from) + up(api) + pagePath(named),
  };
}

/** `../` once for each folder. */
export function up(folder: string): string {
  return folder
    .split('/')
    .filter((part) => part !== '')
    .map(() => '../')
    .join('');
}
