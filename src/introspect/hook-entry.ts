import { canonicalJson } from '../domain/digest.ts';
import { diagnose } from '../domain/diagnostic.ts';
import type { HookAction } from '../domain/evidence.ts';
import { shorten } from '../domain/shorten.ts';
import type { ReadEntry } from './markdown-entry.ts';
import type { JsonPart } from './plugin-plan.ts';
import { asObject, asText } from '../domain/untyped.ts';
import { quarantine } from './read-text.ts';
import { withoutSecrets } from './secrets.ts';
import { baseName, type TreeView } from './tree-view.ts';

/**
 * Reads the hooks of a plugin (Claude Code hooks reference: event → list of `{ matcher, hooks: [{ type, command }] }`).
 *
 * @param owner The name of the plugin or source the hooks belong to.
 */
export function readHooks(view: TreeView, part: JsonPart, owner: string): ReadEntry {
  const { path, json, keys, value } = part;
  const isWholeFile = keys.length === 0;
  const events = asObject(asObject(value)?.['hooks'] ?? value);
  const hooks = events && actionsOf(events);
  if (!hooks || hooks.length === 0) {
    const message = hooks ? 'No hook is defined in it.' : 'The hooks are not a map of events.';
    const invalid = diagnose('manifest-invalid', { message, at: json.at(keys) });
    return { quarantined: quarantine('hook', path, invalid), diagnostics: [invalid] };
  }
  const stem = baseName(json.path).replace(/\.json$/, '');
  const wanted = stem === 'hooks' || !isWholeFile ? `${owner}-hooks` : `${owner}-${stem}`;
  return {
    diagnostics: [],
    draft: {
      kind: 'hook',
      path,
      ownFiles: isWholeFile ? [json.path] : [],
      ...(!isWholeFile && { canonical: canonicalJson(value) }),
      wanted,
      at: json.at(keys),
      title: shorten(wanted),
      description: asText(asObject(value)?.['description']) ?? describe(hooks),
      keywords: [],
      formats: ['claude-hooks'],
      treeId: isWholeFile ? view.tree.nodes.get(json.path)?.oid : undefined,
      definition: {
        path: json.path,
        format: 'json',
        text: JSON.stringify(withoutSecrets(value), null, 2),
        line: json.at(keys).line ?? 1,
      },
      frontMatter: new Map(),
      manifestStatement: new Map(),
      hooks,
      servers: [],
      members: [],
    },
  };
}

function actionsOf(events: Readonly<Record<string, unknown>>): HookAction[] | undefined {
  const actions: HookAction[] = [];
  for (const [event, groups] of Object.entries(events)) {
    if (!Array.isArray(groups)) return undefined;
    for (const group of groups) {
      const matcher = asText(asObject(group)?.['matcher']);
      const hooks = asObject(group)?.['hooks'];
      for (const hook of Array.isArray(hooks) ? hooks : []) {
        const fields = asObject(hook) ?? {};
        const command = asText(fields['command']) ?? asText(fields['url']) ?? asText(fields['prompt']);
        actions.push({
          event,
          ...(matcher !== undefined && { matcher }),
          type: asText(fields['type']) ?? 'command',
          ...(command !== undefined && { command }),
        });
      }
    }
  }
  return actions;
}

function describe(hooks: readonly HookAction[]): string {
  const events = [...new Set(hooks.map(({ event }) => event))];
  return `Runs ${hooks.length} ${hooks.length === 1 ? 'action' : 'actions'} on ${events.join(', ')}.`;
}
