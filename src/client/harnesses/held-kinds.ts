import type { Harness } from '../../domain/harness.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Scope } from '../model/action.ts';
import { placesOf } from './places.ts';

const KINDS = ['skill', 'subagent', 'command', 'hook', 'mcp_server'] as const satisfies Kind[];

/** The kinds for which the table has a place in each scope, plugins aside. */
export function heldKinds(harness: Harness): Record<Scope, Kind[]> {
  const inScope = (scope: Scope): Kind[] => KINDS.filter((kind) => placesOf(harness, kind, scope).length > 0);
  return { project: inScope('project'), user: inScope('user') };
}
