import { describe, expect, test } from 'vitest';
import { Harness, harnessesOf, harnessFacts, harnessTitles, placeFor } from '../../src/domain/harness.ts';
import { harnessTable } from '../../src/domain/harness-table.ts';
import type { Kind } from '../../src/domain/kind.ts';

const cases: readonly (readonly [Kind, readonly string[], readonly Harness[]])[] = [
  ['skill', ['agent-skills'], ['claude-code', 'codex', 'cursor', 'gemini-cli', 'github-copilot', 'opencode']],
  ['subagent', ['claude-subagent'], ['claude-code', 'cursor', 'github-copilot']],
  ['subagent', ['copilot-agent'], ['github-copilot']],
  ['subagent', ['codex-agent'], ['codex']],
  ['subagent', ['opencode-subagent'], ['opencode']],
  ['subagent', ['gemini-subagent'], ['gemini-cli']],
  ['subagent', ['cursor-subagent'], ['cursor']],
  ['command', ['claude-command'], ['claude-code', 'github-copilot']],
  ['command', ['gemini-command'], ['gemini-cli']],
  ['command', ['opencode-command'], ['opencode']],
  ['command', ['cursor-command'], ['cursor']],
  ['hook', ['claude-hooks'], ['claude-code', 'codex']],
  ['hook', ['cursor-hooks'], ['cursor']],
  ['hook', ['copilot-hooks'], ['github-copilot']],
  ['mcp_server', ['mcp-json'], ['claude-code', 'codex', 'cursor', 'gemini-cli', 'github-copilot', 'opencode']],
  ['plugin', ['agent-plugins'], ['codex', 'cursor', 'github-copilot']],
  ['plugin', ['claude-plugin'], ['claude-code', 'codex', 'github-copilot']],
  ['plugin', ['codex-plugin'], ['codex']],
  ['plugin', ['cursor-plugin'], ['cursor']],
  ['plugin', ['copilot-plugin'], ['github-copilot']],
  ['plugin', ['gemini-extension'], ['gemini-cli']],
  ['plugin', ['claude-marketplace'], ['claude-code', 'codex', 'github-copilot']],
  ['plugin', ['codex-marketplace'], ['codex']],
  ['plugin', ['cursor-marketplace'], ['codex', 'cursor']],
  ['plugin', ['copilot-marketplace'], ['github-copilot']],
  ['workflow', ['ambient-workflow'], []],
  ['skill', ['a-format-of-tomorrow'], []],
  ['skill', [], []],
];

describe('harnessesOf', () => {
  test.each(cases)('a %s as %j is for %j', (kind, formats, harnesses) => {
    expect(harnessesOf({ kind, formats })).toEqual(harnesses);
  });

  test('several formats add up, in the order of the harnesses', () => {
    const formats = ['gemini-extension', 'cursor-plugin', 'claude-plugin'];
    expect(harnessesOf({ kind: 'plugin', formats })).toEqual([
      'claude-code',
      'codex',
      'cursor',
      'gemini-cli',
      'github-copilot',
    ]);
  });
});

describe('harnessFacts', () => {
  test('answers for every harness, and says what one reads instead', () => {
    const facts = harnessFacts({ kind: 'subagent', formats: ['claude-subagent'] });
    expect(facts.map(({ harness, fact, reads }) => [harnessTitles[harness], fact?.project ?? reads])).toEqual([
      ['Claude Code', '.claude/agents/<name>.md'],
      ['Codex', ['codex-agent']],
      ['Cursor', '.claude/agents/<name>.md'],
      ['Gemini CLI', ['gemini-subagent']],
      ['GitHub Copilot', '.claude/agents/<name>.md'],
      ['OpenCode', ['opencode-subagent']],
    ]);
  });

  test('prefers the own format of a harness to one that it reads as well', () => {
    const [, , cursor] = harnessFacts({ kind: 'subagent', formats: ['claude-subagent', 'cursor-subagent'] });
    expect(cursor?.fact?.project).toBe('.cursor/agents/<name>.md');
  });

  test('has nothing for a kind without a place', () => {
    expect(harnessFacts({ kind: 'workflow', formats: ['ambient-workflow'] })).toEqual(
      Harness.options.map((harness) => ({ harness, reads: [] })),
    );
  });
});

describe('the table', () => {
  test('says of every line where the entry goes and how that is known', () => {
    for (const { harness, kind, formats, project, user, plugin, known } of harnessTable) {
      const line = `${harness} ${kind} ${formats.join()}`;
      expect(formats.length, line).toBeGreaterThan(0);
      expect(project ?? user ?? plugin, line).toBeDefined();
      if (project !== undefined) expect(project, line).not.toMatch(/^[/~]/);
      if (user !== undefined) expect(user, line).toMatch(/^~\//);
      // What was run has a version; what was read has none.
      expect(/\d+\.\d+\.\d+$/.test(known.by), line).toBe(known.how === 'ran');
    }
  });

  test('names no format of a kind twice for one harness', () => {
    const keys = harnessTable.flatMap(({ harness, kind, formats }) => formats.map((f) => `${harness} ${kind} ${f}`));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('a place has the name of the entry in it', () => {
    expect(placeFor('.claude/skills/<name>/', 'pdf')).toBe('.claude/skills/pdf/');
  });
});
