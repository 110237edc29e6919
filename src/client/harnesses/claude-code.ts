import { harnessTitles } from '../../domain/harness.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { asMap, filled, headerMap, type ReadyServer, type ServerWay } from './place-server.ts';
import { placesOf, targetIn } from './places.ts';
import { write } from './placement.ts';
import { manifestName } from './plugin-manifest.ts';
import { whatRuns } from './what-runs.ts';

const expand = (name: string, otherwise?: string): string =>
  otherwise === undefined ? `\${${name}}` : `\${${name}:-${otherwise}}`;

const servers: ServerWay = {
  format: 'json',
  expand,
  value: ({ start, variables, headers }: ReadyServer) =>
    start.transport === 'stdio'
      ? filled({ command: start.command, args: start.args, env: asMap(variables, expand) })
      : filled({ type: start.transport, url: start.url, headers: headerMap(headers, expand) }),
};

/**
 * Claude Code takes a folder with a manifest for a plugin where it looks for skills (seen in 2.1.328), and enables it at
 * once. One that brings what runs by itself is switched off in the settings before it is there.
 */
function wholePlugin(content: Content, scope: Scope): Placement | undefined {
  const name = manifestName(content, ['.claude-plugin/plugin.json']);
  const [skills] = placesOf('claude-code', 'skill', scope);
  const [hooks] = placesOf('claude-code', 'hook', scope);
  if (name === undefined || !skills || !hooks) return undefined;
  const folder = { type: 'folder', target: targetIn(skills.place, content.name), files: content.files } as const;
  const id = `${name}@skills-dir`;
  const trust = scope === 'project' ? ['Claude Code loads plugins of a project only once its folder is trusted.'] : [];
  const running = whatRuns(content);
  if (running.length === 0) return write([folder], trust);
  const off = {
    type: 'setting',
    target: hooks.place,
    format: 'json',
    keys: ['enabledPlugins', id],
    value: false,
    initial: true,
  } as const;
  const note = `${content.id} brings ${running.join(', ')}, so it is placed and not enabled. Look through ${folder.target}; "claude plugin enable ${id}" switches it on.`;
  return write([off, folder], [note, ...trust]);
}

export const claudeCode = makeAdapter({
  id: 'claude-code',
  title: harnessTitles['claude-code'],
  signs: { project: ['.claude', 'CLAUDE.md', '.mcp.json'], user: ['.claude', '.claude.json'] },
  holds: heldKinds('claude-code'),
  rules: harnessRules('claude-code', servers),
  whole: wholePlugin,
});
