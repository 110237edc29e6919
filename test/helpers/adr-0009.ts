/** The table of ADR-0009, "Concrete annotations on the catalog at acceptance time". */
export const descriptors = [
  ['find-skills', 'standard', 'minimal', false],
  ['authentication-gates', 'standard', 'minimal', false],
  ['pdf-extraction', 'standard', 'minimal', false],
  ['agent-browser', 'standard', 'limited', false],
  ['agentic-rag', 'standard', 'limited', false],
  ['execution-debugging', 'raw', 'high', false],
  ['database-operations', 'raw', 'high', true],
  ['weather-api', 'standard', 'minimal', true],
] as const;

/** A SKILL.md with such metadata. */
export function skill(name: string, metadata: Record<string, string>): string {
  const lines = Object.entries(metadata).map(([key, value]) => `  ${key}: "${value}"`);
  const block = lines.length === 0 ? [] : ['metadata:', ...lines];
  return [
    '---',
    `name: ${name}`,
    `description: Does what ${name} says. Use it for that.`,
    ...block,
    '---',
    'Do it.',
    '',
  ].join('\n');
}

/** The eight skills as files of a source. */
export function descriptorFiles(): Record<string, string> {
  return Object.fromEntries(
    descriptors.map(([name, category, tier, stub]) => {
      const metadata = {
        'risk-tier': tier,
        category,
        stub: String(stub),
        ...(stub && { 'stub-reason': 'The real service replaces it.' }),
      };
      return [`mirai/${name}/SKILL.md`, skill(name, metadata)];
    }),
  );
}

/** The source that holds them, and who vouches for it. */
export const firstParty = { 'sources/mirai.yaml': 'local: mirai\n', 'governance/mirai.yaml': 'trust: first-party\n' };
