import { z } from 'zod';
import { Coordinate } from './coordinate.ts';
import type { Locate } from './source.ts';
import { AdvisorySeverity } from './withdrawal.ts';

const RANGE = 'Write one revision such as 3, a range such as 2-4, or an open one such as 3-.';
const DIGEST = 'Write the whole digest, 64 lower-case hex digits.';

/** Revisions of one entry: `3`, `2-4`, `3-`. */
export const RevisionRange = z
  .union([z.int().positive(), z.string().regex(/^[1-9]\d{0,8}(?:-(?:[1-9]\d{0,8})?)?$/, RANGE)], { error: RANGE })
  .transform((range) => {
    if (typeof range === 'number') return { from: range, to: range };
    const [from = '', to] = range.split('-');
    return { from: Number(from), to: to === undefined ? Number(from) : to === '' ? Infinity : Number(to) };
  })
  .refine(({ from, to }) => from <= to, { error: 'Write the lower revision first.' });
export type RevisionRange = z.infer<typeof RevisionRange>;

/** SHA-256 as it stands in the index. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, DIGEST);

/** Rules between keys are looked at even where one key has a problem of its own: everything is said in one run. */
const beside = { when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null };

const Target = z
  .strictObject({
    entry: Coordinate.optional(),
    /** Without it, all revisions, those of the future too. */
    revisions: RevisionRange.optional(),
    digest: Digest.optional(),
  })
  .refine(({ entry, digest }) => (entry === undefined) !== (digest === undefined), {
    error: 'Write either "entry" or "digest", one of them.',
    ...beside,
  })
  .refine(({ digest, revisions }) => digest === undefined || revisions === undefined, {
    error: 'A digest is one content; leave "revisions" out.',
    path: ['revisions'],
    ...beside,
  });

/** `advisories/<id>.yaml`: one withdrawal. */
export const AdvisoryFile = z.strictObject({
  severity: AdvisorySeverity,
  /** What is wrong, for those who have it installed. */
  reason: z.string().min(1),
  /** The day on which it was taken back. */
  on: z.iso.date(),
  affects: z.array(Target).min(1),
  /** The coordinate to use instead. */
  replacement: Coordinate.optional(),
  /** Addresses with more about it. */
  references: z
    .array(z.url({ protocol: /^https?$/, error: 'Write an address that starts with https://.' }))
    .default([]),
});
export type AdvisoryFile = z.infer<typeof AdvisoryFile>;

/** One thing that an advisory names: an entry with all or some of its revisions, or one content. */
export type AdvisoryTarget = {
  /** Its place in `affects`, from 0. */
  readonly index: number;
} & (
  | { readonly entry: Coordinate; readonly revisions?: RevisionRange | undefined }
  | { readonly digest: string; readonly entry?: undefined; readonly revisions?: undefined }
);

/** One advisory as far as it can be understood, with its id and the places of its words. */
export interface Advisory {
  /** The name of its file. */
  readonly id: string;
  readonly severity: AdvisorySeverity;
  readonly reason: string;
  readonly on?: string | undefined;
  readonly affects: readonly AdvisoryTarget[];
  readonly replacement?: Coordinate | undefined;
  readonly references: readonly string[];
  readonly locate: Locate;
}
