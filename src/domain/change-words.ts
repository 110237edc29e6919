import type { Capability, CapabilityDiff, CapabilityKind } from './capability.ts';
import type { Change, ChangeKind } from './change.ts';
import type { ChangeGroup } from './change-groups.ts';
import type { HistoryEvent } from './history.ts';
import { coordinateParts } from './coordinate.ts';
import { kindNoun } from './kind.ts';
import { shownText } from './shown-text.ts';

const MAX_TITLE = 120;
const MAX_TEXT = 500;
/** Of capabilities, for each of new and gone. */
const MOST_LISTED = 20;

/** A text of strangers in one line, with nothing hidden in it and nothing that XML 1.0 cannot hold. */
function shown(text: string, max = MAX_TEXT): string {
  return shownText(text.replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD'), max);
}

/** The title of an entry, in one line: `pdf`. */
export function titleOfChanged({ title }: Change): string {
  return shown(title, MAX_TITLE);
}

/** What an entry is called: `pdf (skill, acme)`. */
export function nameOfChanged(change: Change): string {
  const { entry, source } = change;
  return `${titleOfChanged(change)} (${kindNoun(coordinateParts(entry).kind)}, ${source})`;
}

/** What has changed, in a few words: `new content, revision 3`. */
export function whatChanged(change: Change): string {
  return phrases[change.kind](change);
}

const phrases: Record<ChangeKind, (change: Change) => string> = {
  new: (change) => `new${labelOf(change)}`,
  content: (change) => `new content, revision ${change.revision}${labelOf(change)}`,
  removed: () => 'gone from its source',
  returned: () => 'back in its source',
  renamed: ({ from }) => `renamed from ${from}`,
  status: (change) => whatDecided({ ...change, field: 'status' }),
  alias: (change) => whatDecided({ ...change, field: 'alias' }),
  riskTier: (change) => whatDecided({ ...change, field: 'riskTier' }),
  category: (change) => whatDecided({ ...change, field: 'category' }),
  stub: (change) => whatDecided({ ...change, field: 'stub' }),
  withdrawal: ({ revisions }) => (revisions === undefined ? 'withdrawn' : `${numbered(revisions)} taken back`),
};

type Decision = Pick<HistoryEvent, 'field' | 'alias' | 'revision' | 'from' | 'to'>;

/** What somebody decided, in a few words: `risk tier set to high (was limited)`. */
export function whatDecided({ field, alias, revision, from, to }: Decision): string {
  switch (field) {
    case 'status':
      return said(revision === undefined ? 'status' : `status of revision ${revision}`, from, to);
    case 'alias':
      return said(`alias ${alias}`, revisionOf(from), revisionOf(to));
    case 'stub':
      return to === 'true' ? 'marked as a stub' : 'no longer marked as a stub';
    default:
      return said(fieldNouns[field], from && shown(from), to && shown(to));
  }
}

const fieldNouns = {
  riskTier: 'risk tier',
  category: 'category',
  attestation: 'attestation',
  renamedFrom: 'former names',
} as const;

function labelOf({ version }: Change): string {
  return version === undefined ? '' : `, version ${shown(version, MAX_TITLE)}`;
}

function revisionOf(number: string | undefined): string | undefined {
  return number === undefined ? undefined : `revision ${number}`;
}

/** `risk tier set to high (was limited)`. */
function said(about: string, from: string | undefined, to: string | undefined): string {
  return `${about} ${to === undefined ? 'no longer set' : `set to ${to}`}${from === undefined ? '' : ` (was ${from})`}`;
}

function numbered(revisions: readonly number[]): string {
  return `${revisions.length === 1 ? 'revision' : 'revisions'} ${revisions.join(', ')}`;
}

const manyWords: Record<ChangeKind, string> = {
  new: 'new',
  content: 'with new content',
  removed: 'gone from their source',
  returned: 'back in their source',
  renamed: 'renamed',
  status: 'with another status',
  alias: 'with another alias',
  riskTier: 'with another risk tier',
  category: 'with another category',
  stub: 'with another word about being a stub',
  withdrawal: 'withdrawn',
};

/**
 * The heading of a piece of news: `pdf (skill, acme): new content, revision 3`, `acme: 137 new entries`.
 *
 * @param count How many there are, where not all of them are in the group.
 */
export function headlineOf({ isMany, changes: [first, ...others] }: ChangeGroup, count?: string): string {
  if (!isMany) return `${nameOfChanged(first)}: ${whatChanged(first)}`;
  const number = count ?? String(others.length + 1);
  const noun = number === '1' ? 'entry' : 'entries';
  return first.kind === 'new'
    ? `${first.source}: ${number} new ${noun}`
    : `${first.source}: ${number} ${noun} ${manyWords[first.kind]}`;
}

/** What there is to say about a change beside what has changed, one sentence each: what it can do now, who, why. */
export function detailsOf(change: Change): string[] {
  const { kind, changes, reason, member, replacement } = change;
  if (kind === 'withdrawal') {
    return [
      ...(member === undefined ? [] : [`Because of ${member}, which is part of it.`]),
      ...(reason === undefined ? [] : [`Reason: ${shown(reason)}`]),
      ...(replacement === undefined ? [] : [`Use ${replacement} instead.`]),
    ];
  }
  if (kind === 'content') return capabilityLines(changes);
  return decisionOf(change);
}

/** Who decided, in whose words: for what comes from a commit of the catalog. */
export function decisionOf({ by, reason, author, commit }: Change): string[] {
  if (by === undefined || commit === undefined) return [];
  const person = author === undefined ? '' : ` (${shown(author)})`;
  const words = reason === undefined || reason === '' ? '' : `: “${shown(reason)}”`;
  return [`Decided by the ${by}${person} in commit ${commit.slice(0, 12)}${words}`];
}

/** How sentences say what an entry can do. */
export const capabilityNouns: Record<CapabilityKind, string> = {
  tool: 'tool',
  script: 'script',
  hook: 'hook',
  server: 'MCP server',
  host: 'host',
  package: 'package',
  variable: 'environment variable',
};

function capabilityLines(diff: CapabilityDiff | undefined): string[] {
  if (!diff) return ['What it could do before was not recorded, so what changed in it is not known.'];
  const { added, removed, bytes, tokensBody, tokensDescription } = diff;
  const size = (about: string, change: { from: number; to: number } | undefined): string[] =>
    change ? [`${about}: ${change.from} → ${change.to}.`] : [];
  const lines = [...capabilities('New in what it can do', added), ...capabilities('Gone from what it can do', removed)];
  return [
    ...(lines.length > 0 ? lines : ['Nothing it can do has changed.']),
    ...size('Bytes of its files', bytes),
    ...size('Tokens that are always loaded', tokensDescription),
    ...size('Tokens that are loaded on use', tokensBody),
  ];
}

function capabilities(about: string, list: readonly Capability[]): string[] {
  if (list.length === 0) return [];
  const named = list.slice(0, MOST_LISTED).map(({ kind, value }) => `${capabilityNouns[kind]} ${shown(value)}`);
  const more = list.length > MOST_LISTED ? `, and ${list.length - MOST_LISTED} more` : '';
  return [`${about}: ${named.join('; ')}${more}.`];
}
