import { describe, expect, test } from 'vitest';
import { takeCommands, takePlaces } from '../../src/site/links/take-commands.ts';

const commit = '3f786850e387550fdab836ed7e6dc881de23001b';

type Entry = Parameters<typeof takeCommands>[0];

function lines(entry: Partial<Entry>, folder = '.claude/skills'): string[] {
  const whole: Entry = {
    kind: 'skill',
    name: 'pdf',
    source: 'acme',
    provenance: { path: '' },
    distribution: {},
    ...entry,
  };
  const take = takeCommands(whole);
  return take ? [take.from, ...take.fetch, take.copyTo(folder) ?? 'no copy'] : [];
}

function git(url: string, path: string): Pick<Entry, 'provenance' | 'distribution'> {
  return { provenance: { git: url, ref: 'main', commit, path }, distribution: { git: { url, commit, path } } };
}

describe('takeCommands', () => {
  test('fetches from a host what is pinned, and copies the folder', () => {
    expect(lines(git('https://github.com/acme/skills', 'skills/pdf'))).toEqual([
      'remote',
      'git clone --filter=blob:none --no-checkout -- https://github.com/acme/skills pdf',
      `git -C pdf --literal-pathspecs checkout ${commit} -- skills/pdf`,
      'mkdir -p .claude/skills && cp -r pdf/skills/pdf .claude/skills/',
    ]);
  });

  test('takes the root of a repository without its history', () => {
    expect(lines(git('https://github.com/acme/pdf', '')).at(-1)).toBe(
      `mkdir -p .claude/skills/pdf && git -C pdf archive ${commit} | tar -x -C .claude/skills/pdf`,
    );
  });

  test('copies out of a checkout of the catalog what lies in it', () => {
    expect(lines({ provenance: { local: 'starter/notes', path: 'skills/pdf' } })).toEqual([
      'local',
      'mkdir -p .claude/skills && cp -r catalog/starter/notes/skills/pdf .claude/skills/',
    ]);
  });

  test('clones a bundle that is kept in the catalog', () => {
    expect(lines(git('starter/acme.bundle', 'skills/pdf'), '.agents/skills')).toEqual([
      'bundle',
      'git clone --branch main -- catalog/starter/acme.bundle acme',
      `git -C acme checkout --quiet ${commit}`,
      'mkdir -p .agents/skills && cp -r acme/skills/pdf .agents/skills/',
    ]);
  });

  test('puts a subagent where Claude Code looks, and copies no hook anywhere', () => {
    const local = { provenance: { local: 'starter/notes', path: 'agents/pilot.md' } };
    expect(lines({ kind: 'subagent', ...local }, '.claude/agents').at(-1)).toBe(
      'mkdir -p .claude/agents && cp catalog/starter/notes/agents/pilot.md .claude/agents/',
    );
    expect(lines({ kind: 'hook', ...local }).at(-1)).toBe('no copy');
  });

  test('quotes what a shell would read, and makes no command of a path with hidden characters', () => {
    expect(lines({ provenance: { local: 'a', path: "b; rm -rf '$HOME'" } }).at(-1)).toBe(
      String.raw`mkdir -p .claude/skills && cp -r 'catalog/a/b; rm -rf '\''$HOME'\''' .claude/skills/`,
    );
    expect(lines({ provenance: { local: 'a', path: 'b\nreboot' } })).toEqual([]);
    expect(lines({ provenance: { local: 'a', path: 'b\u202Ereboot' } })).toEqual([]);
  });

  test('makes none of an address that others cannot reach', () => {
    expect(lines(git('file:///home/me/skills', 'pdf'))).toEqual([]);
    expect(lines(git('ext::sh -c reboot', 'pdf'))).toEqual([]);
  });
});

describe('takePlaces', () => {
  test.each([
    [
      'skill',
      'agent-skills',
      ['.claude/skills: claude-code', '.agents/skills: codex cursor gemini-cli github-copilot opencode'],
    ],
    ['subagent', 'claude-subagent', ['.claude/agents: claude-code cursor github-copilot']],
    ['subagent', 'codex-agent', ['.codex/agents: codex']],
    ['command', 'gemini-command', ['.gemini/commands: gemini-cli']],
    ['command', 'cursor-command', []],
    ['hook', 'claude-hooks', []],
    ['mcp_server', 'mcp-json', []],
    ['plugin', 'claude-plugin', []],
  ] as const)('of a %s as %s', (kind, format, places) => {
    expect(
      takePlaces({ kind, formats: [format] }).map(({ folder, harnesses }) => `${folder}: ${harnesses.join(' ')}`),
    ).toEqual(places);
  });
});
