import { describe, expect, test } from 'vitest';
import { batchEnd } from '../../src/site/scripts/batch.ts';
import { costGauges } from '../../src/site/words/cost.ts';
import { listed } from '../../src/site/words/format.ts';
import { nothingFound, toolsTitle } from '../../src/site/words/tools.ts';
import { sampleEntry } from '../helpers/sample-entry.ts';

type Shape = Partial<Parameters<typeof sampleEntry>[0]>;

function entry(shape: Shape): ReturnType<typeof sampleEntry> {
  return sampleEntry({ source: 'harbour', name: 'crane', title: 'Crane', description: 'Lifts.', ...shape });
}

describe('tools', () => {
  test.each([
    ['skill', 'agent-skills', 'Tools it may use unasked'],
    ['command', 'claude-command', 'Tools it may use unasked'],
    ['subagent', 'claude-subagent', 'Tools it has'],
    ['subagent', 'opencode-subagent', 'Tools it names'],
    ['plugin', 'claude-plugin', 'Tools its members name'],
    ['workflow', 'ambient-workflow', 'Tools its members name'],
  ] as const)('of a %s as %s', (kind, format, title) => {
    expect(toolsTitle({ kind, formats: [format] })).toBe(title);
  });

  test('where none are named, a subagent has them all only where that is known', () => {
    const all = 'It names no tools, so it has all that its harness gives it. No scripts, hooks or servers found.';
    const none = 'No tools named. No scripts, hooks or servers found.';
    const subagent = (shape: Shape): string | undefined => nothingFound(entry({ kind: 'subagent', ...shape }));
    expect(subagent({})).toBe(all);
    expect(subagent({ frontMatter: { model: 'small' } })).toBe(all);
    expect(subagent({ frontMatter: { disallowedTools: 'Bash' } })).toBe(none);
    expect(subagent({ frontMatter: { tools: [] } })).toBe(none);
    expect(subagent({ formats: ['codex-agent'] })).toBe(none);
    expect(subagent({ formats: ['claude-subagent', 'opencode-subagent'] })).toBe(none);
  });

  test('where nothing was found, no more than that is claimed', () => {
    expect(nothingFound(entry({}))).toBe('No tools asked for, and no scripts, hooks or servers found.');
  });

  test('nothing is claimed where something was found', () => {
    expect(nothingFound(entry({ evidence: { tools: ['Read'] } }))).toBeUndefined();
    expect(
      nothingFound(entry({ evidence: { hooks: [{ event: 'call', type: 'command', command: 'date' }] } })),
    ).toBeUndefined();
    expect(nothingFound(entry({ members: [{ id: 'skill:harbour/crane', title: 'Crane' }] }))).toBeUndefined();
  });
});

describe('costGauges', () => {
  const cost = (shape: Shape): string[] =>
    costGauges(entry(shape)).map(({ label, figure, unit }) => [figure, unit, label].join(' '));
  const evidence = { bytes: 1900, tokens: { description: 30, body: 0, everything: 400 } };

  test('of a skill is its description, its text and its files', () => {
    expect(cost({ evidence })).toEqual([
      '30  tokens always loaded',
      '0  tokens when used',
      '400  tokens in all text files',
      '1.9 kB size on disk',
    ]);
  });

  test('of hooks and servers is no text', () => {
    expect(cost({ kind: 'hook', evidence })).toEqual(['1.9 kB size on disk']);
    expect(cost({ kind: 'mcp_server', evidence })).toEqual([]);
  });

  test.each(['plugin', 'workflow'] as const)('of a %s is what its members announce', (kind) => {
    expect(cost({ kind, evidence })).toEqual([
      '30  tokens always loaded, all members together',
      '400  tokens in all text files',
      '1.9 kB size on disk',
    ]);
    expect(cost({ kind, evidence: { ...evidence, tokens: { ...evidence.tokens, body: 7 } } })).toContain(
      '7  tokens when used',
    );
  });
});

test('a handful of results is not kept behind a button', () => {
  expect([24, 25, 30, 31, 100].map((total) => batchEnd(0, 24, total))).toEqual([24, 25, 30, 24, 24]);
  expect(batchEnd(24, 24, 54)).toBe(54);
  expect(batchEnd(24, 24, 55)).toBe(48);
});

test('a list in a sentence', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
