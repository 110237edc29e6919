import { defineConfig } from 'vitest/config';
import { compileCache } from './test/helpers/compile-cache.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Vitest leaves one processor free by default, which on two of them halves the speed.
    maxWorkers: '100%',
    testTimeout: 20_000,
    // Tests start the command line some two hundred times; this saves each a third of its start.
    env: compileCache,
    // Those install and run the clients of others: npm run test:clients.
    exclude: ['test/clients/**'],
    tags: [{ name: 'slow', description: 'Runs git, builds the site or starts a browser.', timeout: 120_000 }],
  },
});
