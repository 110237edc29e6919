import type { Action } from '../model/action.ts';
import type { Placed } from '../model/lock.ts';

/** One value and where it belongs in a file. */
export type Setting = Pick<Extract<Action, { type: 'setting' }>, 'format' | 'keys' | 'value'>;

/** A value that was put into a file. */
export type PlacedSetting = Pick<
  Extract<Placed, { type: 'setting' }>,
  'format' | 'keys' | 'sha256' | 'inserted' | 'created' | 'initial'
>;

/** A sentence that speaks of "the file"; its caller says which one. The file stays as it is. */
export interface Refused {
  readonly refused: string;
}

export interface Inserted {
  readonly text: string;
  /** What was put in; empty where the same value stood there already, which then is not ours to take out. */
  readonly inserted: string;
}

export interface Removed {
  /** Undefined where the file held nothing but what was put in, and goes as a whole. */
  readonly text: string | undefined;
}

/** How a sentence names the place of a setting: `mcpServers.github`, quoted where a key has other characters. */
export function settingName(keys: readonly string[]): string {
  return keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join('.');
}
