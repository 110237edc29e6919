import { visible } from './visible.ts';

/**
 * What keeps a catalog from being begun, and what to do about it.
 *
 * @param version Of the generator.
 */
export function obstaclesText(paths: readonly string[], version: string): string {
  const lines = paths.map((path) => `  ${visible(path)}`);
  const manifest = paths.includes('package.json')
    ? [
        `A package.json of your own is kept where it has "skillyard": "skillyard" among its scripts and`,
        `"skillyard-catalog": "${version}" among its devDependencies: add the two and run this again.`,
      ]
    : [];
  return [
    'Nothing was written. These are in the way:',
    ...lines,
    ...manifest,
    'Move them away, or name another folder.',
  ].join('\n');
}

/** The answers that cannot stand, each with the option that gives it. */
export function answersText(errors: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(errors).flatMap(([answer, sentence]) => {
    const option = answer.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return sentence === undefined ? [] : [`--${option}: ${visible(sentence)}`];
  });
  return lines.join('\n');
}

/** The files, for a question or instead of writing them. */
export function filesText(files: readonly string[]): string {
  return files.map((path) => `  ${visible(path)}`).join('\n');
}

/**
 * What is to be done behind it.
 *
 * @param folder As it was typed; undefined where it is the one the person is in.
 */
export function begunText(
  files: readonly string[],
  {
    kept,
    written,
    dryRun,
    folder,
    isWithoutOperators,
  }: {
    /** What was there and stays as it is. */
    readonly kept: readonly string[];
    readonly written: boolean;
    readonly dryRun: boolean;
    readonly folder: string | undefined;
    readonly isWithoutOperators: boolean;
  },
): string {
  const operators = isWithoutOperators
    ? ['CODEOWNERS is not among them: it has to name who decides. --operators @acme/operators does.']
    : [];
  const listed = [filesText(files), ...operators, ...keptText(kept)];
  const readme = files.find((file) => file.endsWith('README.md') && !file.startsWith('catalog/sources/'));
  if (!written)
    return [...listed, dryRun ? 'Nothing was written.' : 'Nothing was written. --yes writes these files.'].join('\n');
  return [
    'Written:',
    ...listed,
    'Next:',
    ...(folder === undefined ? [] : [`  cd ${visible(folder)}`]),
    '  npm install',
    '  npx skillyard add <address of a repository>',
    '  npx skillyard sync',
    '  npx skillyard build && npx skillyard preview',
    `${readme} says how to go on from there.`,
  ].join('\n');
}

function keptText(kept: readonly string[]): string[] {
  if (kept.length === 0) return [];
  const ignored = kept.includes('.gitignore') ? ['Let .gitignore name node_modules/ and dist/.'] : [];
  return [`Kept as they are: ${kept.join(', ')}.`, ...ignored];
}
