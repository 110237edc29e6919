import { z } from 'zod';
import { Coordinate } from '../../domain/coordinate.ts';
import { Category, RiskTier } from '../../domain/governance.ts';
import { Kind } from '../../domain/kind.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A path below the folder of the project or the home folder, with `/`. */
export const Target = z
  .string()
  .min(1)
  .refine((path) => !/^\/|\\|(?:^|\/)\.\.?(?:\/|$)|\0/.test(path), { error: 'It leads out of its folder.' });

/** One thing that was written. */
export const Placed = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('folder'),
    harness: z.string(),
    target: Target,
    /** By path in the folder the SHA-256 of what was written. */
    files: z.record(Target, Sha256),
  }),
  z.object({ type: z.literal('file'), harness: z.string(), target: Target, sha256: Sha256 }),
  z.object({
    type: z.literal('setting'),
    harness: z.string(),
    target: Target,
    format: z.enum(['json', 'jsonc', 'toml']),
    keys: z.array(z.string()).min(1),
    /** Of the canonical JSON of the value. */
    sha256: Sha256,
    /** The text that was put into the file, so that the same text can be taken out again. */
    inserted: z.string(),
    /** The file was not there before. */
    created: z.boolean(),
    /** Whatever a person has made of the value since is theirs to choose. */
    initial: z.literal(true).optional(),
  }),
]);
export type Placed = z.infer<typeof Placed>;

/** One installed entry. */
export const LockedInstall = z.object({
  /** The address of the registry it came from. */
  registry: z.string(),
  kind: Kind,
  revision: z.int().positive(),
  version: z.string().optional(),
  digest: Sha256,
  /** The alias or pin it was asked for by; absent where the latest revision was meant. */
  pin: z.string().optional(),
  riskTier: RiskTier,
  category: Category,
  stub: z.boolean(),
  /** The archive's hash, or the commit. */
  from: z.discriminatedUnion('type', [
    z.object({ type: z.literal('archive'), url: z.string(), sha256: Sha256 }),
    z.object({ type: z.literal('git'), url: z.string(), commit: z.string(), path: z.string() }),
    z.object({ type: z.literal('record'), sha256: Sha256 }),
  ]),
  /** What it could do when it was installed, one line each: `script scripts/a.sh`. `update` compares with it. */
  capabilities: z.array(z.string()),
  harnesses: z.array(z.string()),
  placed: z.array(Placed),
  /** Folders that were made for it and go with it when they are empty, outermost first. */
  made: z.array(Target),
});
export type LockedInstall = z.infer<typeof LockedInstall>;

/** `skillyard.lock.json` in a project, and below the home folder for the scope `user`. Keys are sorted; no dates. */
export const ClientLock = z.object({
  formatVersion: z.literal('1.0'),
  entries: z.record(Coordinate, LockedInstall),
});
export type ClientLock = z.infer<typeof ClientLock>;
