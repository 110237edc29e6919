import { z } from 'zod';
import { Coordinate } from './coordinate.ts';
import { Harness } from './harness.ts';
import { archiveFormats } from './paths.ts';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One file that hangs from the root. */
export const FileRef = z.object({ url: z.string(), sha256: Sha256, bytes: z.int() });
export type FileRef = z.infer<typeof FileRef>;

/** One archive of the files of an entry. */
export const ArchiveRef = FileRef.extend({
  format: z
    .enum(archiveFormats)
    .describe('tar.gz: USTAR. zip, skill: the same files as a zip; .skill is for Gemini CLI.'),
});
export type ArchiveRef = z.infer<typeof ArchiveRef>;

/** Why no archive of an entry is offered. */
export const NoArchive = z
  .enum(['license', 'policy', 'credential', 'withdrawn', 'held-back', 'part', 'path', 'member', 'size'])
  .describe(
    'license, policy: no copy is allowed. credential: one stands in it. withdrawn; held-back: a draft or deleted. part: it is no file of its own. path: a path that archives or file systems cannot hold. member: of a member no copy may be offered, or it is a stub or draft. size: too large.',
  );
export type NoArchive = z.infer<typeof NoArchive>;

/** The same as a part of a sentence: "No copy is offered: …". */
export const noArchiveReasons: Record<NoArchive, string> = {
  license: 'its licence allows no copy',
  policy: 'the operator offers no copy of it',
  credential: 'a credential stands in it',
  withdrawn: 'it has been withdrawn',
  'held-back': 'it is a draft or deleted',
  part: 'it is a part of a file',
  path: 'one of its paths cannot be packed',
  member: 'of one of its members no copy may be offered, or it is a stub or draft',
  size: 'it is too large',
};

/** Where an entry stands among what harnesses read, and under which name; what is absent does not offer it. */
const Surfaces = z.object({
  wellKnown: z
    .object({
      scope: z.string().describe('Below the address of the catalog: the discovery index of this skill alone.'),
      root: z.string().optional().describe('Its name in the index of the whole catalog.'),
    })
    .optional(),
  claude: z.object({ name: z.string() }).optional().describe('In claude/marketplace.json.'),
  repository: z
    .object({ name: z.string(), harnesses: z.array(Harness).describe('Those that find it there.') })
    .optional()
    .describe('In catalog.git.'),
});
export type Surfaces = z.infer<typeof Surfaces>;

/** Where the files of an entry can be had. */
export const Distribution = z.object({
  git: z.object({ url: z.string(), commit: z.string(), path: z.string() }).optional().describe('The pinned place.'),
  archives: z
    .array(ArchiveRef)
    .optional()
    .describe(
      'Copies of its files, each with its hash. The name holds the digest, so the same name is the same content for ever.',
    ),
  noArchive: NoArchive.optional(),
  surfaces: Surfaces.optional(),
  folder: z.string().optional().describe('The files of an assembled plugin lie below it, as they are listed.'),
  withheld: z
    .array(Coordinate)
    .optional()
    .describe('Members of which no copy is offered here: licence, policy, a credential, or a page that would run.'),
});
