import { z } from 'zod';
import { LifecycleKeys, OperatorKeys } from './catalog.ts';
import { Coordinate, Slug } from './coordinate.ts';
import { Author, type FrozenPlugin } from './lock.ts';
import type { Locate } from './source.ts';
import { SemVer } from './version.ts';

/** The reserved id of the source of what the catalog itself defines. */
export const CATALOG_SOURCE = 'catalog';

/** Where a plugin is defined, below the catalog folder; also its path in the ledger. */
export function pluginPath(name: string): string {
  return `plugins/${name}.yaml`;
}

/** What stands behind the `@` of a coordinate: a revision, a version, an alias or a digest. */
const PIN = /^(?<entry>[^@]+)(?:@(?<pin>[1-9]\d{0,8}|v\d[\w.+-]{0,99}|[a-z][a-z0-9-]{0,63}|sha256:[0-9a-f]{64}))?$/;

const COORDINATE = 'Write a coordinate such as skill:acme/pdf, skill:acme/pdf@3 or skill:acme/pdf@production.';

interface Pinned {
  readonly entry: Coordinate;
  readonly pin: string | undefined;
}

function parsePinned(text: string): Pinned | undefined {
  const { entry = '', pin } = (text.length <= 300 ? PIN.exec(text)?.groups : undefined) ?? {};
  const parsed = Coordinate.safeParse(entry);
  return parsed.success ? { entry: parsed.data, pin } : undefined;
}

/** `kind:source/name` with or without a pin: `@3`, `@v1.2.0`, `@production`, `@sha256:…`. */
export const PinnedCoordinate = z.string().transform((text, context): Pinned => {
  const pinned = parsePinned(text);
  if (pinned) return pinned;
  context.addIssue({ code: 'custom', message: COORDINATE });
  return z.NEVER;
});

const MemberMap = z.strictObject({
  /** A member from this catalog. */
  entry: PinnedCoordinate.optional(),
  /** Its name in the plugin; else its own. */
  as: Slug.optional(),
  /** The address of another registry that holds the member: an MCP server, by the operator's word. */
  registry: z
    .url({ protocol: /^https?$/, error: 'Write an address that starts with https:// (or http://).' })
    .optional(),
  /** What the other registry calls it. */
  name: z.string().min(1).max(200).optional(),
  version: z.string().min(1).max(100).optional(),
});

/** A member that this catalog lists. */
export interface ListedMember {
  readonly entry: Pinned;
  readonly as?: string | undefined;
}

/** A member that is kept as a reference. */
export interface RegistryMember {
  readonly registry: string;
  readonly name: string;
  readonly version?: string | undefined;
}

/** One line of `members`: a coordinate, or a map. */
export const PluginMember = z.preprocess(
  (written, context) => {
    if (typeof written !== 'string') return written;
    if (parsePinned(written)) return { entry: written };
    context.addIssue({ code: 'custom', message: COORDINATE });
    return z.NEVER;
  },
  MemberMap.transform(({ entry, as, registry, name, version }, context): ListedMember | RegistryMember => {
    const isHere = registry === undefined && name === undefined && version === undefined;
    if (entry && isHere) return { entry, ...(as !== undefined && { as }) };
    if (!entry && as === undefined && registry !== undefined && name !== undefined)
      return { registry, name, ...(version !== undefined && { version }) };
    context.addIssue({
      code: 'custom',
      message:
        'Write "entry" (and "as") for what is listed here, or "registry" and "name" (and "version") for the rest.',
    });
    return z.NEVER;
  }),
);
export type PluginMember = ListedMember | RegistryMember;

/** True for what this catalog lists itself. */
export function isListed(member: PluginMember): member is ListedMember {
  return 'entry' in member;
}

/** What a harness shows and loads at once; real plugins have less than fifty. */
const MOST_MEMBERS = 200;

/** `plugins/<name>.yaml`: a plugin that the operator puts together from listed entries. */
export const PluginFile = z.strictObject({
  title: z.string().min(1).max(100).optional(),
  description: z.string().min(1).max(1024),
  /** One version is one set of members with one content. */
  version: SemVer,
  /** Who answers for it; else the owner of the catalog. */
  author: Author.optional(),
  license: z.string().min(1).max(200).optional(),
  keywords: z.array(z.string().min(1).max(64)).max(20).default([]),
  members: z.array(PluginMember).min(1).max(MOST_MEMBERS),
  tags: z.record(z.string().max(64), z.string().max(256)).optional(),
  ...LifecycleKeys,
  ...OperatorKeys,
});
export type PluginFile = z.infer<typeof PluginFile>;

/** One assembled plugin as the operator wrote it. */
export interface PluginDefinition {
  /** The name of its file, and of the plugin. */
  readonly name: string;
  readonly file: PluginFile;
  readonly locate: Locate;
  /** Its file has an error: nothing of it is locked or published. */
  readonly faulty: boolean;
}

/** A line of `members` in one spelling. */
function memberText(member: PluginMember): string {
  if (!isListed(member)) return [member.registry, member.name, member.version ?? ''].join(' ').trimEnd();
  const { entry, as } = member;
  return `${entry.entry}${entry.pin === undefined ? '' : `@${entry.pin}`}${as === undefined ? '' : ` as ${as}`}`;
}

/**
 * What of a definition belongs to one version, for the ledger: a version is composed from this and never again from the
 * file, which moves on.
 *
 * @param author Who answers for it where the file does not say.
 */
export function freezePlugin({ file }: Pick<PluginDefinition, 'file'>, author: Author): FrozenPlugin {
  const { title, description, license, keywords, members } = file;
  return {
    ...(title !== undefined && { title }),
    description,
    author: file.author ?? author,
    ...(license !== undefined && { license }),
    keywords: [...keywords],
    members: members.map(memberText),
    references: members.flatMap((member) => (isListed(member) ? [] : [member])),
  };
}
