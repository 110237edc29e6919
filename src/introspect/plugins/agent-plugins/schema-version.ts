/** The versions of the Agent Plugins specification whose rules are known here. */
export const SUPPORTED_VERSIONS: readonly string[] = ['1.0.0'];

/**
 * The version that a canonical schema identifier stands for (Agent Plugins 1.0, sections 5.2 and 7.2.1). The identifier
 * is compared as a text and never fetched.
 *
 * @param document Which of the two schemas it has to name.
 * @returns The version, supported or not; undefined for anything that is not a canonical identifier.
 */
export function schemaVersion(value: unknown, document: 'plugin' | 'mcp'): string | undefined {
  if (typeof value !== 'string' || value.length > 200) return undefined;
  const [, version, name] =
    /^https:\/\/agent-plugins\.org\/schemas\/(\d+\.\d+\.\d+[0-9A-Za-z.+-]*)\/([a-z]+)\.schema\.json$/.exec(value) ?? [];
  return name === document ? version : undefined;
}

/** The identifier that a document has to carry. */
export function schemaId(document: 'plugin' | 'mcp', version = '1.0.0'): string {
  return `https://agent-plugins.org/schemas/${version}/${document}.schema.json`;
}
