import semver from 'semver';
import { z } from 'zod';

/** A version as https://semver.org/spec/v2.0.0.html has it, without a leading "v". */
export const SemVer = z
  .string({ error: 'Write a version in quotes, such as "1.2.0".' })
  .max(100)
  .refine((text) => isWhole(text), { error: 'Write a version such as 1.2.0.' });

/** `semver` takes spaces and a `v` in front too. */
function isWhole(text: string): boolean {
  const parsed = semver.parse(text);
  return parsed !== null && text === [parsed.version, parsed.build.join('.')].filter((part) => part !== '').join('+');
}

/** A label that can stand in one line of any text: nothing in it is invisible. */
const LABEL = /^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u;

/**
 * The label a publisher gave, as SemVer where it can be: `v1.2` becomes `1.2.0`; `2024-05` stays what it is.
 *
 * @returns Undefined for an empty label, and for a text that is none: over 100 characters, or with invisible ones.
 */
export function normalVersion(label: string | undefined): string | undefined {
  const text = label?.trim() ?? '';
  if (!LABEL.test(text)) return undefined;
  const short = /^v?(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?$/i.exec(text);
  if (short) return `${short[1]}.${short[2] ?? '0'}.0`;
  const bare = text.replace(/^v/i, '');
  return semver.valid(bare) ? bare : text;
}

/**
 * What stands in a tag where the pattern has its `*`.
 *
 * @returns Undefined where the tag does not match.
 */
export function starOf(pattern: string, tag: string): string | undefined {
  const star = pattern.indexOf('*');
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const isMatch = tag.length > before.length + after.length && tag.startsWith(before) && tag.endsWith(after);
  return isMatch ? tag.slice(before.length, tag.length - after.length) : undefined;
}

/** The version of a release as SemVer; undefined for what is no version, and for prereleases. */
export function releaseVersion(text: string): string | undefined {
  const version = normalVersion(text);
  return version !== undefined && semver.valid(version) && !semver.prerelease(version) ? version : undefined;
}

/** Orders versions from low to high; those that differ in nothing but build metadata by that. */
export function byVersion(a: string, b: string): number {
  return semver.compareBuild(a, b);
}

/** True where a version goes before the other in precedence, which build metadata has no part in. */
export function isHigher(version: string, than: string): boolean {
  return semver.gt(version, than);
}
