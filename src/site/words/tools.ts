import type { FullEntry } from '../../domain/index-v1.ts';

type Judged = Pick<FullEntry, 'kind' | 'formats' | 'evidence' | 'frontMatter' | 'members'>;

/** What a list of tools means, which depends on who reads it. */
export function toolsTitle({ kind, formats }: Pick<Judged, 'kind' | 'formats'>): string {
  if (kind === 'plugin' || kind === 'workflow') return 'Tools its members name';
  if (kind !== 'subagent') return 'Tools it may use unasked';
  // A map of what is on and off, in which what is not named is on.
  return formats.includes('opencode-subagent') ? 'Tools it names' : 'Tools it has';
}

/**
 * What was looked for and not found, in words that claim no more than that: Markdown can tell a model to do anything.
 *
 * @returns Undefined where something was found, or where the members of an entry say it.
 */
export function nothingFound(entry: Judged): string | undefined {
  const { kind, members, evidence } = entry;
  const { tools, scripts, hooks, servers } = evidence;
  if (members.length > 0 || tools.length + scripts.length + hooks.length + servers.length > 0) return undefined;
  if (kind !== 'subagent') return 'No tools asked for, and no scripts, hooks or servers found.';
  const limits = hasAllTools(entry) ? 'It names no tools, so it has all that its harness gives it.' : 'No tools named.';
  return `${limits} No scripts, hooks or servers found.`;
}

/**
 * The other things that were looked for and not found, by their names.
 *
 * @param isSaid `nothingFound` has said it of tools, scripts, hooks and servers already.
 */
export function notFound({ kind, evidence }: Judged, isSaid: boolean): string[] {
  const { tools, scripts, hooks, servers, hosts, packages, variables } = evidence;
  const named = [
    // A subagent that names none may have them all.
    ...(isSaid || kind === 'subagent' ? [] : [{ name: 'tools', things: tools }]),
    ...(isSaid
      ? []
      : [
          { name: 'scripts', things: scripts },
          { name: 'hooks', things: hooks },
          { name: 'MCP servers', things: servers },
        ]),
    { name: 'hosts', things: hosts },
    { name: 'packages', things: packages },
    { name: 'environment variables', things: variables },
  ];
  return named.flatMap(({ name, things }) => (things.length === 0 ? [name] : []));
}

/** Claude Code gives a subagent all tools where its file neither lists nor excludes any. */
function hasAllTools({ formats, frontMatter }: Judged): boolean {
  const said = Object.keys(frontMatter ?? {}).some((key) => /tools/i.test(key));
  return formats.every((format) => format === 'claude-subagent') && !said;
}
