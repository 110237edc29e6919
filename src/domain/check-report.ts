import type { AssembledCatalog } from './assembled.ts';
import type { Capability, CapabilityDiff } from './capability.ts';
import type { ChangedFile } from './changed-file.ts';
import type { Coordinate } from './coordinate.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ContentFinding } from './finding.ts';
import { type Category, type Origin, type Originated, RiskTier, type Status, type Trust } from './governance.ts';
import type { QuarantinedEntry, SourceState } from './source-record.ts';
import type { JudgementStep } from './judgement-step.ts';
import type { Kind } from './kind.ts';
import type { Withdrawal } from './withdrawal.ts';

/** One entry that a change to the catalog lists, or lists with other content. */
export interface ListedEntry {
  readonly id: Coordinate;
  readonly kind: Kind;
  readonly change: 'new' | 'changed';
  readonly description: string;
  /** The SPDX id or expression; else what it says of its licence, as it is written. */
  readonly license?: string | undefined;
  readonly status: Status;
  readonly riskTier: Originated<RiskTier>;
  /** The tier that the evidence speaks for, where that is more than minimal, and why. */
  readonly suggests?: { readonly tier: RiskTier; readonly reasons: readonly string[] } | undefined;
  readonly category: Originated<Category>;
  readonly stub: Originated<boolean>;
  /** All that it can do, also where it is not new. */
  readonly can: readonly Capability[];
  /** What it can do more and less than what was listed, where that is known. */
  readonly diff?: CapabilityDiff | undefined;
  readonly findings: readonly ContentFinding[];
  /** An entry that has the same content and goes first. */
  readonly copyOf?: Coordinate | undefined;
  /** The operator has taken it back, or content that it has: it would not be offered. */
  readonly withdrawn?: Withdrawal | undefined;
}

/** One source with files that a change touches. */
export interface ListedSource {
  readonly id: string;
  readonly change: 'new' | 'changed' | 'gone';
  /** Where it leads, canonical; absent where its file cannot be read or is gone. */
  readonly place?: string | undefined;
  readonly trust: Trust;
  /** The operator's file about it is part of the change: what it says is not the operator's word yet. */
  readonly isGovernanceChanged: boolean;
  /** The commit that was read. */
  readonly commit?: string | undefined;
  /** `pending` where nothing of it could be read. */
  readonly state?: SourceState | undefined;
  /** Read for this check at the commit where its ref stands now, and not locked. */
  readonly isAhead: boolean;
  readonly entries: readonly ListedEntry[];
  /** What was listed and would not be any more. */
  readonly gone: readonly Coordinate[];
  /** What it holds that is not published, and why. */
  readonly quarantined: readonly QuarantinedEntry[];
  /** The text of the file with which a new source would name this catalog; absent where it does, or where no file could. */
  readonly claim?: string | undefined;
}

/** Revisions of one entry that are given another status. */
export interface StatusStep {
  readonly id: Coordinate;
  readonly revisions: readonly number[];
  readonly from: Status;
  readonly to: Status;
  /** Who says the new one. */
  readonly origin: Origin;
}

/** What a change does to a catalog, compared with an earlier commit. */
export interface CatalogChanges {
  /** The commit it is compared with. */
  readonly base: string;
  /** By id. */
  readonly sources: readonly ListedSource[];
  /** By path. */
  readonly files: readonly ChangedFile[];
  readonly steps: readonly StatusStep[];
  /** What the operator would say otherwise. */
  readonly judgements: readonly JudgementStep[];
}

/** Everything a check has to tell. */
export interface CheckReport {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where `catalog.yaml` cannot be used. */
  readonly catalog?: AssembledCatalog | undefined;
  /** Only where it was asked what a change does. */
  readonly changes?: CatalogChanges | undefined;
  /** The public address at which the rules have their pages. */
  readonly url?: string | undefined;
  /** The catalog folder from the top of its repository, with a slash at its end; empty for the top itself. */
  readonly prefix: string;
}

/** True where something is about what a change touches; what it says of the rest was there without it. */
export function isOfChange({ source, at, rule, entry }: Diagnostic, { sources, files }: CatalogChanges): boolean {
  // A look-alike is told beside one of the two, which need not be the new one.
  if (rule === 'name-look-alike') return true;
  if (source !== undefined && sources.some(({ id }) => id === source)) return true;
  if (entry !== undefined && sources.some(({ entries }) => entries.some(({ id }) => id === entry))) return true;
  return at.root === 'catalog' && files.some(({ file }) => file === at.file);
}

/** True where the evidence speaks for more than what is declared. */
export function suggestsMore({ suggests, riskTier }: Pick<ListedEntry, 'suggests' | 'riskTier'>): boolean {
  const rank = (tier: RiskTier): number => RiskTier.options.indexOf(tier);
  return suggests !== undefined && rank(suggests.tier) > rank(riskTier.value);
}

/** True for a new source that has been read and of which no entry would be listed. */
export function holdsNothing({ change, state, entries }: ListedSource): boolean {
  return change === 'new' && state === 'published' && entries.length === 0;
}
