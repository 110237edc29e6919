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
};

function keepToAllowedRooms([room, allowed]: [string, readonly string[]]): OxlintOverride {
  const forbidden = Object.keys(mayImport).filter((other) => other !== room && !allowed.includes(other));
  const message = `src/${room} may import only: ${allowed.join(', ') || 'nothing of src'}.`;
  const patterns = [
    { group: forbidden.map((other) => `**/${other}/**`), message },
    // The files directly in src/ are the recipes; no room imports them.
    { group: ['../*.ts', '../../*.ts'].map((pattern) => pattern), message },
  ];
  return { files: [`src/${room}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'catalog/**', 'examples/**', 'test/golden/**', '.astro'],
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
    'typescript/no-unnecessary-condition': 'off',
    'unicorn/no-process-exit': 'error',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'no-await-in-loop': 'off',
  },
  overrides: [
    ...Object.entries(mayImport).map(keepToAllowedRooms),
    { files: ['src/cli.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
    { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
    { files: ['*.config.*', 'src/site/**/*.astro', 'src/site/content.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
