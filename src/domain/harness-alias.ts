import type { Harness } from './harness.ts';

/** Shorter names by which people call harnesses. They stand by themselves, as the search in browsers takes them too. */
export const harnessAliases: Readonly<Record<string, Harness>> = {
  claude: 'claude-code',
  gemini: 'gemini-cli',
  copilot: 'github-copilot',
};

/** The id that a name stands for; the name itself where it stands for none. */
export function harnessId(name: string): string {
  return (Object.hasOwn(harnessAliases, name) ? harnessAliases[name] : undefined) ?? name;
}
