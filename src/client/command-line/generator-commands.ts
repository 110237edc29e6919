/** The commands of the generator, which is a package of its own and knows those of the client too. */
const generatorCommands: readonly string[] = ['init', 'add', 'sync', 'build', 'check', 'preview', 'explain'];

/** Where a command is that the client does not have; undefined for what the generator does not have either. */
export function elsewhere(word: string): string | undefined {
  if (!generatorCommands.includes(word)) return undefined;
  const first = word === 'init' ? 'npx skillyard-catalog init' : `npx skillyard ${word}`;
  const install = word === 'init' ? '' : 'npm install --save-dev skillyard-catalog, then ';
  return `"${word}" is a command of the generator, for whoever keeps a catalog: ${install}${first}.`;
}
