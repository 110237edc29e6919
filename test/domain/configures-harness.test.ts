import { expect, test } from 'vitest';
import { configuresHarness } from '../../src/domain/configures-harness.ts';

test.each([
  '.claude-plugin/plugin.json',
  '.Claude-Plugin/Plugin.json',
  'hooks/hooks.json',
  'hooks/Hooks.json',
  'hooks.json',
  '.mcp.json',
  'mcp.json',
  '.lsp.json',
  'settings.json',
  'monitors/cpu.json',
  'bin/git',
  'plugin.json',
  '.github/plugin/plugin.json',
])('%j configures a harness', (path) => {
  expect(configuresHarness(path)).toBe(true);
});

test.each([
  'SKILL.md',
  'scripts/hooks.json',
  'references/settings.json',
  'hook.md',
  'binary/a',
  '.github/workflows/a.yml',
])('%j does not', (path) => {
  expect(configuresHarness(path)).toBe(false);
});
