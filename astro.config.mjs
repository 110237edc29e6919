import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { hostingFiles } from './src/site/hosting/hosting-files.ts';
import { searchIndex } from './src/site/search/write-search-index.ts';

const publicUrl = new URL(process.env['SKILLYARD_BASE_URL'] ?? 'http://localhost:4321');

export default defineConfig({
  // Astro takes `<srcDir>/fetch.*` for a request handler, and src/ has a room of that name.
  srcDir: './src/site',
  fetchFile: null,
  outDir: './site',
  cacheDir: './.astro/cache',
  site: publicUrl.origin,
  base: publicUrl.pathname,
  trailingSlash: 'always',
  output: 'static',
  integrations: [mdx(), searchIndex(), hostingFiles(publicUrl)],
  // Shiki colours by style attributes, which the Content-Security-Policy of the pages refuses.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 8, assets: 'assets' },
  vite: {
    // By default below node_modules, which several builds share and which can be read-only.
    cacheDir: './.astro/vite',
    // Otherwise Vite looks for a configuration in every folder above.
    css: { postcss: {} },
    build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  },
});
