import { z } from 'zod';
import { EntryKey, Slug } from './coordinate.ts';
import { Attestation, Category, RiskTier, Status, Trust } from './governance.ts';
import { transports } from './place.ts';
import { Severity } from './rules/rule.ts';
import { SiteFile } from './site-file.ts';
import { isGlob, isRelativePath, LONGEST_GLOB, LONGEST_REF, plainRelativePath, REF } from './source-forms.ts';

const SIZE = 'Write a size such as 500MB, 64kB or 1000B.';
const units = { '': 1, k: 1e3, M: 1e6, G: 1e9 } as const;

/** A size people write: `500MB`, `10MB`, `64kB`, or a plain number of bytes. Decimal units. */
export const Bytes = z
  .union([z.int().positive(), z.string().regex(/^\d+ ?[kMG]?B$/, SIZE)], { error: SIZE })
  .transform((size) => {
    if (typeof size === 'number') return size;
    const [, digits, unit] = /^(\d+) ?([kMG]?)B$/.exec(size) ?? [];
    return Number(digits) * units[unit as keyof typeof units];
  });

/** What one source may cost. What is over a limit is a diagnostic, never a crash. */
export const Limits = z.strictObject({
  /** Bytes that a source may add to the cache. */
  sourceBytes: Bytes.default(500e6),
  /** Paths in the tree. */
  files: z.int().positive().default(50_000),
  /** One file of an entry. */
  fileBytes: Bytes.default(10e6),
  /** Time for the network, per source. */
  seconds: z.int().positive().default(120),
});
export type Limits = z.infer<typeof Limits>;

const Policy = z.strictObject({
  transports: z.array(z.enum(transports)).default(['https']),
  limits: Limits.prefault({}),
  /** SPDX ids of licences under which content may be shown in full and mirrored. */
  licenses: z.array(z.string()).default(['MIT', 'Apache-2.0']),
  /** Another weight for a rule, or `off`. */
  severities: z.record(z.string(), z.enum([...Severity.options, 'off'])).default({}),
  /** Up to how many skills the discovery index at the root lists all; beyond it only those of sources that are trusted more. */
  wellKnownRoot: z.int().nonnegative().default(200),
});
export type Policy = z.infer<typeof Policy>;

const WebUrl = z.url({ protocol: /^https?$/, error: 'Write an address that starts with https:// (or http://).' });

/** `catalog.yaml`: who runs this marketplace, and by which rules. */
export const CatalogFile = z.strictObject({
  /** Kebab-case; also the name of the marketplace in harness manifests. */
  id: Slug,
  title: z.string().min(1),
  description: z.string().min(1),
  /** The public base address; a sub-path is allowed. */
  url: WebUrl,
  /** Where this catalog itself is kept: pages link there for corrections and submissions. */
  repository: WebUrl.optional(),
  owner: z.strictObject({ name: z.string().min(1), url: WebUrl.optional(), email: z.email().optional() }).optional(),
  /** What of the git history of the catalog is published. */
  history: z.strictObject({ authors: z.boolean().default(false) }).prefault({}),
  policy: Policy.prefault({}),
  /** How the site looks. */
  site: SiteFile.prefault({}),
});
export type CatalogFile = z.infer<typeof CatalogFile>;

/** A path below a folder. `./docs/` and `docs` are one. */
const RelativePath = z
  .string()
  .min(1)
  .refine(isRelativePath, { error: 'Write a path below this folder, with forward slashes and without "..".' })
  .transform(plainRelativePath);

/** A path with `**`, `*` and `?`. What other tools give a meaning to is refused, not taken literally. */
const Glob = z.string().min(1).max(LONGEST_GLOB).refine(isGlob, {
  error: 'Write a path with "**", "*" and "?"; list alternatives one by one, and what is not wanted under "exclude".',
});
const Globs = z.array(Glob).max(100);

const Tags = z.record(z.string().max(64), z.string().max(256));

/** What either party can say about the lifecycle of an entry. */
export const LifecycleKeys = {
  status: Status.optional(),
  /** Why the status is what it is. */
  reason: z.string().min(1).optional(),
  /** The coordinate to use instead. */
  replacedBy: z.string().optional(),
  /** The same for single revisions, by their number. */
  revisions: z
    .record(
      z.string().regex(/^[1-9]\d{0,8}$/, 'Write the number of a revision.'),
      z.strictObject({
        status: Status,
        reason: z.string().min(1).optional(),
        replacedBy: z.string().optional(),
      }),
    )
    .default({}),
};

