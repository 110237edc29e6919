import type { Capability, CapabilityKind } from '../domain/capability.ts';
import {
  type CatalogChanges,
  holdsNothing,
  type ListedEntry,
  type ListedSource,
  suggestsMore,
} from '../domain/check-report.ts';
import { CLAIM_FILE } from '../domain/claim-text.ts';
import { codeSpan } from '../domain/code-span.ts';
import type { Origin } from '../domain/governance.ts';
import { Kind, kindWords } from '../domain/kind.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { visibleLines } from './add-text.ts';
import { cell, counted, htmlCode, joined } from './markdown-text.ts';

const MAX_SOURCES = 20;
const MAX_ENTRIES = 40;
const MAX_CAPABILITIES = 12;
const MAX_HELD_BACK = 20;
const MAX_FINDINGS = 8;

/** What a change would list: source by source a table, and the details of each entry folded below it. */
export function listingBlocks({ sources }: Pick<CatalogChanges, 'sources'>): string[] {
  const title = '### What would be listed';
  if (sources.length === 0) return [title, 'No source changes.'];
  const more = sources.length - MAX_SOURCES;
  return [
    title,
    ...sources.slice(0, MAX_SOURCES).flatMap(sourceBlocks),
    ...(more > 0 ? [`… and ${counted(more, 'more source', 'more sources')}.`] : []),
  ];
}

const changeWords = { new: 'New source', changed: 'Changed source', gone: 'Removed source' } as const;

function sourceBlocks(source: ListedSource): string[] {
  const { id, change, entries, gone, quarantined } = source;
  const more = entries.length - MAX_ENTRIES;
  const shown = entries.slice(0, MAX_ENTRIES);
  return [
    `#### ${changeWords[change]} ${codeSpan(id)}`,
    factLines(source).join('\n'),
    ...claimBlock(source),
    ...(shown.length > 0 ? [table(shown)] : []),
    ...(more > 0 ? [`… and ${counted(more, 'more entry', 'more entries')}, which the table leaves out.`] : []),
    ...shown.map(details),
    ...list(
      'No longer listed',
      gone.map((one) => codeSpan(one, 160)),
    ),
    ...list(
      'Held back, and not listed',
      quarantined.map(({ kind, path, rule, message }) => {
        const why = `${codeSpan(rule)}: ${codeSpan(message, 300)}`;
        return `${kindWords[kind].label} at ${codeSpan(path, 160)}: ${why}`;
      }),
    ),
  ];
}

function factLines(source: ListedSource): string[] {
  const { id, change, place, trust, isGovernanceChanged, commit, state, isAhead, entries } = source;
  if (change === 'gone') return ['- Its file is taken out.'];
  const at = commit === undefined ? '' : ` at commit \`${commit.slice(0, 12)}\``;
  const said = isGovernanceChanged
    ? `as ${codeSpan(`governance/${id}.yaml`)} says, **which this change edits**`
    : 'as the operator says';
  const origin = trust === 'third-party' ? 'which every source has until the operator says more' : said;
  const when = isAhead && !holdsNothing(source) ? ' It is published once the next sync has locked it.' : '';
  const isRead = state === 'published';
  return [
    ...(place === undefined ? [] : [`- From ${codeSpan(place.replace(/#HEAD$/, ''), 200)}${at}.${when}`]),
    ...(isRead || trust !== 'third-party' ? [`- Trust: \`${trust}\`, ${origin}.`] : []),
    isRead
      ? `- ${holdsNothing(source) ? 'Nothing in it can be listed.' : countOf(entries)}`
      : `- **Nothing of it was read.** Why stands with ${codeSpan(`sources/${id}.yaml`)}.`,
  ];
}

/** How the owners of a new source get its mark, folded, for it is no part of what has to be done. */
function claimBlock(source: ListedSource): string[] {
  const { claim } = source;
  if (claim === undefined || holdsNothing(source)) return [];
  const summary = '<summary>For the owners of the source: how it gets the mark <b>Verified source</b></summary>';
  const how = `Put this into the source, as \`${CLAIM_FILE}\` at the root of its repository. The next sync finds it; nothing has to be changed here, and nothing is published later for want of it.`;
  // A fence ends at a line that holds nothing else, and every line of JSON holds a brace, a bracket or a quote.
  return [`<details>${summary}\n\n${how}\n\n\`\`\`json\n${visibleLines(claim.trimEnd())}\n\`\`\`\n\n</details>`];
}

/** `New: 3 skills and 1 command. Changed: 1 hook.` */
export function countOf(entries: readonly ListedEntry[]): string {
  const parts = (['new', 'changed'] as const).flatMap((change) => {
    const same = entries.filter((entry) => entry.change === change);
    const kinds = Kind.options.flatMap((kind) => {
      const count = same.filter((entry) => entry.kind === kind).length;
      const { label, labelPlural } = kindWords[kind];
      const lower = (word: string): string => (kind === 'mcp_server' ? word : word.toLowerCase());
      return count === 0 ? [] : [counted(count, lower(label), lower(labelPlural))];
    });
    return kinds.length === 0 ? [] : [`${change === 'new' ? 'New' : 'Changed'}: ${joined(kinds)}.`];
  });
  return parts.join(' ') || 'No entry is new or changed.';
}

