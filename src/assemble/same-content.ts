import { sha256 } from '../domain/digest.ts';
import { startsOfItsPlugin } from './find-copies.ts';
import type { Ledger, LedgerItem } from './collect-ledger.ts';
import type { RatedRevision } from '../domain/lifecycle.ts';

/** One revision of one item of the ledger. */
export interface Stand {
  readonly item: LedgerItem;
  readonly revision: RatedRevision;
}

/** Which revisions hold the same content. */
export interface SameContent {
  /** All with this digest, of whatever kind. */
  readonly withDigest: (digest: string) => readonly Stand[];
  /** All that are the same as this one, itself among them; only itself where the digest is not all there is of it. */
  readonly sameAs: (stand: Stand) => readonly Stand[];
  /** Those of them that are not deleted. */
  readonly notDeletedAs: (stand: Stand) => readonly Stand[];
}

/** Looks up once which revisions hold the same content. */
export function findSameContent(ledger: Ledger): SameContent {
  const byDigest = new Map<string, Stand[]>();
  for (const item of ledger.values()) {
    for (const revision of item.revisions) {
      const stands = byDigest.get(revision.digest);
      if (stands) stands.push({ item, revision });
      else byDigest.set(revision.digest, [{ item, revision }]);
    }
  }
  const withDigest = (digest: string): readonly Stand[] => byDigest.get(digest) ?? [];
  const known = new Map<string, Group>();
  const groupOf = (stand: Stand): Group => {
    const { kind } = stand.item;
    const key = `${kind} ${stand.revision.digest}`;
    const group =
      known.get(key) ?? toGroup(wholeOnes(withDigest(stand.revision.digest).filter(({ item }) => item.kind === kind)));
    known.set(key, group);
    return group.all.length > 0 ? group : toGroup([stand]);
  };
  return {
    withDigest,
    sameAs: (stand) => groupOf(stand).all,
    notDeletedAs: (stand) => groupOf(stand).notDeleted,
  };
}

interface Group {
  readonly all: readonly Stand[];
  readonly notDeleted: readonly Stand[];
}

/** Told apart once: where all of thousands of copies are deleted, each of them asks. */
function toGroup(all: readonly Stand[]): Group {
  return { all, notDeleted: all.filter(({ revision }) => revision.status.value !== 'deleted') };
}

const NO_FILES = sha256('');

function wholeOnes(same: readonly Stand[]): readonly Stand[] {
  return isWhole(same) ? same : [];
}

/**
 * True where a digest is all there is of the content, so that it tells copies: not for a plugin without files, and not
 * for a hook or server that starts a file of its plugin. The digest of those is the same wherever the line that starts
 * it is the same, so one of them that is known speaks for all; where none is, nothing is said to be a copy.
 */
function isWhole(same: readonly Stand[]): boolean {
  const [first] = same;
  if (!first || first.revision.digest === NO_FILES) return false;
  if (first.item.kind !== 'hook' && first.item.kind !== 'mcp_server') return true;
  for (const { item, revision } of same) {
    const { entry } = item;
    if (entry?.digest === revision.digest)
      return ![...entry.hooks, ...entry.servers].some(
        ({ command }) => command !== undefined && startsOfItsPlugin(command),
      );
    const recorded = revision.evidence && [...(revision.evidence.hook ?? []), ...(revision.evidence.server ?? [])];
    if (recorded) return !recorded.some((text) => startsOfItsPlugin(text) || IS_CUT.test(text));
  }
  return false;
}

/** How the ledger ends a value that was too long for it. */
const IS_CUT = /… #[0-9a-f]{8}$/;
