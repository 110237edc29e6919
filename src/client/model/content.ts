import type { ContentFile } from '../../domain/composed.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { ContentFinding } from '../../domain/finding.ts';
import type { Category, RiskTier, Status } from '../../domain/governance.ts';
import type { Kind } from '../../domain/kind.ts';

/** One thing a harness can hold, read from verified bytes. */
export interface Part {
  readonly kind: Kind;
  /** A slug: what it is called in folders and settings. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly formats: readonly string[];
  /** Relative to its own root; one file for a subagent or command. Empty for a part of a file. */
  readonly files: readonly ContentFile[];
  /** The configuration of hooks or of one MCP server, as written, without the values of `env` and `headers`. */
  readonly config?: unknown;
}

/** One revision of one entry, fetched and verified, before anything is written. */
export interface Content extends Part {
  readonly id: Coordinate;
  readonly revision: number;
  readonly version?: string | undefined;
  /** Of the entry, as RFC-0008 of MLflow lays it down. */
  readonly digest: string;
  readonly registry: string;
  readonly riskTier: RiskTier;
  readonly category: Category;
  readonly stub: boolean;
  readonly status: Status;
  readonly license?: string | undefined;
  /** How the bytes came. */
  readonly from:
    | { readonly type: 'archive'; readonly url: string; readonly sha256: string }
    | { readonly type: 'git'; readonly url: string; readonly commit: string; readonly path: string }
    /** The text in the record: hooks and servers, which are parts of files. */
    | { readonly type: 'record'; readonly sha256: string };
  /** False where values were left out of the text in the record, so that only its own hash was compared. */
  readonly isProven: boolean;
  readonly evidence: Evidence;
  readonly findings: readonly ContentFinding[];
  /** What a plugin brings, read from its files; empty for other kinds. */
  readonly parts: readonly Part[];
}
