import type { ContentFile } from '../../../src/domain/composed.ts';
import { coordinate } from '../../../src/domain/coordinate.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Placement } from '../../../src/client/model/action.ts';
import type { Content, Part } from '../../../src/client/model/content.ts';

export function file(path: string, text: string, executable = false): ContentFile {
  return { path, bytes: new TextEncoder().encode(text), executable };
}

const nothing: Evidence = {
  tools: [],
  scripts: [],
  hooks: [],
  servers: [],
  hosts: [],
  packages: [],
  variables: [],
  bytes: 0,
  tokens: { description: 0, body: 0, everything: 0 },
};

/** A part with what its kind needs. */
export function part(some: Pick<Part, 'kind' | 'name'> & Partial<Part>): Part {
  return { title: some.name, description: `What ${some.name} does.`, formats: [], files: [], ...some };
}

/** An entry of the source `acme`. */
export function content(some: Pick<Part, 'kind' | 'name'> & Partial<Content>): Content {
  return {
    ...part(some),
    id: coordinate(some.kind, 'acme', some.name),
    revision: 1,
    digest: 'a'.repeat(64),
    registry: 'https://catalog.example/',
    riskTier: 'minimal',
    category: 'standard',
    stub: false,
    status: 'active',
    from: { type: 'record', sha256: 'b'.repeat(64) },
    isProven: true,
    evidence: nothing,
    findings: [],
    parts: [],
    ...some,
  };
}

export const skill = part({
  kind: 'skill',
  name: 'greet',
  formats: ['agent-skills'],
  files: [
    file('SKILL.md', '---\nname: greet\ndescription: Greets.\n---\nSay hello.\n'),
    file('scripts/hi.sh', '#!/bin/sh\necho hi\n', true),
  ],
});

export const subagent = part({
  kind: 'subagent',
  name: 'review',
  formats: ['claude-subagent'],
  files: [
    file('review.md', '---\nname: review\ndescription: Reviews code.\ntools: Read, Grep\nmodel: opus\n---\n\nLook.\n'),
  ],
});

export const codexAgent = part({
  kind: 'subagent',
  name: 'plan',
  formats: ['codex-agent'],
  files: [
    file(
      'plan.toml',
      'name = "plan"\ndescription = "Plans."\nsandbox_mode = "read-only"\ndeveloper_instructions = """\nThink.\n"""\n',
    ),
  ],
});

export const command = part({
  kind: 'command',
  name: 'fix',
  formats: ['claude-command'],
  files: [
    file(
      'fix.md',
      '---\ndescription: Fixes an issue.\nallowed-tools: Bash(git:*)\n---\nFix $ARGUMENTS after !`git status`.\n',
    ),
  ],
});

export const geminiCommand = part({
  kind: 'command',
  name: 'tell',
  formats: ['gemini-command'],
  files: [file('tell.toml', 'description = "Tells."\nprompt = "Tell {{args}} what !{date} and !`id` are."\n')],
});

export const hook = part({
  kind: 'hook',
  name: 'desk-hooks',
  formats: ['claude-hooks'],
  config: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command: 'npx prettier --check .' }] }] },
});

export const cursorHook = part({
  kind: 'hook',
  name: 'cursor-hooks',
  formats: ['cursor-hooks'],
  config: { version: 1, hooks: { afterFileEdit: [{ command: 'npx prettier --check .' }] } },
});

export const pluginHook = part({
  kind: 'hook',
  name: 'tied-hooks',
  formats: ['claude-hooks'],
  config: { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'bash "${CLAUDE_PLUGIN_ROOT}/stop.sh"' }] }] } },
});

export const server = part({
  kind: 'mcp_server',
  name: 'desk',
  formats: ['mcp-json'],
  config: { command: 'npx', args: ['-y', 'desk-mcp@1.0.0'], env: { DESK_TOKEN: '…' }, disabledTools: ['rm'] },
});

export const remote = part({
  kind: 'mcp_server',
  name: 'web',
  formats: ['mcp-json'],
  config: { type: 'http', url: 'https://mcp.example.com/v1', headers: { Authorization: '…' } },
});

/** What a placement says, one line each, with the texts of files that are not JSON. */
export function lines({ actions, skipped, notes }: Placement): string {
  const shown = actions.flatMap((action): string[] => {
    if (action.type === 'folder')
      return [`folder ${action.target} (${action.files.map(({ path }) => path).join(', ')})`];
    if (action.type === 'setting')
      return [`setting ${action.target} ${action.format} ${action.keys.join(' > ')} = ${JSON.stringify(action.value)}`];
    const text = action.target.endsWith('.json') ? '…' : new TextDecoder().decode(action.bytes);
    return [`file ${action.target}`, ...text.split('\n').map((line) => `  | ${line}`.trimEnd())];
  });
  return [
    ...shown,
    ...skipped.map(({ what, why }) => `skipped ${what}: ${why}`),
    ...notes.map((note) => `note ${note}`),
  ].join('\n');
}
