import type { Evidence } from './evidence.ts';
import type { ContentFinding } from './finding.ts';
import type { RiskTier } from './governance.ts';
import type { Kind } from './kind.ts';
import { shownText } from './shown-text.ts';

/** What is looked at. */
interface Observed {
  readonly kind: Kind;
  readonly evidence: Evidence;
  /** With the exceptions of the operator. */
  readonly findings: readonly ContentFinding[];
}

/** A tier that what was found speaks for. */
interface Suggestion {
  readonly tier: RiskTier;
  /** What speaks for it, one phrase each, at least one. */
  readonly reasons: readonly string[];
}

interface Sign {
  readonly tier: RiskTier;
  /** The phrase, or undefined where the sign is not there. */
  readonly reason: (observed: Observed) => string | undefined;
}

/** Every tool, or a shell for any command, under the names that harnesses give it. */
const unrestricted = /^(?:\*|(?:bash|shell|run_shell_command)(?:\((?:\*|\*?:\*)?\))?)$/i;

const webTool = /^(?:web_?fetch|web_?search|google_web_search)\b/i;

/** Findings of what nobody would want to happen unseen. */
const grave: ReadonlyMap<string, string> = new Map([
  ['finding-remote-code', 'code from the network is run unseen'],
  ['finding-private-file-sent', 'private files are sent away'],
]);

/**
 * Which sign speaks for which tier. A tier is about a use, and no file tells its use: the table holds what somebody who
 * declares less should have looked at. Scripts as such are not in it, for reading a local file is no risk; what they
 * reach is.
 */
const signs: readonly Sign[] = [
  {
    tier: 'high',
    // The list of a subagent limits what it has, and that of a plugin is the sum of its members: neither asks for a
    // permission.
    reason: ({ kind, evidence: { tools } }) =>
      kind === 'skill' || kind === 'command'
        ? named(
            'without a question it may use',
            tools.filter((tool) => unrestricted.test(tool)),
          )
        : undefined,
  },
  { tier: 'high', reason: ({ findings }) => graveFindings(findings) },
  {
    tier: 'limited',
    reason: ({ evidence: { tools } }) =>
      named(
        'web tools',
        tools.filter((tool) => webTool.test(tool)),
      ),
  },
  {
    tier: 'limited',
    reason: ({ evidence: { servers } }) =>
      named(
        'an MCP server at',
        servers.flatMap(({ host }) => host ?? []),
      ),
  },
  {
    tier: 'limited',
    reason: ({ evidence: { hooks } }) =>
      named(
        'commands that run at',
        hooks.flatMap(({ event, command }) => (command === undefined ? [] : [event])),
      ),
  },
  { tier: 'limited', reason: ({ evidence: { hosts } }) => named('its code names', hosts) },
  {
    tier: 'limited',
    reason: ({ evidence: { packages } }) =>
      named(
        'it installs or runs',
        packages.map(({ name }) => name),
      ),
  },
];

function graveFindings(findings: readonly ContentFinding[]): string | undefined {
  const open = new Set(findings.filter(({ exception }) => exception === undefined).map(({ rule }) => rule));
  const words = [...grave].flatMap(([rule, phrase]) => (open.has(rule) ? [phrase] : []));
  return words.length === 0 ? undefined : words.join(' and ');
}

const NAMED = 2;
const LONGEST = 60;

function named(what: string, things: readonly string[]): string | undefined {
  const distinct = [...new Set(things)];
  if (distinct.length === 0) return undefined;
  const first = distinct.slice(0, NAMED).map((thing) => shownText(thing, LONGEST));
  const more = distinct.length > NAMED ? ` and ${distinct.length - NAMED} more` : '';
  return `${what} ${first.join(', ')}${more}`;
}

/**
 * The highest tier that something in the evidence speaks for. It is a reason to look and no verdict: the tier is what a
 * person declares, and nothing computes or changes it.
 *
 * @returns Undefined where nothing speaks for more than minimal.
 */
export function suggestedTier(observed: Observed): Suggestion | undefined {
  for (const tier of ['high', 'limited'] as const) {
    const reasons = signs.flatMap((sign) => (sign.tier === tier ? (sign.reason(observed) ?? []) : []));
    if (reasons.length > 0) return { tier, reasons };
  }
  return undefined;
}
