import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { ContentFinding } from '../../src/domain/finding.ts';
import type { Kind } from '../../src/domain/kind.ts';
import { suggestedTier } from '../../src/domain/suggested-tier.ts';

const nothing: Evidence = {
  tools: [],
  scripts: [],
  hooks: [],
  servers: [],
  hosts: [],
  packages: [],
  variables: [],
  bytes: 1,
  tokens: { description: 1, body: 1, everything: 1 },
};

function finding(rule: string): ContentFinding {
  return { rule, severity: 'error', owasp: 'AST01', file: 'a', line: 1, column: 1, excerpt: '', message: '' };
}

function look(evidence: Partial<Evidence>, kind: Kind = 'skill', findings: readonly ContentFinding[] = []): string {
  const suggestion = suggestedTier({ kind, evidence: { ...nothing, ...evidence }, findings });
  return suggestion ? `${suggestion.tier}: ${suggestion.reasons.join('; ')}` : 'nothing';
}

describe('what the evidence suggests', () => {
  test.each<[string, Partial<Evidence>]>([
    ['nothing', {}],
    ['a script', { scripts: [{ path: 'a.sh', language: 'shell', executable: true }] }],
    ['a shell for some commands', { tools: ['Bash(git log:*)', 'Bash(npm test)', 'Read', 'Write', 'BashOutput'] }],
    ['a variable', { variables: ['HOME'] }],
    ['a local server', { servers: [{ transport: 'stdio', command: 'node a.mjs', variables: [] }] }],
    ['a hook without a command', { hooks: [{ event: 'Stop', type: 'prompt' }] }],
  ])('of %s is nothing', (_, evidence) => {
    expect(look(evidence)).toBe('nothing');
  });

  test.each<[string, Partial<Evidence>]>([
    ['limited: web tools WebFetch, WebSearch', { tools: ['Read', 'WebFetch', 'WebSearch'] }],
    ['limited: web tools WebFetch(domain:x.dev)', { tools: ['WebFetch(domain:x.dev)'] }],
    [
      'limited: an MCP server at tides.dev',
      { servers: [{ transport: 'http', host: 'tides.dev', variables: [] }], tools: ['Read'] },
    ],
    ['limited: commands that run at Stop', { hooks: [{ event: 'Stop', type: 'command', command: 'a' }] }],
    ['limited: its code names a.dev, b.dev and 2 more', { hosts: ['a.dev', 'b.dev', 'c.dev', 'd.dev'] }],
    ['limited: it installs or runs left-pad', { packages: [{ manager: 'npm', name: 'left-pad' }] }],
  ])('is "%s"', (words, evidence) => {
    expect(look(evidence)).toBe(words);
  });

  test.each(['Bash', 'bash', 'Bash(*)', 'Bash(:*)', 'Bash(*:*)', '*', 'run_shell_command', 'Shell'])(
    'is high where %s may be used unasked',
    (tool) => {
      expect(look({ tools: [tool], hosts: ['a.dev'] })).toBe(`high: without a question it may use ${tool}`);
    },
  );

  test.each<Kind>(['subagent', 'plugin', 'workflow'])('takes no shell in the list of a %s for a permission', (kind) => {
    expect(look({ tools: ['Bash'] }, kind)).toBe('nothing');
  });

  test('is high for findings that no exception covers', () => {
    const grave = [finding('finding-private-file-sent'), finding('finding-remote-code')];
    expect(look({}, 'skill', grave)).toBe('high: code from the network is run unseen and private files are sent away');
    const exception = { reason: 'Pinned.', owner: 'Ada', until: '2027-01-01' };
    expect(
      look(
        {},
        'skill',
        grave.map((one) => ({ ...one, exception })),
      ),
    ).toBe('nothing');
    expect(look({}, 'skill', [finding('finding-hidden-tags')])).toBe('nothing');
  });

  test('shows what strangers wrote in one short line', () => {
    expect(look({ hosts: [`a\u202E\n${'b'.repeat(99)}`] })).toBe(
      `limited: its code names a\\u{202e} ${'b'.repeat(49)}…`,
    );
  });
});
