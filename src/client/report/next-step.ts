import type { FullEntry } from '../../domain/index-v1.ts';
import { needsPlugin, pluginsOf } from '../resolve/needs-plugin.ts';

/**
 * What to type after reading about an entry: how it is installed, or the plugin that brings it where it cannot be had alone.
 *
 * @returns Nothing where there is no way to have it.
 */
export function nextSteps(record: FullEntry, revision: number): string[] {
  if (record.withdrawn || record.status === 'deleted') return [];
  if (!canBeHad(record, revision) || needsPlugin(record))
    return pluginsOf(record).map((id) => `skillyard install ${id}`);
  return [`skillyard install ${record.id}${revision === record.revision ? '' : `@${revision}`}`];
}

function canBeHad({ distribution, document, kind, revision, revisions }: FullEntry, asked: number): boolean {
  const isLatest = asked === revision;
  const isPart = kind === 'hook' || kind === 'mcp_server';
  if (isLatest && (isPart ? document?.text !== undefined : (distribution.archives ?? []).length > 0)) return true;
  const commit =
    revisions.find((one) => one.revision === asked)?.commit ?? (isLatest ? distribution.git?.commit : undefined);
  return distribution.git !== undefined && commit !== undefined;
}
