import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Vitest leaves one processor free by default, which on two of them halves the speed.
    maxWorkers: '100%',
    testTimeout: 20_000,
    // Those install and run the clients of others: npm run test:clients.
    exclude: ['test/clients/**'],
    tags: [{ name: 'slow', description: 'Runs git, builds the site or starts a browser.', timeout: 120_000 }],
  },
});
