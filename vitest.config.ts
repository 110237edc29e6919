import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    tags: [{ name: 'slow', description: 'Runs git, builds the site or starts a browser.', timeout: 120_000 }],
  },
});
