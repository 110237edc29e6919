import type { Advisory } from '../../domain/advisory-file.ts';
import { coordinateParts, entryKey } from '../../domain/coordinate.ts';
import type { Source } from '../../domain/source.ts';

/** The contents that advisories take back, by digest, wherever they are listed. */
export function withdrawnDigests(
  advisories: readonly Advisory[],
  sources: readonly Source[],
): ReadonlyMap<string, Advisory> {
  const digests = new Map<string, Advisory>();
  for (const advisory of advisories) {
    for (const target of advisory.affects) {
      if (target.entry === undefined) {
        digests.set(target.digest, advisory);
        continue;
      }
      const { entry, revisions } = target;
      const { kind, source, name } = coordinateParts(entry);
      const key = entryKey(kind, name);
      const entries = sources.find(({ id }) => id === source)?.lock?.entries ?? {};
      const locked = Object.hasOwn(entries, key) ? entries[key] : undefined;
      for (const { revision, digest } of locked?.revisions ?? [])
        if (!revisions || (revision >= revisions.from && revision <= revisions.to)) digests.set(digest, advisory);
    }
  }
  return digests;
}
