import type { HookAction } from '../../domain/evidence.ts';

/**
 * Claude Code runs what stands between backticks behind an exclamation mark, Gemini CLI what stands in braces. Behind a
 * letter the mark belongs to a word, as in the name of a macro of Rust.
 */
const FORMS = { backticks: /(?<![^\s(:[*_>])!`([^`\n]{1,1000})`/g, braces: /!\{([^{}\n]{1,1000})\}/g } as const;

/** No real command runs as many. */
const MOST = 100;

/**
 * The shell lines that run by themselves when a command or skill is called, before any model reads it. What stands in a
 * fenced block is taken for an example.
 */
export function callActions(body: string, form: keyof typeof FORMS): HookAction[] {
  const found = new Set<string>();
  let fence: string | undefined;
  for (const line of body.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    if (fence !== undefined || !line.includes('!')) continue;
    for (const [, command = ''] of line.matchAll(FORMS[form])) found.add(command.trim());
    if (found.size > MOST) break;
  }
  return [...found].slice(0, MOST).map((command) => ({ event: 'call', type: 'command', command }));
}
