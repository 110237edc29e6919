import { shorten } from '../../domain/shorten.ts';

/** How harnesses write the folder of the plugin, and Claude Code a file of the project. */
const OWN_FILES = /PLUGIN_ROOT|\$\{extensionPath\}|CLAUDE_PROJECT_DIR\}?["']?[/\\]/;

/** What interpreters are given. */
const SCRIPT = /\.(?:sh|bash|zsh|py|js|mjs|cjs|ts|mts|rb|pl|php|ps1|bat|cmd|exe|jar)$/i;

/** From a root, a home, a variable, an address, an option, or a package with a scope. */
const ELSEWHERE = /^(?:[/~$%@-]|[a-z][a-z0-9+.-]*:)/i;

/** In UTF-16 code units. No real command is longer. */
const LONGEST = 20_000;

/**
 * The first thing in a command that lies beside the entry and not in the plugin that takes it over.
 *
 * @param isServer The folder a server is started in is that of its plugin; a hook runs in the project, where `.` is
 *   everybody's.
 * @returns Undefined where nothing of the kind is seen.
 */
export function boundTo(command: string, isServer: boolean): string | undefined {
  if (command.length > LONGEST || OWN_FILES.test(command)) return shorten(command);
  const words = command.split(/[\s"'`;|&()<>=]+/).filter((word) => word !== '');
  const bound = words.find((word, index) => {
    if (/^\.{1,2}[/\\]/.test(word) || (isServer && /^\.{1,2}$/.test(word))) return true;
    if (ELSEWHERE.test(word)) return false;
    return SCRIPT.test(word) || (index === 0 && /[/\\]/.test(word));
  });
  return bound === undefined ? undefined : shorten(bound);
}
