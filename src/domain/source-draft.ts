import { addressSlip, refusedAddress, transportSlip } from './address-slips.ts';
import type { EntryKey } from './coordinate.ts';
import type { RiskTier } from './governance.ts';
import type { Kind } from './kind.ts';
import { canonicalPlace, parseRemote, type Remote, type Transport } from './place.ts';
import { shorten } from './shorten.ts';
import { toSlug } from './slug.ts';
import { parseSourceAddress, type SourceAddress, sourcePath } from './source-address.ts';
import { isGlob, isRelativePath, LONGEST_GLOB, LONGEST_REF, REF } from './source-forms.ts';
import { isReservedSourceId, isSourceId } from './source-id.ts';

/*
 * What a person answers who lists a source, at a terminal or in a browser: no schema and nothing of Node is loaded here.
 */

/** The answers as they were typed. */
export interface SourceAnswers {
  /** Of the repository, or of a page in it. */
  readonly address: string;
  readonly id: string;
  /** A branch, a tag or a commit; empty for the default branch. What the address says of it is not looked at. */
  readonly ref: string;
  /** Only what lies below is listed; empty for everything. What the address says of it is not looked at. */
  readonly path: string;
  readonly owners: readonly string[];
  /** Patterns, relative to `path`. */
  readonly exclude: readonly string[];
  /** The publisher's own statements, such as `skill:pdf=limited`. */
  readonly tiers: readonly string[];
}

/** The file of a source that can be written. */
export interface SourceDraft {
  readonly id: string;
  readonly git: string;
  readonly remote: Remote;
  /** The canonical place. */
  readonly place: string;
  readonly ref?: string;
  /** 40 lower-case hex digits, instead of `ref`. */
  readonly commit?: string;
  readonly path?: string;
  readonly owners: readonly string[];
  readonly exclude: readonly string[];
  readonly tiers: readonly (readonly [EntryKey, RiskTier])[];
}

/** What the answers have to be compared with. */
export interface Listed {
  /** Ids that are taken: of sources, and of those that were listed before. */
  readonly ids: readonly string[];
  readonly places: readonly { readonly id: string; readonly place: string }[];
  /** The ways git may be reached. */
  readonly transports: readonly Transport[];
}

/** One sentence or two for each answer that has to be another one. */
export type AnswerErrors = Readonly<Partial<Record<keyof SourceAnswers, string>>>;

const MOST_PATTERNS = 100;
const LONGEST_OWNER = 200;
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** The patterns and names of one answer, trimmed, each once. */
function trimmed(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

/**
 * Makes the file of a source of answers, or says of each answer what is wrong with it. All of them are looked at.
 *
 * @returns No draft where there are errors.
 */
export function draftSource(
  answers: SourceAnswers,
  listed: Listed,
): { readonly draft?: SourceDraft; readonly errors: AnswerErrors } {
  const address = readAddress(answers.address);
  const remote = address && parseRemote(address.url);
  const ref = answers.ref.trim();
  const path = sourcePath(answers.path.trim());
  const [owners, exclude, tiers] = [trimmed(answers.owners), trimmed(answers.exclude), trimmed(answers.tiers)];
  const commit = /^[0-9a-f]{40}$/i.test(ref) ? ref.toLowerCase() : undefined;
  const selection = path === undefined ? undefined : { ref: commit ?? (ref || 'HEAD'), path };
  const place = remote && selection && canonicalPlace(remote.repository, selection);
  const errors = {
    address: wrongAddress(answers.address, remote, place, listed),
    id: wrongId(answers.id.trim(), listed.ids),
    ref: ref === '' || isListableRef(ref) ? undefined : 'Write the name of a branch or tag, or a whole commit id.',
    path:
      path !== undefined && isRelativePath(path)
        ? undefined
        : 'Write a folder below the root of the repository, with forward slashes and without "..".',
    owners: owners.map(wrongOwner).find((wrong) => wrong !== undefined),
    exclude:
      exclude.length > MOST_PATTERNS
        ? `There are more than ${MOST_PATTERNS} patterns.`
        : exclude.map(wrongPattern).find((wrong) => wrong !== undefined),
    tiers: wrongTiers(tiers),
  };
  const found = Object.entries(errors).filter(([, error]) => error !== undefined);
  if (found.length > 0 || !address || !remote || place === undefined) return { errors: Object.fromEntries(found) };
  const at = commit !== undefined ? { commit } : ref === '' ? {} : { ref };
  const below = path === undefined || path === '' ? {} : { path };
  const stated = tiers.flatMap((text) => readTier(text) ?? []);
  const draft = { id: answers.id.trim(), git: remote.url, remote, place, ...at, ...below };
  return { draft: { ...draft, owners, exclude, tiers: stated.map(({ key, tier }) => [key, tier]) }, errors: {} };
}

/** Host, owner and name, as browsers show an address. */
const WITHOUT_SCHEME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^\s:@]+\/[^\s:@]+$/i;

/** The address that is meant where the scheme has been left out, as browsers do; undefined where it has not. */
export function withScheme(text: string): string | undefined {
  const address = text.trim();
  return WITHOUT_SCHEME.test(address) && !parseRemote(address) ? `https://${address}` : undefined;
}

