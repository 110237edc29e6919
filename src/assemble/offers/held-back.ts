import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';

/**
 * The member that keeps a plugin from being offered: whoever takes the plugin would get a stub, or content that is still
 * a draft, without having asked for it. A packaged plugin brings the newest content of its members.
 */
export function heldBackMember(plugin: CatalogEntry, members: readonly CatalogEntry[]): CatalogEntry | undefined {
  if (plugin.kind !== 'plugin') return undefined;
  return members.find((member) => member.verdict.stub.value || (!plugin.assembled && isUnreleased(member)));
}

function isUnreleased({ revisions, status }: CatalogEntry): boolean {
  const newest = revisions.at(-1)?.status.value ?? status.value;
  return newest === 'draft' || newest === 'deleted';
}

/** A plugin that would be offered but for one of its members. */
export function memberHeldBack({ id, definition, source }: CatalogEntry, member: CatalogEntry): Diagnostic {
  const what = member.verdict.stub.value ? 'a stub' : 'not released';
  return diagnose('offer-member-held-back', {
    message: `${id} brings ${member.id}, which is ${what}, so no harness is offered the plugin.`,
    at: { root: 'source', file: definition.path, line: definition.line },
    source: source.id,
    entry: id,
  });
}
