/*
 * Loaded before everything else, by versions of Node that cannot load the rest: only what Node 18 knows is used here.
 */

/** The first minor version of a major one that will do; of a higher major version every one does. */
const FIRST = { major: 22, minor: 18 };
/** Between the two of long support; it never got what 22.18 has. */
const LEFT_OUT = 23;

/**
 * What is the matter with the version of Node, by the `engines` of the package: `^22.18.0 || >=24.0.0`.
 *
 * @param version As `process.versions.node` has it, without a "v".
 * @returns A sentence, or undefined where the version will do.
 */
export function nodeTrouble(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major === LEFT_OUT) return `Node ${LEFT_OUT + 1} or newer is needed; this is ${version}.`;
  if (major > FIRST.major || (major === FIRST.major && minor >= FIRST.minor)) return undefined;
  return `Node ${FIRST.major}.${FIRST.minor} or newer is needed; this is ${version}.`;
}
