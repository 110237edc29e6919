import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { Limits } from '../src/domain/catalog.ts';
import type { Tree } from '../src/domain/tree.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { openLocalTree } from '../src/fetch/local-tree.ts';
import { introspectTree } from '../src/introspect/introspect-tree.ts';
import { measureEntries } from '../src/introspect/measure-entries.ts';
import { sync } from '../src/sync.ts';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { messages } from './helpers/message.ts';

/*
 * Every folder below test/golden is a test: `repo/` is one source, looked at without a catalog; `catalog/` is a whole
 * one, synced and emitted. What comes out is in `expected/`; `npx vitest run test/golden.test.ts -u` writes it anew.
 */
const golden = join(import.meta.dirname, 'golden');
const cases = readdirSync(golden);
const withA = (folder: string): string[] => cases.filter((name) => existsSync(join(golden, name, folder)));

describe.each(withA('repo'))('the layout %s', (name) => {
  test('gives the entries and diagnostics that are expected', async () => {
    const { tree, diagnostics } = await openLocalTree(join(golden, name, 'repo'), Limits.parse({}));
    expect(tree).toBeDefined();
    const found = await look(tree as Tree);
    const expected = join(golden, name, 'expected');
    await expect(found.entries).toMatchFileSnapshot(join(expected, 'entries.json'));
    await expect(`${messages(diagnostics)}${found.diagnostics}\n`).toMatchFileSnapshot(
      join(expected, 'diagnostics.txt'),
    );
  });
});

async function look(tree: Tree): Promise<{ entries: string; diagnostics: string }> {
  const selection = { path: '', include: ['**'], exclude: [] };
  const found = await introspectTree(tree, { source: 'harbour', selection, bindings: new Map() });
  const measured = await measureEntries(tree, 'harbour', found.entries);
  const entries = measured.entries.map(
    ({ kind, name, path, title, description, definition, fileRecords, members, variants, evidence, ...entry }) => ({
      entry: `${kind}:${name}`,
      path,
      title,
      description,
      version: entry.version,
      license: entry.license,
      keywords: listOf(entry.keywords),
      formats: entry.formats,
      definition: `${definition.path}:${definition.line}`,
      digest: entry.digest,
      files: listOf(fileRecords.map((file) => `${file.path}${file.executable ? ' (executable)' : ''}`)),
      members: listOf(members.map((member) => `${member.kind} ${member.path}`)),
      variants: listOf(variants),
      tools: listOf(evidence.tools),
      scripts: listOf(evidence.scripts),
      hooks: listOf(evidence.hooks),
      servers: listOf(evidence.servers),
    }),
  );
  const quarantined = [...found.quarantined, ...measured.quarantined];
  const all = { entries, quarantined: listOf(quarantined), references: listOf(found.references) };
  return {
    entries: `${JSON.stringify(all, null, 2)}\n`,
    diagnostics: messages([...found.diagnostics, ...measured.diagnostics]),
  };
}

/** Nothing where there is nothing, so that the expected files show what is there. */
function listOf<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

describe.each(withA('catalog'))('the catalog %s', (name) => {
  test('gives the index that is expected', async () => {
    const catalogDir = join(scratchFolder(), 'catalog');
    cpSync(join(golden, name, 'catalog'), catalogDir, { recursive: true, verbatimSymlinks: true });
    const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
    await sync({ ...options, only: [], now: '2026-11-20T09:00:00Z' });
    const { catalog, diagnostics } = await assemble(options);
    expect(catalog).toBeDefined();
    if (!catalog) return;
    const expected = join(golden, name, 'expected');
    for (const [path, text] of emitIndex(catalog, catalog.file.url)) {
      if (path.startsWith('schemas/') || path.includes('/shards/')) continue;
      // CycloneDX and feeds too are JSON; the register for spreadsheets and Atom stay as they are.
      const isJson = path.endsWith('.json');
      const pretty = isJson ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text;
      await expect(pretty).toMatchFileSnapshot(join(expected, path.replace('api/v1/', '')));
    }
    await expect(`${messages(diagnostics)}\n`).toMatchFileSnapshot(join(expected, 'diagnostics.txt'));
  });
});
