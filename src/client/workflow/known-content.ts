import type { CompactEntry } from '../../domain/index-v1.ts';
import type { Registry } from '../model/registry.ts';
import type { Refuse } from './collect-source.ts';

/** What the marketplaces say of content, by digest, wherever it is fetched from. */
export interface KnownContent {
  /** By digest the listed entry with this content; the registry that was named first counts. */
  readonly entries: ReadonlyMap<string, CompactEntry>;
  /** By digest why it was taken back. */
  readonly withdrawn: ReadonlyMap<string, string>;
}

/** Asks the registries for everything they list and everything they have taken back. */
export async function knownContent(registries: readonly Registry[]): Promise<KnownContent> {
  const entries = new Map<string, CompactEntry>();
  const withdrawn = new Map<string, string>();
  for (const registry of registries) {
    for (const entry of (await registry.entries(true)).entries) {
      const known = entries.get(entry.digest);
      // Of copies the one that is offered says how the content is meant.
      if (!known || (known.copyOf !== undefined && entry.copyOf === undefined)) entries.set(entry.digest, entry);
    }
    for (const { reason, affected } of (await registry.advisories()).advisories)
      for (const { digest } of affected) if (!withdrawn.has(digest)) withdrawn.set(digest, reason);
  }
  return { entries, withdrawn };
}

interface Consent {
  readonly includeStubs: boolean;
  readonly allowRaw: boolean;
}

/** What is not loaded because of what the marketplaces say of it: withdrawn never, stubs and raw entries only where a person agreed. */
export function refuseKnown({ entries, withdrawn }: KnownContent, { includeStubs, allowRaw }: Consent): Refuse {
  return ({ digest }) => {
    const reason = withdrawn.get(digest);
    if (reason !== undefined) return `It has been withdrawn: ${reason}`;
    const listed = entries.get(digest);
    if (listed?.withdrawn) return `It has been withdrawn: ${listed.withdrawn.reason}`;
    if (listed?.stub === true && !includeStubs) return `${listed.id} is a stub; --include-stubs takes it.`;
    if (listed?.category === 'raw' && !allowRaw)
      return `${listed.id} is raw and must be wrapped before it is used; --allow-raw takes it.`;
    return undefined;
  };
}
