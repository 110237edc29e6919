import { expect, test } from 'vitest';
import { plain } from '../../src/client/report/layout.ts';
import { proposalText } from '../../src/client/report/proposal.ts';
import type { Content } from '../../src/client/model/content.ts';
import type { Proposal } from '../../src/client/model/dialogue.ts';
import { content, file } from './harnesses/sample-content.ts';

function rowsOf(plugin: Content): string {
  const asked: Proposal = {
    content: plugin,
    tierOrigin: 'defaults',
    installed: undefined,
    gained: [],
    placements: [],
    notes: [],
  };
  return proposalText([asked], plain);
}

const manifest = file('.claude-plugin/plugin.json', '{"name":"desk"}');

test('what may start by itself is shown, and never called nothing', () => {
  const files = [manifest, file('.lsp.json', '{}'), file('bin/git', 'x'), file('monitors/a.json', '{}')];
  const text = rowsOf(content({ kind: 'plugin', name: 'desk', files }));
  expect(text).toMatch(/may start +LSP servers, programs in bin\/, monitors/);
  expect(text).not.toContain('were found');
});

test('hooks that the catalog has not seen are shown all the same', () => {
  const files = [manifest, file('hooks/Hooks.json', '{}')];
  expect(rowsOf(content({ kind: 'plugin', name: 'desk', files }))).toMatch(/may start +hooks$/m);
});

test('a plugin of texts does nothing', () => {
  expect(rowsOf(content({ kind: 'plugin', name: 'desk', files: [manifest] }))).toContain('were found');
});
