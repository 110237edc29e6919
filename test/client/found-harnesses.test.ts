import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listHarnesses } from '../../src/client/commands/harnesses.ts';
import { adapters } from '../../src/client/harnesses/index.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { harbour, openMarket, skillText } from './market/market.ts';
import { openWorkbench, type Workbench } from './market/workbench.ts';

async function found({ project, home }: Workbench): Promise<string[]> {
  const facts = await listHarnesses(adapters, project, home);
  return facts.filter((one) => one.found.includes('project')).map(({ id }) => id);
}

const files = { ...harbour, 'quay/.claude/commands/bell.md': '---\ndescription: Rings.\n---\nRing.\n' };

test('what was placed for one harness is no sign of another', async () => {
  const market = await openMarket(files);
  const cases: [sign: string, id: string][] = [
    ['.cursor/rules/a.md', 'cursor'],
    ['.github/copilot-instructions.md', 'github-copilot'],
    ['.gemini/settings.json', 'gemini-cli'],
  ];
  for (const [sign, id] of cases) {
    const bench = openWorkbench(market.folder, { [sign]: '{}' });
    expect(await found(bench)).toEqual([id]);
    for (const name of ['pilot', 'quay/moor', ...(id === 'github-copilot' ? ['bell'] : [])]) {
      const { entries } = await bench.install([name]);
      expect(entries.map(({ harnesses }) => harnesses)).toEqual([[id]]);
      expect(await found(bench)).toEqual([id]);
    }
  }
});

test('anything that a person puts beside it is a sign', async () => {
  const market = await openMarket(files);
  const bench = openWorkbench(market.folder, { '.github/copilot-instructions.md': 'x' });
  await bench.install(['bell']);
  expect(await found(bench)).toEqual(['github-copilot']);
  writeTree(bench.project, { '.claude/settings.json': '{}' });
  expect(await found(bench)).toEqual(['claude-code', 'github-copilot']);
  rmSync(join(bench.project, '.claude/settings.json'));
  writeTree(bench.project, { '.claude/commands/own.md': skillText('own') });
  expect(await found(bench)).toEqual(['claude-code', 'github-copilot']);
});

test('what was placed for a harness that was named is a sign of it', async () => {
  const market = await openMarket(files);
  const bench = openWorkbench(market.folder, { '.cursor/a': '' });
  await bench.install(['quay/moor'], { harnesses: ['claude-code'] });
  expect(await found(bench)).toEqual(['claude-code', 'cursor']);
});
