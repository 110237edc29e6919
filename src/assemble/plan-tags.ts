import type { VersionTag } from '../domain/version-tag.ts';
import { byVersion, isHigher, releaseVersion, starOf } from '../domain/version.ts';

/** What to do with the tags of a source. */
export interface TagPlan {
  /** The highest version that is locked, with the commit it was locked at. */
  readonly locked?: VersionTag | undefined;
  /** To be locked, in this order. */
  readonly fresh: readonly VersionTag[];
  /** How many higher ones are passed over, because still higher ones fill the run. */
  readonly skipped: number;
  /** Locked, and now at another commit. */
  readonly moved: readonly VersionTag[];
  /** Never locked, and lower than what is. */
  readonly lower: readonly VersionTag[];
}

/** How many versions one sync takes from one source. */
const MOST = 20;

/**
 * Decides which tags are followed: at first the highest version alone, then every higher one, from the lowest on; of
 * too many the highest, since those that cannot be locked would else stand in their way for ever. What is locked is
 * never looked at again, wherever its tag goes.
 *
 * @param tags What the source has, from the lowest version to the highest.
 * @param known What is locked: tag to commit.
 */
export function planTags(
  tags: readonly VersionTag[],
  known: Readonly<Record<string, string>>,
  pattern: string,
): TagPlan {
  const locked = lockedTags(known, pattern).at(-1);
  const unknown = tags.filter(({ name }) => !Object.hasOwn(known, name));
  const higher = locked ? unknown.filter(({ version }) => isHigher(version, locked.version)) : unknown.slice(-1);
  // Two spellings of one version, such as v1.0 and v1.0.0, are one version.
  const fresh = higher.filter(({ version }, n) => n === 0 || isHigher(version, higher[n - 1]?.version ?? version));
  return {
    locked,
    fresh: fresh.slice(-MOST),
    skipped: Math.max(0, fresh.length - MOST),
    moved: tags.filter(({ name, commit }) => Object.hasOwn(known, name) && known[name] !== commit),
    lower: unknown.filter((tag) => !higher.includes(tag)),
  };
}

function lockedTags(known: Readonly<Record<string, string>>, pattern: string): VersionTag[] {
  const tags = Object.entries(known).flatMap(([name, commit]): VersionTag[] => {
    const star = starOf(pattern, name);
    const version = star === undefined ? undefined : releaseVersion(star);
    return version === undefined ? [] : [{ name, version, commit }];
  });
  return tags.toSorted((a, b) => byVersion(a.version, b.version));
}
