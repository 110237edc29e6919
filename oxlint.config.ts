import { readdirSync } from 'node:fs';
import { defineConfig } from 'oxlint';
import type { OxlintOverride } from 'oxlint';

/** The import law: which rooms of src/ a room may import. Data flows one way. */
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  load: ['domain'],
  fetch: ['domain'],
  introspect: ['domain'],
  validate: ['domain'],
  assemble: ['domain'],
  emit: ['domain'],
  report: ['domain'],
  site: ['domain'],
  // The client reads what is published; fetch and introspect serve what has to come from git.
  client: ['domain', 'fetch', 'introspect', 'report'],
  // These put stages together, as the files directly in src/ do.
  read: ['domain', 'load', 'fetch', 'introspect', 'validate', 'assemble'],
  init: ['domain', 'load'],
  sync: ['domain', 'load', 'fetch', 'introspect', 'validate', 'assemble', 'read'],
};

/** The files directly in src/: they put the rooms together, and no room imports them. */
const recipes = readdirSync(new URL('src', import.meta.url))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length));

function keepToAllowedRooms([room, allowed]: [string, readonly string[]]): OxlintOverride {
  const forbidden = Object.keys(mayImport).filter((other) => other !== room && !allowed.includes(other));
  const message = `src/${room} may import only: ${allowed.join(', ') || 'nothing of src'}.`;
  // The client has a room of the same name inside itself.
  const commands = room === 'client' ? [] : ['command-line'];
  const patterns = [
    { group: [...forbidden, ...commands].map((other) => `**/${other}/**`), message },
    { group: recipes.flatMap((recipe) => [`../${recipe}.ts`, `../../${recipe}.ts`]), message },
  ];
  return { files: [`src/${room}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'dist-client', 'dist-generator', 'catalog/**', 'examples/**', 'test/golden/**', '.astro'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/extensions': ['error', 'always', { ignorePackages: true }],
    'no-console': 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/consistent-type-imports': 'error',
    'unicorn/no-process-exit': 'error',
    // Work that must not run at once is written as a loop that waits.
    'no-await-in-loop': 'off',
    // Parsers hand out unions that only their own guards could narrow; every assertion stands at such an edge.
    'typescript/no-unsafe-type-assertion': 'off',
    // Styles are imported for what they do.
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '@fontsource-variable/**', '**/scripts/*.ts'] }],
    // A small function next to its only use is easier to read than one far away.
    'unicorn/consistent-function-scoping': 'off',
    // The Agent Skills specification counts characters, which spreading gives.
    'typescript/no-misused-spread': 'off',
  },
  overrides: [
    ...Object.entries(mayImport).map(keepToAllowedRooms),
    { files: ['src/cli.ts', 'src/client/cli.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
    { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
    {
      files: ['*.config.*', 'src/site/**/*.astro', 'src/site/content.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
});
