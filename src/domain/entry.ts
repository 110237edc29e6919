import type { ContentFile } from './composed.ts';
import type { Coordinate } from './coordinate.ts';
import type { Diagnostic, Place } from './diagnostic.ts';
import type { Evidence, HookAction, ServerFacts } from './evidence.ts';
import type { ContentFinding } from './finding.ts';
import type { Attestation, Verdict } from './governance.ts';
import type { FileRecord } from './index-v1.ts';
import type { QuarantinedEntry } from './source-record.ts';
import type { Reference } from './reference.ts';
import type { Kind } from './kind.ts';
import type { RatedRevision, StatusVerdict } from './lifecycle.ts';
import type { LockedMember } from './lock.ts';
import type { ScanResult } from './scan.ts';
import type { Source } from './source.ts';

/** The text an entry is read from. */
export interface Definition {
  /** The file, relative to the root of the tree. */
  readonly path: string;
  readonly format: 'markdown' | 'json';
  /** Without front matter; for JSON the part that belongs to this entry, values of `env` and `headers` taken out. */
  readonly text: string;
  /** The line of the file on which `text` begins, counted from 1. */
  readonly line: number;
}

/** A file of an entry before it is read. */
export interface EntryFile {
  /** Relative to the root of the tree. */
  readonly treePath: string;
  /** Relative to the root of the entry. */
  readonly path: string;
  readonly executable: boolean;
}

/** A value of front matter or a manifest as it was written, with its place. */
export interface Written {
  readonly value: unknown;
  readonly at: Place;
  /** The places of the keys of a map, one level down. */
  readonly keys?: ReadonlyMap<string, Place>;
  /** The keys of a map whose values are numbers in the file; `value` has them as texts. */
  readonly numbers?: ReadonlySet<string>;
}

/** What a workflow loads from another place, and where it says so. */
export interface PlacedReference extends Reference {
  readonly at: Place;
}

/** What introspection finds: one thing that can be listed. */
export interface FoundEntry {
  readonly kind: Kind;
  /** Its identity in the source: the real root, the file, or `file#key`. */
  readonly path: string;
  /** A slug, unique for this kind in this source. */
  readonly name: string;
  /** What it calls itself. */
  readonly title: string;
  readonly description: string;
  readonly version?: string | undefined;
  /** The SPDX id or expression it is under; else what it says of its licence, as it is written. */
  readonly license?: string | undefined;
  /** The file whose text names the licence, relative to the root of the tree; absent where the entry names it itself. */
  readonly licenseFile?: string | undefined;
  /**
   * What the entry, or the manifest of the plugin it belongs to, says of its licence, as it is written. Unlike `license`
   * it changes with files that are locked beside the entry alone, so that composed folders can quote it.
   */
  readonly licenseStatement?: string | undefined;
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
  readonly files: readonly EntryFile[];
  /** What is hashed where the entry is a part of a file: its canonical JSON. */
  readonly canonical?: string | undefined;
  /** Git's id of the root folder or file, where the tree knows it. */
  readonly treeId?: string | undefined;
  readonly definition: Definition;
  /** By key; empty for what has none. */
  readonly frontMatter: ReadonlyMap<string, Written>;
  /** `metadata` of the manifest of the plugin: its own for a plugin, that of the plugin it belongs to for a member. */
  readonly manifestStatement: ReadonlyMap<string, Written>;
  readonly hooks: readonly HookAction[];
  readonly servers: readonly ServerFacts[];
  /** For a plugin or workflow: what its members ask for and cost. */
  readonly ofMembers?: {
    /** The tools that they ask to use without a question. */
    readonly tools: readonly string[];
    /** The characters of their descriptions, which are always in the context. */
    readonly described: number;
  };
  /** For a plugin or workflow: the entry paths of its members, by kind and path. */
  readonly members: readonly { readonly kind: Kind; readonly path: string }[];
  readonly variants: readonly string[];
  /** For a workflow: what it loads from other places, as it is written. */
  readonly references: readonly PlacedReference[];
}

/** A source after introspection. */
export interface IntrospectedSource {
  readonly entries: readonly FoundEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An entry with the identity of its content. */
export interface MeasuredEntry extends FoundEntry {
  readonly digest: string;
  readonly fileRecords: readonly FileRecord[];
  readonly evidence: Evidence;
  readonly findings: readonly ContentFinding[];
}

/** One listed thing with everything known of it. */
export interface CatalogEntry extends MeasuredEntry {
  readonly id: Coordinate;
  readonly source: Source;
  readonly commit?: string | undefined;
  readonly verdict: Verdict;
  readonly attestation?: Attestation | undefined;
  /** The status of its latest revision. */
  readonly status: StatusVerdict;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, number>>;
  /** The ledger of the entry, oldest first. */
  readonly revisions: readonly RatedRevision[];
  /** The one of them that "latest" means, and whose content this is. */
  readonly latest: RatedRevision;
  /** More labels of revisions: version to revision. */
  readonly labels: Readonly<Record<string, number>>;
  /** The names it was listed under before. */
  readonly renamedFrom: readonly string[];
  /** For an assembled plugin: the members as they were frozen. */
  readonly assembled?: readonly LockedMember[] | undefined;
  /** For an assembled plugin: its files, where they may be offered as a copy. */
  readonly folder?: readonly ContentFile[] | undefined;
  /** The members that keep them from being offered. */
  readonly withheld?: readonly Coordinate[] | undefined;
  /** What outside scanners have said of this content. */
  readonly scans: readonly ScanResult[];
}
