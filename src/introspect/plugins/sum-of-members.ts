import type { FoundEntry } from '../../domain/entry.ts';
import type { Draft } from '../draft.ts';
import { requestedTools } from '../evidence/requested-tools.ts';

/** What the members of a plugin or workflow ask for and cost, together. */
export function sumOf(members: readonly Draft[]): NonNullable<FoundEntry['ofMembers']> {
  // Of hooks and servers no text is loaded.
  const texts = members.filter(({ kind }) => kind !== 'hook' && kind !== 'mcp_server');
  return {
    tools: members.flatMap(requestedTools),
    described: texts.reduce((sum, { description }) => sum + description.length, 0),
  };
}
