import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPlace } from '../../src/client/discovery/open-place.ts';
import { loadWorkflow } from '../../src/client/workflow/load-workflow.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { openMarket, skillText } from './market/market.ts';
import { type Bench, filesBelow, openBench, workflow } from './workflow-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});

describe('workflow load from a marketplace', { tags: ['slow'] }, () => {
  const flows = (files: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`flows/review/${path}`, text]));

  test('loads what is listed with the digest that is listed, and not what was withdrawn, is raw or a stub', async () => {
    bench.repo.commit({
      ...workflow([]),
      '.claude/skills/bad/SKILL.md': skillText('bad'),
      '.claude/skills/sharp/SKILL.md': skillText('sharp'),
      '.claude/skills/soon/SKILL.md': skillText('soon'),
    });
    const market = await openMarket({
      'sources/pier.yaml': `git: file://${bench.repo.folder}\n`,
      'governance/pier.yaml':
        'entries:\n  skill:sharp: { category: raw, riskTier: high }\n  skill:soon: { stub: true, stubReason: Later. }\n',
      'sources/copy.yaml': 'local: copy\n',
      'copy/bad/SKILL.md': skillText('bad'),
      'advisories/2026-01.yaml':
        'severity: high\nreason: It sinks ships.\non: 2026-01-02\naffects: [{ entry: skill:copy/bad }]\n',
    });
    // The workflow brings what is withdrawn, so it is withdrawn itself.
    await expect(bench.load(['pier/review', '--registry', market.folder])).rejects.toThrow(/has been withdrawn/);
    const { loaded, exitCode } = await bench.load([bench.url, '--registry', market.folder]);
    expect(exitCode).toBe(0);
    const [own] = loaded.sources;
    expect(own?.entries.map(({ name }) => name)).toEqual(['own']);
    expect(own?.skipped).toMatchInlineSnapshot(`
      [
        {
          "what": "skill bad",
          "why": "It has been withdrawn: It sinks ships.",
        },
        {
          "what": "skill sharp",
          "why": "skill:pier/sharp is raw and must be wrapped before it is used; --allow-raw takes it.",
        },
        {
          "what": "skill soon",
          "why": "skill:pier/soon is a stub; --include-stubs takes it.",
        },
      ]
    `);
    const agreed = await bench.load([bench.url, '--registry', market.folder, '--allow-raw', '--include-stubs']);
    expect(agreed.loaded.sources[0]?.entries.map(({ name }) => name)).toEqual(['own', 'sharp', 'soon']);
  });

  test('loads a workflow of the catalog itself from its archive', async () => {
    const market = await openMarket({
      'sources/quay.yaml': 'local: flows\n',
      'governance/quay.yaml': 'mirror: always\n',
      ...flows(workflow([])),
    });
    const { loaded, exitCode } = await bench.load(['workflow:quay/review', '--registry', market.folder]);
    expect(exitCode).toBe(0);
    const [own] = loaded.sources;
    expect(own).toMatchObject({ from: 'workflow:quay/review', state: 'loaded' });
    expect(filesBelow(join(bench.sources, own?.folder ?? ''))).toEqual(['.claude/skills/own/SKILL.md', 'CLAUDE.md']);
  });

  test('loads a listed workflow at the commit that is listed, and refuses one that is something else', async () => {
    const commit = bench.repo.commit(workflow([]));
    const market = await openMarket({ 'sources/pier.yaml': `git: file://${bench.repo.folder}\n` });
    bench.repo.commit({ ...workflow([]), 'CLAUDE.md': 'Other words.\n' });
    const { loaded } = await bench.load(['pier/review', '--registry', market.folder]);
    expect(loaded.sources[0]).toMatchObject({ from: 'workflow:pier/review', commit, state: 'loaded' });

    const transports = ['http'] as const;
    const options = { cwd: bench.project, cacheDir: scratchFolder(), transports, step: () => undefined };
    const other = await openPlace(bench.url, options);
    const wrong = loadWorkflow(other, [], {
      ...options,
      typedTransports: transports,
      destination: join(bench.project, 'wrong'),
      digest: 'f'.repeat(64),
      refuse: () => undefined,
      dryRun: false,
      force: false,
      agree: () => Promise.resolve(true),
    });
    await expect(wrong).rejects.toThrow(
      /^The workflow Review is not what its digest says: [0-9a-f]{12} instead of f{12}\./,
    );
    expect(existsSync(join(bench.project, 'wrong'))).toBe(false);
  });
});