function table(entries: readonly ListedEntry[]): string {
  const rows = entries.map((entry) => {
    const { id, change, license, can, riskTier } = entry;
    const tier = suggestsMore(entry) ? `${riskTier.value} (evidence: **${entry.suggests?.tier}**)` : riskTier.value;
    const terms = license === undefined ? 'none found' : cell(license);
    return `| ${cell(id, 160)} | ${change} | ${tier} | ${terms} | ${canWords(can)} | ${marks(entry)} |`;
  });
  return ['| Entry | Change | Risk tier | Licence | Can | To look at |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

/** `2 tools, 1 hook`; a dash where it is text and nothing else. */
export function canWords(can: readonly Capability[]): string {
  const kinds = [...Map.groupBy(can, ({ kind }) => kind)];
  return kinds.map(([kind, same]) => counted(same.length, kind)).join(', ') || '–';
}

function marks({ findings, copyOf, withdrawn, stub, category, status, can }: ListedEntry): string {
  const open = findings.filter(({ exception }) => exception === undefined);
  const worth = open.filter(({ severity }) => severity !== 'info').length;
  const starts = can.some(({ kind }) => kind === 'hook' || kind === 'server');
  const words = [
    ...(withdrawn ? ['**taken back**'] : []),
    ...(worth > 0 ? [counted(worth, 'finding')] : []),
    ...(starts ? ['runs by itself'] : []),
    ...(copyOf === undefined ? [] : ['a copy']),
    ...(stub.value ? ['a stub'] : []),
    ...(category.value === 'raw' ? ['raw'] : []),
    ...(status === 'active' ? [] : [status]),
  ];
  return words.join(', ');
}

const voices: Record<Origin, string> = {
  governance: 'the operator says so',
  entry: 'it says so itself',
  plugin: 'its plugin says so',
  source: 'the source file says so',
  defaults: "the operator's default for this source",
  policy: 'nobody has said anything',
};

function details(entry: ListedEntry): string {
  const { id, change, description, riskTier, category, stub, copyOf, withdrawn, suggests, diff, can } = entry;
  const lines = [
    ...(withdrawn ? [`- **Taken back**${takenBack(withdrawn)}: ${codeSpan(withdrawn.reason, 300)}`] : []),
    `- Says of itself: ${codeSpan(description, 300)}`,
    `- Risk tier \`${riskTier.value}\`: ${voices[riskTier.origin]}`,
    ...(suggests
      ? [`- The evidence speaks for \`${suggests.tier}\`: ${codeSpan(suggests.reasons.join('; '), 300)}`]
      : []),
    ...(category.value === 'raw' ? [`- Category \`raw\`: ${voices[category.origin]}`] : []),
    ...(stub.value ? [`- A stub: ${voices[stub.origin]}`] : []),
    ...(copyOf === undefined ? [] : [`- The same content as ${codeSpan(copyOf, 160)}`]),
    ...(diff
      ? [...capabilityLines('Can now', diff.added), ...capabilityLines('Can no longer', diff.removed)]
      : capabilityLines('Can', can)),
    ...findingLines(entry),
  ];
  return `<details><summary>${htmlCode(id, 160)}: ${change}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** With what it has been taken back, where it was not named itself. */
function takenBack({ copyOf, member }: Withdrawal): string {
  if (member !== undefined) return ` with its member ${codeSpan(member, 160)}`;
  return copyOf === undefined ? '' : `, as it has the content of ${codeSpan(copyOf, 160)}`;
}

const kinds: Record<CapabilityKind, string> = {
  tool: 'use the tools',
  script: 'run the scripts',
  hook: 'run at events',
  server: 'start or call the servers',
  host: 'reach the hosts',
  package: 'install or need',
  variable: 'read the variables',
};

/** One line for each kind of thing it can do. */
function capabilityLines(verb: string, can: readonly Capability[]): string[] {
  return [...Map.groupBy(can, ({ kind }) => kind)].map(([kind, same]) => {
    const more = same.length - MAX_CAPABILITIES;
    const shown = same.slice(0, MAX_CAPABILITIES).map(({ value }) => codeSpan(value));
    return `- ${verb} ${kinds[kind]}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
}

function findingLines({ findings }: ListedEntry): string[] {
  const shown = findings.slice(0, MAX_FINDINGS).map(({ rule, severity, file, line, message, excerpt, exception }) => {
    const accepted = exception ? ', accepted by the operator' : '';
    const quoted = excerpt === '' ? '' : ` ${codeSpan(excerpt, 120)}`;
    return `- ${severity} ${codeSpan(rule)} at ${codeSpan(`${file}:${line}`, 160)}${accepted}: ${codeSpan(message, 300)}${quoted}`;
  });
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, `- … and ${counted(more, 'more finding', 'more findings')}`] : shown;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - MAX_HELD_BACK;
  const shown = items.slice(0, MAX_HELD_BACK).map((item) => `- ${item}`);
  return [`${title}:`, [...shown, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n')];
}