/** What a publisher says about one of its own entries. */
export const SourceEntry = z.strictObject({
  riskTier: RiskTier.optional(),
  category: Category.optional(),
  stub: z.boolean().optional(),
  stubReason: z.string().min(1).optional(),
  tags: Tags.optional(),
  ...LifecycleKeys,
  /** The names it was listed under before. */
  renamedFrom: z
    .union([Slug, z.array(Slug).min(1)])
    .transform((names) => [names].flat())
    .optional(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

/** A git ref name as `git check-ref-format` takes it, narrowed to what branches and tags are called. */
const Ref = z.string().max(LONGEST_REF).regex(REF, 'Write the name of a branch or tag.');

/** Rules between keys are looked at even where one key has a problem of its own: everything is said in one run. */
const beside = { when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null };

/** `sources/<id>.yaml`: where a source is, and what its maintainers say about it. */
export const SourceFile = z
  .strictObject({
    git: z.string().trim().optional(),
    local: RelativePath.optional(),
    ref: Ref.optional(),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/, 'Write the whole commit id, 40 lower-case hex digits.')
      .optional(),
    versions: z
      .strictObject({
        from: z.literal('tags'),
        /** A tag with one `*`, which stands for the version. */
        pattern: z
          .string()
          .max(200)
          .regex(/^[\w./+@-]*\*[\w./+@-]*$/, 'Write the tags with one "*" for the version, such as v* or plugin--v*.')
          .default('v*'),
      })
      .optional(),
    path: RelativePath.optional(),
    include: Globs.default(['**']),
    exclude: Globs.default([]),
    owners: z.array(z.string().min(1)).default([]),
    entries: z.record(EntryKey, SourceEntry).default({}),
  })
  .refine(({ git, local }) => (git === undefined) !== (local === undefined), {
    error: 'Write either "git" or "local", one of them.',
    ...beside,
  })
  .refine(({ ref, commit }) => ref === undefined || commit === undefined, {
    error: 'Write either "ref" or "commit", not both.',
    path: ['commit'],
    ...beside,
  })
  .refine(({ local, ref, commit, versions }) => local === undefined || (ref ?? commit ?? versions) === undefined, {
    error: 'A local source has no "ref", "commit" or "versions".',
    path: ['local'],
    ...beside,
  })
  .refine(({ ref, commit, versions }) => versions === undefined || (ref ?? commit) === undefined, {
    error: 'Write either "versions" or a "ref" or "commit": a source follows its tags or one place.',
    path: ['versions'],
    ...beside,
  });
export type SourceFile = z.infer<typeof SourceFile>;

/** What only the operator can say about one entry, beside its lifecycle. */
export const OperatorKeys = {
  riskTier: RiskTier.optional(),
  category: Category.optional(),
  stub: z.boolean().optional(),
  /** What will replace the stub. */
  stubReason: z.string().min(1).optional(),
  attestation: Attestation.optional(),
  /** Names for revisions, such as `production: 3`. */
  aliases: z
    .record(
      z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/)
        .max(64),
      z.int().positive(),
    )
    .default({}),
};

/** What the operator says about one entry. */
export const GovernanceEntry = z.strictObject({ ...OperatorKeys, ...LifecycleKeys });
export type GovernanceEntry = z.infer<typeof GovernanceEntry>;

/** One accepted diagnostic. */
export const Exception = z
  .strictObject({
    rule: z.string(),
    /** Only for this entry; else for the whole source. */
    entry: EntryKey.optional(),
    /** Only for this file, relative to the folder of the entry. */
    file: RelativePath.optional(),
    reason: z.string().min(1),
    owner: z.string().min(1),
    until: z.iso.date(),
  })
  .refine(({ entry, file }) => entry !== undefined || file === undefined, {
    error: 'Write "entry" as well; the file is relative to its folder.',
    path: ['file'],
    ...beside,
  });
export type Exception = z.infer<typeof Exception>;

/** `governance/<id>.yaml`: what the operator says about a source. */
export const GovernanceFile = z.strictObject({
  trust: Trust.default('third-party'),
  /** Whether content may be shown in full and mirrored: `auto` asks the licence. */
  mirror: z.enum(['auto', 'always', 'never']).default('auto'),
  defaults: z.strictObject({ riskTier: RiskTier.optional(), category: Category.optional() }).default({}),
  entries: z.record(EntryKey, GovernanceEntry).default({}),
  exceptions: z.array(Exception).default([]),
});
export type GovernanceFile = z.infer<typeof GovernanceFile>;
