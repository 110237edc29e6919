import type { Coordinate } from '../../domain/coordinate.ts';
import type { RiskTier } from '../../domain/governance.ts';
import type { Skipped } from './action.ts';
import type { PlannedStep } from './plan.ts';

/** What became of one entry. */
export interface EntryResult {
  readonly id: Coordinate;
  readonly outcome: 'installed' | 'updated' | 'repaired' | 'unchanged' | 'removed';
  readonly revision: number;
  /** The revision that was installed before, where that was another. */
  readonly from?: number | undefined;
  readonly version?: string | undefined;
  readonly digest: string;
  readonly riskTier: RiskTier;
  readonly registry: string;
  readonly harnesses: readonly string[];
}

/** What an entry could not be done for, in a command that goes on with the others. */
export interface Failed {
  readonly id: Coordinate;
  /** The code of the refusal. */
  readonly code: string;
  readonly message: string;
}

/** What `install`, `update` and `uninstall` have done, or with `--dry-run` would do. */
export interface ChangeResult {
  /** The folder of the project or the home folder. */
  readonly root: string;
  readonly entries: readonly EntryResult[];
  readonly steps: readonly PlannedStep[];
  /** What a harness could not hold. */
  readonly skipped: readonly (Skipped & { readonly harness: string })[];
  readonly notes: readonly string[];
  readonly failed: readonly Failed[];
  /** False for `--dry-run`, and where there was nothing to do. */
  readonly written: boolean;
}

/** One thing that is not as it was installed, or must not be used any more. */
export interface VerifyFinding {
  readonly id: Coordinate;
  readonly code:
    | 'missing'
    | 'changed'
    | 'added'
    | 'setting-missing'
    | 'setting-changed'
    | 'withdrawn'
    | 'registry-unread';
  /** Relative to the folder of the project or the home folder. */
  readonly target?: string | undefined;
  readonly message: string;
}

export interface VerifyResult {
  readonly root: string;
  /** How many entries were looked at. */
  readonly checked: number;
  readonly findings: readonly VerifyFinding[];
  readonly notes: readonly string[];
}

export interface PullResult {
  readonly pulled: readonly {
    readonly id: Coordinate;
    readonly revision: number;
    readonly digest: string;
    readonly folder: string;
    readonly files: readonly string[];
  }[];
  readonly notes: readonly string[];
}
