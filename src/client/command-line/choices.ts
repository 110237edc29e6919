import { suggest } from '../../domain/did-you-mean.ts';
import { Refusal } from '../model/refusal.ts';

/**
 * The value of an option that takes one of a few words.
 *
 * @throws Refusal with the code `usage` for any other.
 */
export function oneOf<T extends string>(option: string, value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((word) => word === value);
  if (found !== undefined) return found;
  throw new Refusal(
    'usage',
    `${option} does not take "${value}". ${suggest(value, known) ?? `It takes one of ${known.join(', ')}.`}`,
  );
}

/** The value of an option that takes a number from 1 on. */
export function wholeNumber(option: string, value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new Refusal('usage', `${option} takes a number from 1 on, not "${value}".`);
}
