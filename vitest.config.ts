import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those install and run the clients of others: npm run test:clients.
    exclude: ['test/clients/**'],
    tags: [{ name: 'slow', description: 'Runs git, builds the site or starts a browser.', timeout: 120_000 }],
  },
});