/**
 * Reads an address of a repository, or of a page in one, which says a ref and a path too; without a scheme it is one of
 * https. Where a catalog allows them, `file:///…` and a bundle in the catalog are such addresses as well.
 */
export function readAddress(text: string): SourceAddress | undefined {
  const parsed = parseSourceAddress(withScheme(text) ?? text);
  if (parsed) return parsed;
  const remote = parseRemote(text.trim());
  return remote?.transport === 'file' || remote?.transport === 'bundle' ? { url: remote.url } : undefined;
}

function wrongAddress(
  text: string,
  remote: Remote | undefined,
  place: string | undefined,
  { places, transports }: Listed,
): string | undefined {
  if (text.trim() === '') return 'Write the address of a repository, such as https://github.com/acme/skills.';
  const slip = remote ? (addressSlip(remote) ?? transportSlip(remote, transports)) : refusedAddress(text.trim());
  if (slip) return [slip.message, slip.hint ?? 'Write one such as https://github.com/acme/skills.'].join(' ');
  const same = places.find((other) => other.place === place);
  return same && `This place is listed already, as ${same.id}. Correct sources/${same.id}.yaml instead.`;
}

function wrongId(id: string, taken: readonly string[]): string | undefined {
  if (id === '') return 'Give it an id: it stands in the address of every entry.';
  if (isReservedSourceId(id)) return `"${id}" means something else in a catalog. Take another id.`;
  if (!isSourceId(id)) {
    const meant = toSlug(id);
    const rule = 'Use lower-case letters, digits and single dashes, at most 64.';
    return meant !== undefined && isSourceId(meant) ? `${rule} Did you mean "${meant}"?` : rule;
  }
  return taken.includes(id) ? `"${id}" is taken by another source. Take another id.` : undefined;
}

function isListableRef(ref: string): boolean {
  return ref.length <= LONGEST_REF && REF.test(ref);
}

function isPlain(text: string): boolean {
  return text.isWellFormed() && !HIDDEN.test(text);
}

/** `github:acme`, `@acme/team` or an address of mail: what others than people in words are called. */
const ACCOUNT = /^(?:\w+:[\w./-]+|@[\w./-]+|[^\s@]+@[^\s@]+)$/;

function wrongOwner(owner: string): string | undefined {
  const parts = owner.split(',').map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => ACCOUNT.test(part)))
    return `"${shorten(owner)}" names several owners. Write each by itself.`;
  return owner.length <= LONGEST_OWNER && isPlain(owner)
    ? undefined
    : `Write each owner in one line of at most ${LONGEST_OWNER} characters, such as github:acme.`;
}

function wrongPattern(glob: string): string | undefined {
  if (glob.length > LONGEST_GLOB) return `A pattern has at most ${LONGEST_GLOB} characters.`;
  return isGlob(glob) && isPlain(glob)
    ? undefined
    : 'Write paths with "**", "*" and "?", one by one: "{", "}", "!" at the beginning and backslashes are not taken.';
}

// Records, so that the compiler misses none of them.
const kinds: Record<Kind, true> = {
  skill: true,
  subagent: true,
  command: true,
  hook: true,
  mcp_server: true,
  plugin: true,
  workflow: true,
};
const riskTiers: Record<RiskTier, true> = { minimal: true, limited: true, high: true };

/** True for the word of a tier. */
export function isRiskTier(text: string): text is RiskTier {
  return Object.hasOwn(riskTiers, text);
}

/** Reads `skill:pdf=limited`; blanks around the sign, or instead of it, are taken. */
function readTier(text: string): { readonly key: EntryKey; readonly tier: RiskTier } | undefined {
  const [, kind = '', name = '', tier = ''] = /^(\w+):([a-z0-9-]{1,64})(?:\s*=\s*|\s+)(\w+)$/.exec(text) ?? [];
  if (!Object.hasOwn(kinds, kind) || !isRiskTier(tier)) return undefined;
  return { key: `${kind as Kind}:${name}`, tier };
}

function wrongTiers(tiers: readonly string[]): string | undefined {
  const unread = tiers.find((text) => !readTier(text));
  if (unread !== undefined) {
    const tier = /^[\w:-]+(?:\s*=\s*|\s+)(\w+)$/.exec(unread)?.[1] ?? unread;
    if (/^\w+$/.test(tier) && !isRiskTier(tier)) return noTier(tier, unread);
    const how = 'Write the kind, the name and the tier of an entry, such as skill:pdf=limited.';
    return `"${shorten(unread)}" cannot be read. ${how} Tiers are minimal, limited and high.`;
  }
  const keys = tiers.map((text) => readTier(text)?.key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice && `${twice} has two tiers. Leave one.`;
}

/** @param line What it stands in, where that is more. */
export function noTier(tier: string, line: string): string {
  const where = line === tier ? '' : `In "${shorten(line)}": `;
  return `${where}"${shorten(tier)}" is no tier. Write minimal, limited or high.`;
}
