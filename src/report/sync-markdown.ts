import type { Capability, CapabilityDiff } from '../domain/capability.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { CATALOG_SOURCE } from '../domain/plugin-file.ts';
import type { SourceSync, SyncChange } from '../domain/sync-report.ts';
import { codeSpan } from '../domain/code-span.ts';
import { placeText } from './pretty.ts';

/** GitHub refuses the body of a pull request over 65,536 characters; a bot may want to add a line. */
const LONGEST = 60_000;

/** For the line that says what was left out. */
const RESERVE = 300;

const MAX_CHANGES = 60;
const MAX_CAPABILITIES = 12;
const MAX_DIAGNOSTICS = 20;

/**
 * What a sync did, as the body of a pull request: GitHub Flavored Markdown below 60,000 characters. Everything that
 * comes from a source stands in code spans.
 *
 * @param sources What happened in them, in the order in which they are told.
 * @param diagnostics Those of the sources and of the files of the catalog, which say why a source was not looked at.
 */
export function syncMarkdown(sources: readonly SourceSync[], diagnostics: readonly Diagnostic[]): string {
  const isWrong = (source: SourceSync): boolean => source.diagnostics.some(({ severity }) => severity === 'error');
  const told = sources.filter((source) => source.state !== 'unchanged' || isWrong(source));
  if (told.length === 0) return 'Nothing has moved.';
  return fitted([
    ...repointed(told),
    `## ${headline(told)}`,
    ...told.flatMap((source) => section(source, problemsOf(source, diagnostics))),
  ]);
}

/** Another repository under the same id: nothing that follows was judged before. */
function repointed(sources: readonly SourceSync[]): string[] {
  const moved = sources.flatMap(({ id, repointed: places }) => (places ? [{ id, ...places }] : []));
  const lines = moved
    .slice(0, MAX_CHANGES)
    .map(({ id, from, to }) => `- ${codeSpan(id)}: from ${codeSpan(from)} to ${codeSpan(to)}`);
  const more = moved.length - lines.length;
  if (moved.length === 0) return [];
  return [
    '# ⚠ ANOTHER REPOSITORY',
    'What was judged and trusted under these ids came from elsewhere. Whoever merges this trusts the new place as the old one.',
    [...lines, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n'),
  ];
}

/** Errors first, then warnings. */
function problemsOf({ id, diagnostics }: SourceSync, all: readonly Diagnostic[]): Diagnostic[] {
  const files = [`sources/${id}.yaml`, `governance/${id}.yaml`, `lock/${id}.json`];
  const isOwn = (file: string): boolean =>
    files.includes(file) || (id === CATALOG_SOURCE && file.startsWith('plugins/'));
  const ofFiles = all.filter(({ at }) => at.root === 'catalog' && isOwn(at.file));
  const open = [...new Set([...diagnostics, ...ofFiles])].filter(({ exception }) => exception === undefined);
  return (['error', 'warning'] as const).flatMap((weight) => open.filter(({ severity }) => severity === weight));
}

/** As many blocks as have room, and how many have not. */
function fitted(blocks: readonly string[]): string {
  let length = 0;
  const kept = blocks.findIndex((block) => (length += block.length + 2) > LONGEST - RESERVE);
  if (kept === -1) return blocks.join('\n\n');
  const left = blocks.length - kept;
  return [
    ...blocks.slice(0, kept),
    `Cut here: ${left} more ${left === 1 ? 'paragraph' : 'paragraphs'}. \`skillyard sync --json\` gives all of it.`,
  ].join('\n\n');
}

function headline(sources: readonly SourceSync[]): string {
  const changes = sources.flatMap((source) => source.changes);
  const count = (...kinds: SyncChange['change'][]): number =>
    changes.filter(({ change }) => kinds.includes(change)).length;
  const parts = [
    [count('added'), 'new'] as const,
    [count('changed'), 'changed'] as const,
    [count('returned'), 'back'] as const,
    [count('removed'), 'gone'] as const,
  ].flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : []));
  const locked = sources.filter(({ state }) => state === 'locked').length;
  const failed = sources.filter(({ state }) => state === 'failed').length;
  const entries =
    locked === 0 ? 'Nothing has moved' : parts.length > 0 ? `Entries: ${parts.join(', ')}` : 'No entry has changed';
  return `${entries}${failed > 0 ? `. Sources that failed: ${failed}` : ''}`;
}

function section(source: SourceSync, problems: readonly Diagnostic[]): string[] {
  const { id, state, changes, unreachableSince } = source;
  const title = id === CATALOG_SOURCE ? '### Assembled plugins' : `### Source ${codeSpan(id)}`;
  const since = unreachableSince === undefined ? '' : ` It cannot be had since ${unreachableSince.slice(0, 10)}.`;
  const failed = state === 'failed' ? [`**Nothing new could be locked.**${since}`] : [];
  const isGone = ({ rule }: Diagnostic): boolean => rule === 'governed-entry-gone';
  const gone = problems.filter(isGone);
  const shown = changes.slice(0, MAX_CHANGES);
  const more = changes.length - shown.length;
  return [
    [title, ...commits(source)].join('\n\n'),
    ...failed,
    ...claimBlocks(source),
    ...diagnosticBlocks('Judged entries that are gone:', gone),
    ...shown.map(changeBlock),
    ...(more > 0 ? [`… and ${more} more ${more === 1 ? 'entry' : 'entries'}.`] : []),
    ...diagnosticBlocks(
      'Errors and warnings:',
      problems.filter((problem) => !isGone(problem)),
    ),
  ];
}

