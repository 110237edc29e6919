import { expect, test } from 'vitest';
import { showEntry } from '../../src/client/commands/show.ts';
import { openRegistry } from '../../src/client/registry/open-registry.ts';
import { nextSteps } from '../../src/client/report/next-step.ts';
import { parseRequest } from '../../src/client/resolve/parse-request.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import { skill } from '../helpers/memory-tree.ts';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench } from './market/workbench.ts';

test('a part that works only in its plugin names the plugin', async () => {
  const market = await openMarket({
    ...harbour,
    'dock/bare/SKILL.md': skill('name: bare\ndescription: Has no licence.'),
    'quay/kit/.mcp.json': JSON.stringify({
      mcpServers: { tides: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/run.js'] } },
    }),
  });
  const bench = openWorkbench(market.folder, { '.claude/x': '' });
  await expect(bench.install(['tides'])).rejects.toThrow(
    /install that plugin instead\. .* It is brought by a plugin: skillyard install plugin:quay\/kit\.$/,
  );
  const registry = openRegistry({ kind: 'folder', address: market.folder });
  const steps = async (what: string): Promise<string[]> => {
    const { record, revision } = (await showEntry(parseRequest(what), [registry], () =>
      Promise.resolve(undefined),
    )) as {
      record: FullEntry;
      revision: number;
    };
    return nextSteps(record, revision);
  };
  expect(await steps('tides')).toEqual(['skillyard install plugin:quay/kit']);
  expect(await steps('quay/moor')).toEqual(['skillyard install skill:quay/moor']);
  // Of a folder that may not be copied nothing can be had.
  expect(await steps('dock/bare')).toEqual([]);
});
