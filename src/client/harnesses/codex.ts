import { harnessTitles } from '../../domain/harness.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { filled, type ReadyServer, type ServerWay } from './place-server.ts';
import { placesOf } from './places.ts';
import { partOf, together, write } from './placement.ts';
import { manifestName } from './plugin-manifest.ts';
import { whatRuns } from './what-runs.ts';

/** Codex puts no variables into texts: it is told which ones to pass on, by name. */
const servers: ServerWay = {
  format: 'toml',
  expand: undefined,
  value({ start, variables, headers }: ReadyServer) {
    if (start.transport === 'sse') return undefined;
    if (start.transport === 'stdio')
      return filled({
        command: start.command,
        args: start.args,
        env_vars: variables.length === 0 ? undefined : variables,
      });
    return filled({ url: start.url, env_http_headers: Object.keys(headers).length === 0 ? undefined : headers });
  },
};

/** The marketplace under which Codex files what this client places. */
const MARKETPLACE = 'skillyard';

/**
 * Codex loads a plugin from its cache once the settings name it (seen in 0.169.0). Its hooks are not trusted until a
 * person has reviewed them; one that brings anything else that runs is taken apart. Commands are no part of its plugins.
 * Projects have no such cache.
 */
function wholePlugin(content: Content, scope: Scope): Placement | undefined {
  const [settings] = placesOf('codex', 'mcp_server', scope);
  const name = manifestName(content, ['.codex-plugin/plugin.json', '.claude-plugin/plugin.json']);
  if (scope !== 'user' || name !== content.name || !settings) return undefined;
  const running = whatRuns(content);
  if (running.some((what) => what !== 'hooks')) return undefined;
  const unseen = content.parts.filter(({ kind }) => kind === 'command' || kind === 'subagent');
  const folder = `.codex/plugins/cache/${MARKETPLACE}/${content.name}/local`;
  const hooks =
    running.length > 0 ? [`Codex runs none of the hooks of ${content.id} until you have reviewed them.`] : [];
  return together([
    write(
      [
        { type: 'folder', target: folder, files: content.files },
        {
          type: 'setting',
          target: settings.place,
          format: 'toml',
          keys: ['plugins', `${content.name}@${MARKETPLACE}`],
          value: { enabled: true },
        },
      ],
      hooks,
    ),
    ...unseen.map((part) => beside(part, content, scope)),
  ]);
}

const rules = harnessRules('codex', servers);

/** Subagents have a place of their own; Codex reads them in no plugin. */
function beside(part: Content['parts'][number], content: Content, scope: Scope): Placement {
  const item = partOf(part, content.id);
  const placement = part.kind === 'subagent' ? rules.subagent?.(item, scope) : undefined;
  const why = 'Codex has no place for commands.';
  return placement ?? { actions: [], skipped: [{ what: item.what, why }], notes: [] };
}

export const codex = makeAdapter({
  id: 'codex',
  title: harnessTitles.codex,
  signs: { project: ['.codex'], user: ['.codex'] },
  holds: heldKinds('codex'),
  rules,
  whole: wholePlugin,
});
