import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeStarterBundle } from '../scripts/make-starter-bundle.ts';
import { assemble } from '../src/build.ts';
import { Lock } from '../src/domain/lock.ts';
import { loadCatalog } from '../src/load/load-catalog.ts';

const root = resolve(import.meta.dirname, '..');
const catalogDir = join(root, 'catalog');
const scratch = (name: string): string => mkdtempSync(join(tmpdir(), `skillyard-${name}-`));

describe('the starter catalog', { tags: ['slow'] }, () => {
  test('the bundle holds what lies in the folder beside it, and the lock knows it', () => {
    const commit = makeStarterBundle(join(catalogDir, 'starter/workbench'), join(scratch('bundle'), 'made.bundle'));
    const heads = execFileSync('git', ['bundle', 'list-heads', join(catalogDir, 'starter/workbench.bundle')], {
      encoding: 'utf8',
    });
    const lock = Lock.parse(JSON.parse(readFileSync(join(catalogDir, 'lock/workbench.json'), 'utf8')));
    expect(heads).toContain(`${commit} refs/heads/main`);
    expect(lock.commit).toBe(commit);
  });

  test('everything in it is locked, and nothing in it breaks a rule', async () => {
    const { catalog, diagnostics } = await assemble({
      catalogDir,
      cacheDir: scratch('cache'),
      onStep: () => undefined,
    });
    expect(diagnostics).toEqual([]);
    expect(catalog?.outcomes.flatMap(({ quarantined }) => quarantined)).toEqual([]);
  });

  test('it shows each kind, tier and mark at least once', async () => {
    const { catalog } = await assemble({ catalogDir, cacheDir: scratch('cache'), onStep: () => undefined });
    const entries = catalog?.entries ?? [];
    const count = (is: (entry: (typeof entries)[number]) => boolean): number => entries.filter(is).length;
    expect(entries.length).toBeGreaterThanOrEqual(16);
    expect([...new Set(entries.map(({ kind }) => kind))].toSorted()).toEqual([
      'command',
      'hook',
      'mcp_server',
      'plugin',
      'skill',
      'subagent',
      'workflow',
    ]);
    expect([...new Set(entries.map(({ verdict }) => verdict.riskTier.value))].toSorted()).toEqual([
      'high',
      'limited',
      'minimal',
    ]);
    expect(count(({ verdict }) => verdict.category.value === 'raw')).toBe(1);
    expect(count(({ verdict }) => verdict.stub.value)).toBe(2);
    expect(count(({ status }) => status.value === 'deprecated' && status.replacedBy !== undefined)).toBe(1);
    const [desk] = entries.filter(({ id }) => id === 'plugin:yard-tools/listing-desk');
    expect(desk?.members.map(({ kind }) => kind).toSorted()).toEqual([
      'command',
      'hook',
      'mcp_server',
      'skill',
      'skill',
      'subagent',
    ]);
    const [bench] = entries.filter(({ id }) => id === 'plugin:catalog/author-bench');
    const sources = bench?.assembled?.map(({ id }) => id.replace(/^.*:|\/.*$/g, ''));
    expect([...new Set(sources)].toSorted()).toEqual(['field-notes', 'workbench', 'yard-tools']);
    // Everything in it stands under a licence that allows a copy.
    expect(bench?.folder).toBeDefined();
  });
});

test('the example of a public catalog can be used as it is', async () => {
  const { catalog, diagnostics } = await loadCatalog(join(root, 'examples/public'));
  expect(diagnostics).toEqual([]);
  expect(catalog?.sources.length).toBeGreaterThanOrEqual(15);
  expect(
    catalog?.sources.every(({ origin }) => 'remote' in origin && origin.remote.repository.startsWith('github.com/')),
  ).toBe(true);
});
