import type { FullEntry } from '../../domain/index-v1.ts';
import { isInPlugin } from '../harnesses/plugin-root.ts';

const QUOTED = /"((?:[^"\\]|\\.)*)"/g;

/** True for hooks and servers that are started from the folder of the plugin that brings them. */
export function needsPlugin({ kind, document }: Pick<FullEntry, 'kind' | 'document'>): boolean {
  if (kind !== 'hook' && kind !== 'mcp_server') return false;
  return [...(document?.text ?? '').matchAll(QUOTED)].some(([, word = '']) => isInPlugin(word));
}

/** The plugins that bring an entry. */
export function pluginsOf({ memberOf }: Pick<FullEntry, 'memberOf'>): string[] {
  return memberOf.filter(({ id }) => id.startsWith('plugin:')).map(({ id }) => id);
}
