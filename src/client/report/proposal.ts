import { capabilitiesOf } from '../../domain/capability-diff.ts';
import type { Capability, CapabilityKind } from '../../domain/capability.ts';
import type { ContentFinding } from '../../domain/finding.ts';
import { Severity } from '../../domain/rules/rule.ts';
import { whatRuns } from '../harnesses/what-runs.ts';
import type { Action } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import type { Proposal } from '../model/dialogue.ts';
import { tierText } from './entry-marks.ts';
import { counted, type Layout, oneLine, paint, wrap } from './layout.ts';
import { row, rows } from './rows.ts';

/** What would be done with some entries, each with where it is from, what it may do, and where it is written. */
export function proposalText(proposals: readonly Proposal[], layout: Layout): string {
  return proposals.flatMap((proposal) => [...proposalLines(proposal, layout), '']).join('\n');
}

function proposalLines(proposal: Proposal, layout: Layout): string[] {
  const { content, installed, change, gained, placements, notes } = proposal;
  const isOther = installed !== undefined && installed !== content.revision;
  const step = `revision ${isOther ? `${installed} → ` : ''}${content.revision}`;
  const version = content.version === undefined ? '' : `, version ${oneLine(content.version)}`;
  const written = placements.flatMap(({ harness, placement }) =>
    placement.actions.map((action) => `${actionText(action)} (${harness})`),
  );
  const skipped = placements.flatMap(({ harness, placement }) =>
    placement.skipped.map(({ what, why }) => `${harness}: ${oneLine(what)}: ${oneLine(why)}`),
  );
  const told = [...notes, ...placements.flatMap(({ placement }) => placement.notes)];
  return [
    `${paint('bold', content.id, layout)}  ${step}${version}`,
    ...wrap(oneLine(content.description), layout),
    ...row('from', fromText(content), layout),
    ...row('risk tier', tierText(content.riskTier, proposal.tierOrigin, layout), layout),
    ...(content.category === 'raw' ? row('category', paint('yellow', RAW, layout), layout) : []),
    ...(content.stub ? row('stub', paint('yellow', STUB, layout), layout) : []),
    ...(content.status === 'active' ? [] : row('status', paint('yellow', content.status, layout), layout)),
    ...row('licence', content.license === undefined ? 'none stated' : oneLine(content.license), layout),
    ...abilityRows(content).flatMap(([label, text]) => row(label, text, layout)),
    ...(gained.length > 0 ? row('new', paint('yellow', gained.map(capabilityText).join(', '), layout), layout) : []),
    ...rows(
      'new',
      (change?.heavier ?? []).map((text) => paint('yellow', text, layout)),
      layout,
    ),
    ...rows('changes', change === undefined ? [] : changedFiles(change.files), layout),
    ...rows('findings', findingTexts(content.findings, MOST_FINDINGS, layout), layout),
    ...rows('writes', written, layout),
    ...rows('leaves out', skipped, layout),
    ...rows('note', [...new Set(told)].map(oneLine), layout),
  ];
}

const MOST_CHANGES = 12;

function changedFiles(files: readonly string[]): string[] {
  const more = files.length - MOST_CHANGES;
  return [...files.slice(0, MOST_CHANGES).map(oneLine), ...(more > 0 ? [`and ${counted(more, 'more file')}`] : [])];
}

/** What a marked entry is, for who has to agree to it. */
export const RAW = 'raw: it must be wrapped before it is used';
export const STUB = 'a placeholder that will be replaced';

function fromText({ from, registry }: Content): string {
  if (from.type === 'git') {
    const place = from.path === '' ? '' : `, ${oneLine(from.path)}`;
    return `${oneLine(from.url)} at ${from.commit.slice(0, 12)}${place}; listed by ${oneLine(registry)}`;
  }
  return oneLine(registry);
}

/** What each kind of capability is called in front of a list of them. */
const labels: Record<CapabilityKind, string> = {
  tool: 'uses tools',
  script: 'scripts',
  hook: 'hooks',
  server: 'MCP servers',
  host: 'hosts',
  package: 'packages',
  variable: 'variables',
};

const MOST_VALUES = 8;

/** What an entry can do, kind by kind; one row that says so where nothing was seen. */
export function capabilityRows(capabilities: readonly Capability[]): [label: string, text: string][] {
  if (capabilities.length === 0) return [['can do', 'no tools, scripts, hooks, servers, hosts or packages were found']];
  const kinds = [...new Set(capabilities.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const values = capabilities.filter((one) => one.kind === kind).map(({ value }) => oneLine(value));
    const more = values.length - MOST_VALUES;
    return [labels[kind], `${values.slice(0, MOST_VALUES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
  });
}

/** What an entry can do, and of a plugin also what else may start by itself. */
function abilityRows(content: Content): [label: string, text: string][] {
  const capabilities = capabilitiesOf(content.evidence);
  // What has a row of its own.
  const { hooks, servers } = content.evidence;
  const listed = new Set([...(hooks.length > 0 ? ['hooks'] : []), ...(servers.length > 0 ? ['MCP servers'] : [])]);
  const starting = content.kind === 'plugin' ? whatRuns(content).filter((what) => !listed.has(what)) : [];
  if (starting.length === 0) return capabilityRows(capabilities);
  const known = capabilities.length === 0 ? [] : capabilityRows(capabilities);
  return [...known, ['may start', starting.map(oneLine).join(', ')]];
}

/** `script scripts/a.sh`. */
function capabilityText({ kind, value }: Capability): string {
  return `${kind} ${oneLine(value)}`;
}

const MOST_FINDINGS = 5;

/** Findings, the worst first, each with its place; those the operator has accepted are counted. */
export function findingTexts(findings: readonly ContentFinding[], most: number, layout: Layout): string[] {
  const open = findings
    .filter(({ exception }) => exception === undefined)
    .toSorted((a, b) => Severity.options.indexOf(a.severity) - Severity.options.indexOf(b.severity));
  const style = { error: 'red', warning: 'yellow', info: 'cyan' } as const;
  const lines = open
    .slice(0, most)
    .map(
      ({ severity, file, line, message, rule }) =>
        `${paint(style[severity], severity, layout)} ${oneLine(file)}:${line} ${oneLine(message)} (${oneLine(rule)})`,
    );
  const more = open.length - lines.length;
  const accepted = findings.length - open.length;
  return [
    ...lines,
    ...(more > 0 ? [`and ${more} more; "skillyard show" lists them`] : []),
    ...(accepted > 0 ? [`${counted(accepted, 'finding')} accepted by the operator`] : []),
  ];
}

function actionText(action: Action): string {
  if (action.type === 'setting') return `${oneLine(action.keys.join('.'))} in ${oneLine(action.target)}`;
  if (action.type === 'file') return oneLine(action.target);
  return `${oneLine(action.target)}/, ${counted(action.files.length, 'file')}`;
}
