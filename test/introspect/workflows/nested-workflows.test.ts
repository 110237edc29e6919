import { describe, expect, test } from 'vitest';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { memoryTree, skill } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function look(files: Readonly<Record<string, string>>) {
  const selection = { path: '', include: ['**'], exclude: [] };
  const options = { source: 'harbour', selection, bindings: new Map() };
  const { entries, diagnostics } = await introspectTree(memoryTree(files), options);
  return { workflows: entries.filter(({ kind }) => kind === 'workflow'), said: messages(diagnostics) };
}

const ambient = (name: string): string => JSON.stringify({ name, description: 'Arrives.', systemPrompt: 'You pilot.' });

describe('workflows in workflows', () => {
  const nested = (count: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${'w/'.repeat(index)}.ambient/ambient.json`, ambient(`w${index}`)]),
    );

  test('are listed eight deep', async () => {
    const { workflows, said } = await look(nested(9));
    expect([workflows.length, said]).toEqual([9, '']);
  });

  test('are not listed deeper; what lies there belongs to the last that is', async () => {
    const moor = skill('name: moor\ndescription: Ties ships up.');
    const files = { ...nested(11), [`${'w/'.repeat(10)}.claude/skills/moor/SKILL.md`]: moor };
    const { workflows, said } = await look(files);
    expect(
      workflows
        .map(({ path, members }) => `${path} ${members.length}`)
        .toSorted()
        .slice(-2),
    ).toEqual(['w/w/w/w/w/w/w 0', 'w/w/w/w/w/w/w/w 1']);
    expect(said).toMatchInlineSnapshot(
      `"warning workflow-nested-deep source:w/w/w/w/w/w/w/w/w/.ambient/ambient.json More than 8 other workflows lie around w/w/w/w/w/w/w/w/w and 1 more. | Put the workflows side by side."`,
    );
  });

  test('beside each other are not nested', async () => {
    const roots = Array.from({ length: 20 }, (_, index) => [`w${index}/.ambient/ambient.json`, ambient(`w${index}`)]);
    const { workflows, said } = await look(Object.fromEntries(roots));
    expect([workflows.length, said]).toEqual([20, '']);
  });

  test('a thousand deep are read soon', async () => {
    const files = nested(1000);
    const start = performance.now();
    const { workflows } = await look(files);
    expect(workflows.reduce((sum, workflow) => sum + workflow.files.length, 0)).toBeLessThan(10_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
