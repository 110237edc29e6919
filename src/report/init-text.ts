import { visible } from './visible.ts';

/** What keeps a catalog from being begun, and what to do about it. */
export function obstaclesText(paths: readonly string[]): string {
  const lines = paths.map((path) => `  ${visible(path)}`);
  return ['Nothing was written. These are in the way:', ...lines, 'Move them away, or name another folder.'].join('\n');
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
    written,
    dryRun,
    folder,
    isWithoutOperators,
  }: {
    readonly written: boolean;
    readonly dryRun: boolean;
    readonly folder: string | undefined;
    readonly isWithoutOperators: boolean;
  },
): string {
  const operators = isWithoutOperators
    ? ['CODEOWNERS is not among them: it has to name who decides. --operators @acme/operators does.']
    : [];
  const listed = [filesText(files), ...operators];
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
    'README.md says how to go on from there.',
  ].join('\n');
}
