import { expect, test } from 'vitest';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

test('a dry run writes nothing and says all', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  const { steps, written, notes } = await bench.install(['plugin:quay/kit'], { dryRun: true, harnesses: ['codex'] });
  expect([written, bench.calls, bench.shown, treeOf(bench.project)]).toEqual([false, [], [], {}]);
  expect(steps).toMatchInlineSnapshot(`
    [
      {
        "id": "plugin:quay/kit",
        "target": ".codex/hooks/kit-hooks/hooks.json",
        "verb": "create",
      },
      {
        "id": "plugin:quay/kit",
        "target": ".agents/skills/knot",
        "verb": "create",
      },
      {
        "detail": "mcp_servers.tides",
        "id": "plugin:quay/kit",
        "target": ".codex/config.toml",
        "verb": "create",
      },
    ]
  `);
  expect(notes).toMatchInlineSnapshot(`
    [
      "plugin:quay/kit was taken apart: its folder as a whole is not placed.",
      "Nothing of it runs yet. To switch it on, look through .codex/hooks/kit-hooks/hooks.json and merge its "hooks" into .codex/hooks.json by hand.",
      "Codex: It runs none of them until a person has reviewed them.",
    ]
  `);
});

test('where nobody agrees, nothing is written', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, {}, false);
  await expect(bench.install(['quay/moor'])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: Nothing was written, because nobody agreed to it. Add --yes to agree without a question.]`,
  );
  expect([treeOf(bench.project), bench.calls]).toEqual([{}, []]);
});
