import { describe, expect, test } from 'vitest';
import {
  api,
  apiFiles,
  archiveFormats,
  archivePath,
  claudeMarketplacePath,
  feedPaths,
  folderPath,
  llmsPath,
  pagePath,
  recordPath,
  registerFiles,
  repositoryPath,
  schemas,
  scopePath,
  shardCount,
  shardOf,
  shardPath,
  stubArchivePath,
  twinPath,
  wellKnownPath,
} from '../../src/domain/paths.ts';

test('the addresses of v1 are fixed for ever', () => {
  expect(api).toBe('api/v1');
  expect(schemas).toBe('schemas/v1');
  expect(apiFiles).toEqual({
    index: 'index.json',
    entries: 'entries.json',
    entriesAll: 'entries.all.json',
    sources: 'sources.json',
    diagnostics: 'diagnostics.json',
    advisories: 'advisories.json',
    changes: 'changes.json',
    compliance: 'compliance.json',
    statistics: 'statistics.json',
    shards: 'shards.json',
  });
  expect(shardPath(7)).toBe('shards/7.json');
  expect(recordPath({ kind: 'mcp_server', source: 'harbour', name: 'tides' })).toBe(
    'entries/mcp_server/harbour/tides.json',
  );
});

test.each([
  ['skill', 'skills/harbour/tides/'],
  ['subagent', 'subagents/harbour/tides/'],
  ['command', 'commands/harbour/tides/'],
  ['hook', 'hooks/harbour/tides/'],
  ['mcp_server', 'mcp-servers/harbour/tides/'],
  ['plugin', 'plugins/harbour/tides/'],
  ['workflow', 'workflows/harbour/tides/'],
] as const)('the page of a %s is %s', (kind, path) => {
  expect(pagePath({ kind, source: 'harbour', name: 'tides' })).toBe(path);
});

describe('shards', () => {
  test.each([
    [0, 1],
    [1, 1],
    [16, 1],
    [17, 2],
    [32, 2],
    [33, 4],
    [10_000, 1024],
    [100_000, 8192],
  ])('%i names lie in %i', (names, count) => {
    expect(shardCount(names)).toBe(count);
  });

  // The first bits of hashlib.sha256(name).digest(), computed in Python.
  test.each([
    ['docx', [0, 0, 5, 88]],
    ['tides', [0, 0, 0, 14]],
    ['harbour-pilot', [0, 1, 14, 231]],
    ['lighthouse', [0, 1, 11, 179]],
    ['find-skills', [0, 1, 10, 163]],
    ['pdf', [0, 1, 12, 195]],
    ['a', [0, 1, 12, 202]],
    ['tide-table', [0, 1, 15, 247]],
  ])('the shard of %s among 1, 2, 16 and 256', (name, expected) => {
    expect([1, 2, 16, 256].map((count) => shardOf(name, count))).toEqual(expected);
  });
});

test('feeds have fixed addresses, those of a source beside its page', () => {
  expect(feedPaths()).toEqual({ atom: 'feed.xml', json: 'feed.json' });
  expect(feedPaths('harbour')).toEqual({ atom: 'sources/harbour/feed.xml', json: 'sources/harbour/feed.json' });
});

test('the register for other tools has fixed addresses beside the pages', () => {
  expect(registerFiles).toEqual({ csv: 'compliance.csv', bom: 'compliance.cdx.json' });
});

describe('what harnesses read has fixed addresses', () => {
  const tides = { name: 'tides', digest: '0123456789abcdef'.repeat(4) };

  test('archives and folders, named by the first twelve digits of the digest', () => {
    expect(archiveFormats.map((format) => archivePath(tides, format))).toEqual([
      'dl/tides-0123456789ab.tar.gz',
      'dl/tides-0123456789ab.zip',
      'dl/tides-0123456789ab.skill',
    ]);
    expect(folderPath(tides)).toBe('dl/tides-0123456789ab/');
    expect(stubArchivePath(tides)).toBe('api/v1/stubs/tides-0123456789ab.tar.gz');
  });

  test('discovery, of all, of a source and of a skill', () => {
    expect(wellKnownPath()).toBe('.well-known/agent-skills/');
    expect(wellKnownPath('harbour')).toBe('s/harbour/.well-known/agent-skills/');
    expect(wellKnownPath('harbour', 'tides')).toBe('s/harbour/tides/.well-known/agent-skills/');
    expect([scopePath('harbour'), scopePath('harbour', 'tides')]).toEqual(['s/harbour', 's/harbour/tides']);
  });

  test('marketplaces, llms.txt and the pages as Markdown', () => {
    expect(claudeMarketplacePath).toBe('claude/marketplace.json');
    expect(repositoryPath).toBe('catalog.git/');
    expect(llmsPath).toBe('llms.txt');
    expect(twinPath({ kind: 'mcp_server', source: 'harbour', name: 'tides' })).toBe(
      'mcp-servers/harbour/tides/index.md',
    );
  });
});
