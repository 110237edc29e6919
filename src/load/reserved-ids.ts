/** Names that this generator keeps for what a catalog itself puts together. */
const ownIds: ReadonlySet<string> = new Set(['catalog']);

/** Who keeps a reserved name, as the subject of "reserved by". */
export function reservedBy(id: string): string {
  return ownIds.has(id) ? 'Skillyard itself' : 'a harness';
}

/** Marketplace names that harnesses keep for themselves or refuse, as far as they are documented or were observed. */
export const reservedCatalogIds: ReadonlySet<string> = new Set([
  'agent-skills',
  'anthropic-agent-skills',
  'anthropic-marketplace',
  'anthropic-plugin-directory',
  'anthropic-plugins',
  'builtin',
  'cargo',
  'catalog',
  'claude-code-marketplace',
  'claude-code-plugins',
  'claude-community',
  'claude-for-financial-services',
  'claude-for-legal',
  'claude-plugin-directory',
  'claude-plugin-test',
  'claude-plugins-community',
  'claude-plugins-official',
  'claude-tag-plugins',
  'financial-services-plugins',
  'first-party-plugins',
  'gh',
  'github',
  'healthcare',
  'inline',
  'knowledge-work-plugins',
  'life-sciences',
  'npm',
  'pip',
  'skills-dir',
  'synced',
  'uv',
]);
