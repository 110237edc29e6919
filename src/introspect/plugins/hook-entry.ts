import { canonicalJson } from '../../domain/digest.ts';
import { diagnose } from '../../domain/diagnostic.ts';
import type { HookAction } from '../../domain/evidence.ts';
import { shorten } from '../../domain/shorten.ts';
import { findActions } from './hook-actions.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import type { JsonPart } from './plugin-plan.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { quarantine } from '../read-text.ts';
import { withoutSecrets } from '../secrets.ts';
import { baseName, type TreeView } from '../tree-view.ts';

/**
 * Reads the hooks of a plugin or of a harness folder, in the form of any harness.
 *
 * @param owner The name of the plugin or source the hooks belong to.
 */
export function readHooks(view: TreeView, part: JsonPart, owner: string): ReadEntry {
  const { path, json, keys, value } = part;
  const isWholeFile = keys.length === 0;
  const at = json.at(keys);
  if (/^https?:\/\//i.test(asText(value) ?? ''))
    return { diagnostics: [diagnose('manifest-remote', { message: 'The hooks are at another address.', at })] };
  if (isEmpty(value)) return { diagnostics: [diagnose('hooks-empty', { message: 'No hook is defined in it.', at })] };

  const stem = baseName(json.path).replace(/\.json$/, '');
  const isCopilot = /(?:^|\/)\.github\//.test(json.path) || stem.startsWith('copilot-');
  const { actions: hooks, formats } = findActions(value, isWholeFile, isCopilot) ?? { actions: [], formats: [] };
  if (hooks.length === 0) {
    const invalid = diagnose('manifest-invalid', { message: 'The hooks are not a map of events.', at });
    return { quarantined: quarantine('hook', path, invalid), diagnostics: [invalid] };
  }
  const isPlain = stem === 'hooks' || stem === owner || !isWholeFile;
  const wanted = isPlain ? `${owner}-hooks` : `${owner}-${stem}`;
  return {
    diagnostics: formats.length === 0 ? [diagnose('hooks-form-unknown', { message: FORM_UNKNOWN, at })] : [],
    draft: {
      kind: 'hook',
      path,
      ownFiles: isWholeFile ? [json.path] : [],
      ...(!isWholeFile && { canonical: canonicalJson(value) }),
      wanted,
      at,
      title: shorten(wanted),
      description: asText(asObject(value)?.['description']) ?? describe(hooks),
      keywords: [],
      formats,
      treeId: isWholeFile ? view.tree.nodes.get(json.path)?.oid : undefined,
      definition: {
        path: json.path,
        format: 'json',
        text: JSON.stringify(withoutSecrets(value), null, 2),
        line: at.line ?? 1,
      },
      frontMatter: new Map(),
      manifestStatement: new Map(),
      hooks,
      servers: [],
      members: [],
      references: [],
    },
  };
}

const FORM_UNKNOWN = 'The hooks are listed in a form that no harness known here reads.';

/** Nothing at all, no events, or events without anything to do. */
function isEmpty(value: unknown): boolean {
  const events = asObject(value)?.['hooks'] ?? value;
  if (Array.isArray(events)) return events.length === 0;
  const lists = asObject(events);
  return lists !== undefined && Object.values(lists).every((list) => Array.isArray(list) && list.length === 0);
}

function describe(hooks: readonly HookAction[]): string {
  const events = [...new Set(hooks.map(({ event }) => event))];
  return `Runs ${hooks.length} ${hooks.length === 1 ? 'action' : 'actions'} on ${events.join(', ')}.`;
}
