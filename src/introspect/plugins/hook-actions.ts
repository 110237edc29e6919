import type { HookAction } from '../../domain/evidence.ts';
import { byText } from '../../domain/order.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { publicArguments, publicCommand } from '../public-arguments.ts';
import { publicAddress } from '../secrets.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface FoundActions {
  readonly actions: readonly HookAction[];
  /** The formats that its lists are written in; empty for a form that no harness reads. */
  readonly formats: readonly string[];
}

/** One command for each shell or system (GitHub Copilot); `command` is everybody's. */
const SHELL_KEYS = ['bash', 'powershell', 'linux', 'osx', 'windows'];

/**
 * What runs at which event, from the hooks of any harness: events with groups of hooks (Claude Code and those who follow
 * it), events with commands at once (Cursor), with a command for each shell (Copilot), and lists of objects that name
 * their event themselves, which no harness reads.
 *
 * @param value A whole file, or what stands under `hooks` in a manifest.
 * @param isWholeFile In a file the events have to stand under `hooks`; in a manifest they do already.
 * @param isCopilot Whether the file lies where Copilot looks; it takes `command` for every shell.
 * @returns Undefined where there are no events.
 */
export function findActions(value: unknown, isWholeFile: boolean, isCopilot: boolean): FoundActions | undefined {
  const wrapped = asObject(value)?.['hooks'];
  const events = wrapped ?? value;
  if (Array.isArray(events)) return { actions: events.flatMap(fromListed), formats: [] };
  const fields = asObject(events);
  if (!fields) return undefined;

  const isLoose = isWholeFile && wrapped === undefined;
  const actions: HookAction[] = [];
  const formats = new Set<string>();
  for (const [event, items] of Object.entries(fields)) {
    for (const item of Array.isArray(items) ? items : [items]) {
      // Beside events that are not wrapped stand texts of all sorts: a description, a version, keywords.
      if (isLoose && !asObject(item)) continue;
      const { found, format } = fromItem(event, item, isCopilot);
      actions.push(...found);
      if (format !== undefined && !isLoose && Array.isArray(items)) formats.add(format);
    }
  }
  return { actions, formats: [...formats].toSorted(byText) };
}

function fromItem(event: string, item: unknown, isCopilot: boolean): { found: HookAction[]; format?: string } {
  const fields = asObject(item);
  if (!fields)
    return { found: textsOf(item).map((line) => ({ event, type: 'command', command: publicCommand(line) })) };
  const matcher = matcherOf(fields);
  const { hooks } = fields;
  if (Array.isArray(hooks))
    return { found: hooks.flatMap((hook) => toActions(event, matcher, asObject(hook) ?? {})), format: 'claude-hooks' };
  const commands = commandsOf(fields);
  if (commands.length === 0) return { found: [] };
  const isForShells = SHELL_KEYS.some((key) => Object.hasOwn(fields, key));
  const format = isForShells || isCopilot ? 'copilot-hooks' : 'cursor-hooks';
  return { found: toActions(event, matcher, fields), format };
}

/** `{ event, command }`, or `{ event, action: { type, command } }`. */
function fromListed(item: unknown): HookAction[] {
  const fields = asObject(item) ?? {};
  const event = asText(fields['event']);
  const action = asObject(fields['action']) ?? fields;
  if (event === undefined || commandsOf(action).length === 0) return [];
  return toActions(event, matcherOf(fields), action);
}

function toActions(event: string, matcher: string | undefined, fields: Fields): HookAction[] {
  const commands = commandsOf(fields);
  return (commands.length === 0 ? [undefined] : commands).map((command) => ({
    event,
    ...(matcher !== undefined && { matcher }),
    type: asText(fields['type']) ?? 'command',
    ...(command !== undefined && { command }),
  }));
}

function matcherOf({ matcher }: Fields): string | undefined {
  return asText(matcher) ?? asText(asObject(matcher)?.['tool_name']);
}

/** What is run, asked or called, each once. */
function commandsOf(fields: Fields): string[] {
  const command = asText(fields['command']);
  const args = publicArguments(fields['args']);
  const forShells = SHELL_KEYS.flatMap((key) => textsOf(fields[key]).map(publicCommand));
  if (command !== undefined) return [...new Set([[publicCommand(command), ...args].join(' '), ...forShells])];
  if (forShells.length > 0) return [...new Set(forShells)];
  const url = asText(fields['url']);
  return url === undefined ? textsOf(fields['prompt'] ?? fields['message']) : [publicAddress(url)];
}

function textsOf(value: unknown): string[] {
  const text = asText(value);
  return text === undefined ? [] : [text];
}
