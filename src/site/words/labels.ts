import type { Category, Origin, RiskTier, Status, Trust } from '../../domain/governance.ts';
import type { SourceState } from '../../domain/source-record.ts';
import { type Kind, kindWords } from '../../domain/kind.ts';
import type { Severity } from '../../domain/rules/rule.ts';
import type { ScanFinding } from '../../domain/scan.ts';

/** How pages say the closed vocabularies. */
export const tierLabels: Record<RiskTier, string> = {
  minimal: 'Minimal risk',
  limited: 'Limited risk',
  high: 'High risk',
};

export const tierMeanings: Record<RiskTier, string> = {
  minimal: 'Declared for uses that decide nothing about people and that others need not be told about.',
  limited:
    'Declared for uses where people should know that a machine is at work, or where its result enters something others rely on.',
  high: 'Declared for uses that can weigh on people, money or systems. Somebody has to stay in charge of every run.',
};

export const categoryLabels: Record<Category, string> = { standard: 'Standard', raw: 'Raw' };

export const statusLabels: Record<Status, string> = {
  draft: 'Draft',
  active: 'Active',
  deprecated: 'Deprecated',
  deleted: 'Deleted',
};

export const trustLabels: Record<Trust, string> = {
  'first-party': 'First-party',
  // A source that names the catalog is a verified one in its marks; this is what the operator says.
  verified: 'Known publisher',
  'third-party': 'Third-party',
};

export const trustMeanings: Record<Trust, string> = {
  'first-party': "The source is the operator's own. What it says about its entries is the operator's word.",
  verified: 'The operator knows who publishes this source. It can raise the tier of an entry and never lower it.',
  'third-party': 'Anybody may have written this. It can raise the tier of an entry and never lower it.',
};

/** Who said a value. */
export const originPhrases: Record<Origin, string> = {
  governance: 'set by the operator',
  entry: 'said by the publisher, in the entry itself',
  plugin: 'said by the publisher, in the plugin it comes with',
  source: 'said by the publisher, in the source file',
  defaults: "the operator's default for this source",
  policy: "the policy's default",
};

export const severityLabels: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** How sentences count them. */
export const severityNouns: Record<Severity, { readonly one: string; readonly several: string }> = {
  error: { one: 'error', several: 'errors' },
  warning: { one: 'warning', several: 'warnings' },
  info: { one: 'note', several: 'notes' },
};

/** How pages say the levels of an outside scanner's report (SARIF 2.1.0, section 3.27.10). */
export const levelLabels: Record<
  ScanFinding['level'],
  { readonly word: string; readonly one: string; readonly several: string }
> = {
  error: { word: 'Error', one: 'error', several: 'errors' },
  warning: { word: 'Warning', one: 'warning', several: 'warnings' },
  note: { word: 'Note', one: 'note', several: 'notes' },
  none: { word: 'Remark', one: 'remark', several: 'remarks' },
};

export const stateLabels: Record<SourceState, string> = {
  published: 'Published',
  pending: 'Pending',
  unavailable: 'Unavailable',
};

export const stateMeanings: Record<SourceState, string> = {
  published: 'Its locked content is in this catalog.',
  pending: 'It has not been locked yet. The next sync does that; nothing of it is published before.',
  unavailable: 'It is locked, and its content could not be had when this site was built.',
};

/** Several of a kind inside a sentence: `skills`, `MCP servers`. */
export function kindInSentence(kind: Kind): string {
  return kindWords[kind].labelPlural.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
