import { z } from 'zod';
import { type Advisory, type AdvisoryTarget, Digest, RevisionRange } from '../domain/advisory-file.ts';
import { Coordinate } from '../domain/coordinate.ts';
import { AdvisorySeverity } from '../domain/withdrawal.ts';

/** An advisory without its place, and what of it could not be understood. */
export interface Understood extends Omit<Advisory, 'id' | 'locate'> {
  /** The items of `affects` that name nothing, from 0. */
  readonly lost: readonly number[];
}

/** A value where it can stand, else nothing. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const Loose = z
  .object({
    severity: lenient(AdvisorySeverity),
    reason: lenient(z.string().min(1)),
    on: lenient(z.iso.date()),
    affects: z.unknown(),
    replacement: lenient(Coordinate),
    references: z.array(z.unknown()).catch([]),
  })
  .partial()
  .catch({});

const Item = z.object({ entry: z.unknown(), digest: z.unknown(), revisions: z.unknown() }).partial().catch({});

const WebAddress = z.url({ protocol: /^https?$/ });

/**
 * What an advisory takes back, read with good will: the strict reading says what is wrong with it, and until somebody
 * has mended that it rather reaches too much than too little. Without a readable severity it is critical; without
 * readable revisions it is about all of them.
 *
 * @param written What stands in the file, unchecked.
 */
export function understandAdvisory(written: unknown): Understood {
  const { severity, reason, on, affects, replacement, references = [] } = Loose.parse(written);
  const items = [affects ?? []].flat();
  const targets = items.map(targetsOf);
  return {
    severity: severity ?? 'critical',
    reason: reason ?? 'No reason is given.',
    on,
    affects: targets.flat(),
    replacement,
    references: references.flatMap((address) => WebAddress.safeParse(address).data ?? []),
    lost: targets.flatMap((found, index) => (found.length === 0 ? [index] : [])),
  };
}

function targetsOf(item: unknown, index: number): AdvisoryTarget[] {
  const plain = typeof item === 'string';
  const { entry, digest, revisions } = plain ? { entry: item, digest: item } : Item.parse(item);
  const targets: AdvisoryTarget[] = [];
  // A pin behind it is no way to name revisions here, but the entry before it is clear.
  const named = Coordinate.safeParse(typeof entry === 'string' ? entry.trim().split('@', 1)[0] : undefined);
  if (named.success) targets.push({ index, entry: named.data, revisions: RevisionRange.safeParse(revisions).data });
  const content = Digest.safeParse(typeof digest === 'string' ? withoutPrefix(digest) : undefined);
  if (content.success) targets.push({ index, digest: content.data });
  return targets;
}

function withoutPrefix(digest: string): string {
  return digest
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '');
}
