import { expect, test } from 'vitest';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const minimal = 'metadata: { risk-tier: minimal }';
const tides = skill(`name: tides\ndescription: Reads tides.\n${minimal}`);
const charts = skill(`name: charts\ndescription: Reads charts.\n${minimal}`);

test('entries and sources are sorted, whatever their order was', async () => {
  const [quay, dock] = [
    { id: 'quay', files: { 'tides/SKILL.md': tides, 'charts/SKILL.md': charts } },
    { id: 'dock', files: { 'tides/SKILL.md': tides } },
  ];
  const one = await catalogOf([quay, dock]);
  expect(one.entries.map(({ id }) => id)).toEqual(['skill:dock/tides', 'skill:quay/charts', 'skill:quay/tides']);
  expect(one.outcomes.map(({ source }) => source.id)).toEqual(['dock', 'quay']);
  expect(await catalogOf([dock, quay]).then(({ entries }) => entries.map(({ id }) => id))).toEqual(
    one.entries.map(({ id }) => id),
  );
});

test('a replacement is listed', async () => {
  const listing = (replacedBy: string): string =>
    `local: quay\nentries:\n  skill:tides:\n    status: deprecated\n    reason: Old.\n    replacedBy: ${replacedBy}`;
  const files = { 'tides/SKILL.md': tides, 'charts/SKILL.md': charts };
  const good = await catalogOf([{ id: 'quay', files, source: listing('skill:quay/charts') }]);
  expect(messages(good.diagnostics)).toBe('');
  const bad = await catalogOf([{ id: 'quay', files, source: listing('skill:quay/chart') }]);
  expect(messages(bad.diagnostics)).toMatchInlineSnapshot(
    `"error replacement-unknown sources/quay.yaml:6:5 [skill:quay/tides] "skill:quay/chart" is not listed. | Did you mean "skill:quay/charts"?"`,
  );
});

test('a plugin or workflow has no lower tier than its members', async () => {
  const files = {
    'desk/.claude-plugin/plugin.json': '{ "name": "desk", "description": "Desk." }',
    'desk/skills/tides/SKILL.md': tides.replace('minimal', 'high'),
    'yard/.claude-plugin/plugin.json': '{ "name": "yard", "description": "Yard." }',
    'yard/skills/charts/SKILL.md': charts,
    'watch/.ambient/ambient.json': '{ "name": "Watch", "description": "Keeps watch.", "systemPrompt": "Watch." }',
    'watch/.claude/skills/lamp/SKILL.md': charts.replace('charts', 'lamp').replace('minimal', 'high'),
  };
  const governance = 'defaults: { riskTier: limited }';
  const { diagnostics } = await catalogOf([{ id: 'quay', files, governance }]);
  expect(messages(diagnostics.filter(({ rule }) => rule === 'risk-tier-below-member'))).toMatchInlineSnapshot(
    `
    "warning risk-tier-below-member source:desk/.claude-plugin/plugin.json:1 [plugin:quay/desk] The plugin is "limited"; skill:quay/tides in it is "high". | Raise its tier, or look at that of the member again.
    warning risk-tier-below-member source:watch/.ambient/ambient.json:1 [workflow:quay/watch] The workflow is "limited"; skill:quay/lamp in it is "high". | Raise its tier, or look at that of the member again."
  `,
  );
});
