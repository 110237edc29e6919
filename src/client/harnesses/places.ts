import { type Harness, type HarnessFact, harnessTitles, placeFor } from '../../domain/harness.ts';
import { harnessTable } from '../../domain/harness-table.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Scope } from '../model/action.ts';

/** One line of the table that has a place in a scope. */
export interface Found {
  readonly fact: HarnessFact;
  /** Relative to the folder of the project or the home folder, with `<name>` in it. */
  readonly place: string;
}

/** The places a harness has for a kind in a scope, the one that counts most first. */
export function placesOf(harness: Harness, kind: Kind, scope: Scope): Found[] {
  return harnessTable.flatMap((fact) => {
    const place = fact.harness === harness && fact.kind === kind ? fact[scope] : undefined;
    return place === undefined ? [] : [{ fact, place: place.replace(/^~\//, '') }];
  });
}

/** A place for an entry of that name, without the slash that marks a folder. */
export function targetIn(place: string, name: string): string {
  return placeFor(place, name).replace(/\/$/, '');
}

/** What a person has to do for it to work, as notes. A condition that speaks of a project holds there only. */
export function conditionsOf({ harness, condition }: HarnessFact, scope: Scope): string[] {
  if (condition === undefined || (scope === 'user' && condition.startsWith('In a project'))) return [];
  return [`${harnessTitles[harness]}: ${condition}`];
}