/** What the people who write to the source say of this catalog, where it is not what they said before. */
function claimBlocks({ claim }: SourceSync): string[] {
  if (!claim) return [];
  const where = `${codeSpan(claim.path)} at \`${claim.commit.slice(0, 12)}\``;
  return claim.change === 'gained'
    ? [`**Names this catalog**: ${where} does. It is shown as a verified source from now on.`]
    : [`**No longer names this catalog**: ${where} did. It is no longer shown as a verified source.`];
}

function commits({ state, from, to, compareUrl, tags, changes }: SourceSync): string[] {
  if (state !== 'locked') return [];
  const ends = [from, to].flatMap((commit) => (commit === undefined ? [] : [`\`${commit.slice(0, 12)}\``]));
  const range = from === to ? ends.slice(0, 1).join('') : ends.join(' → ');
  const link = compareUrl === undefined ? '' : ` ([compare](<${compareUrl}>))`;
  const versions = tags && tags.length > 0 ? `Tags: ${tags.map((tag) => codeSpan(tag)).join(', ')}.` : '';
  const same = changes.length === 0 ? 'No entry has changed.' : '';
  const words = [range === '' ? '' : `Commit ${range}${link}.`, versions, same].filter((part) => part !== '');
  return words.length > 0 ? [words.join(' ')] : [];
}

function changeBlock(change: SyncChange): string {
  const { can = [], diff, findings = [], members = [] } = change;
  const worth = findings.map(
    ({ rule, file, line }) => `Worth a look: ${codeSpan(rule)} at ${codeSpan(`${file}:${line}`, 160)}`,
  );
  const moved = members
    .slice(0, MAX_CAPABILITIES)
    .map(({ id, revision, previous }) => `Member ${codeSpan(id)}: ${memberStep(previous, revision)}`);
  const lines = [...worth, ...moved, ...capabilityLines('Can', can), ...(diff ? diffLines(diff) : [])];
  return [`- ${changeSentence(change)}`, ...lines.map((line) => `  - ${line}`)].join('\n');
}

function memberStep(previous: number | undefined, revision: number | undefined): string {
  if (revision === undefined) return 'no longer in it';
  return previous === undefined ? `revision ${revision}` : `revision ${previous} → ${revision}`;
}

function changeSentence({ key, change, revision, previous, version, movedFrom, movedTo }: SyncChange): string {
  const label = version === undefined ? '' : `, version ${codeSpan(version)}`;
  const step = `revision ${previous === undefined ? '' : `${previous} → `}${revision}`;
  const words: Record<SyncChange['change'], string> = {
    added: `**New** ${codeSpan(key)}, ${step}${label}`,
    changed: `**Changed** ${codeSpan(key)}, ${step}${label}`,
    returned: `**Back** ${codeSpan(key)}, ${step}${label}`,
    removed: `**Gone** ${codeSpan(key)}, last seen as ${step}${label}`,
  };
  const from = movedFrom === undefined ? '' : `. It has the content of ${codeSpan(movedFrom)}, which is gone`;
  const to = movedTo === undefined ? '' : `. Its content is now ${codeSpan(movedTo)}`;
  return `${words[change]}${from}${to}`;
}

/** What an entry can do more, then what it can do less, then how its size changed. */
function diffLines({ added, removed, bytes, tokensDescription, tokensBody }: CapabilityDiff): string[] {
  const sizes = [
    ['bytes', bytes] as const,
    ['tokens of description', tokensDescription] as const,
    ['tokens of body', tokensBody] as const,
  ].flatMap(([what, change]) => (change ? [`${change.from} → ${change.to} ${what}`] : []));
  return [
    ...capabilityLines('Can now', added),
    ...capabilityLines('No longer', removed),
    ...(sizes.length > 0 ? [`Size: ${sizes.join(', ')}`] : []),
  ];
}

function capabilityLines(what: string, capabilities: readonly Capability[]): string[] {
  const shown = capabilities.slice(0, MAX_CAPABILITIES).map(({ kind, value }) => `${what}: ${kind} ${codeSpan(value)}`);
  const more = capabilities.length - shown.length;
  return more > 0 ? [...shown, `${what}: ${more} more`] : shown;
}

function diagnosticBlocks(title: string, problems: readonly Diagnostic[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_DIAGNOSTICS).map((diagnostic) => {
    const { severity, rule, message, hint } = diagnostic;
    return `- ${severity} ${codeSpan(rule)} at ${codeSpan(placeText(diagnostic), 160)}: ${codeSpan(message, 800)}\n  - ${codeSpan(hint, 300)}`;
  });
  const more = problems.length - shown.length;
  return [title, ...shown, ...(more > 0 ? [`… and ${more} more.`] : [])];
}
