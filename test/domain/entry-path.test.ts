import { expect, test } from 'vitest';
import { fileOf, isPartOfFile } from '../../src/domain/entry-path.ts';

test.each([
  ['desk/.mcp.json#mcpServers.tides', 'desk/.mcp.json', true],
  ['.claude-plugin/marketplace.json#desk', '.claude-plugin/marketplace.json', true],
  ['plugin.json#hooks', 'plugin.json', true],
  ['desk/.mcp.json#mcpServers.a.json#b', 'desk/.mcp.json', true],
  ['skills/c#', 'skills/c#', false],
  ['skills/c#/hooks.json#hooks', 'skills/c#/hooks.json', true],
  ['plugins/f#-tools', 'plugins/f#-tools', false],
  ['.', '.', false],
])('%s is in %s', (path, file, isPart) => {
  expect(fileOf(path)).toBe(file);
  expect(isPartOfFile(path)).toBe(isPart);
});
