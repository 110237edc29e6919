import { canonicalJson, sha256 } from '../../domain/digest.ts';
import type { Action } from '../model/action.ts';

/** An action with the harness that wants it. */
export interface HarnessAction {
  readonly harness: string;
  readonly action: Action;
}

/** The digest of a value in a settings file, as the lock has it. */
export function settingDigest(value: unknown): string {
  return sha256(canonicalJson(value));
}
