import type { Coordinate } from '../../domain/coordinate.ts';

/** One thing that is done to one path, for a person. */
export interface PlannedStep {
  readonly verb: 'create' | 'replace' | 'edit' | 'remove' | 'keep' | 'back-up';
  /** Relative to the folder of the project or the home folder. */
  readonly target: string;
  /** For which entry. */
  readonly id: Coordinate;
  /** Of a setting, its keys; of a backup, its name. */
  readonly detail?: string | undefined;
}
