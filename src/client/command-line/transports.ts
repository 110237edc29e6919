import type { Transport } from '../../domain/place.ts';
import { transportsFor } from '../content/git-options.ts';

/** How git may be reached at an address that a person has typed: as at one's own. */
export function typedTransports(env: NodeJS.ProcessEnv): Transport[] {
  return transportsFor({ kind: 'folder' }, env);
}

/** The same at an address that a file of somebody else names. */
export function foreignTransports(env: NodeJS.ProcessEnv): Transport[] {
  return transportsFor({ kind: 'http' }, env);
}
