import type { MemberContent } from '../../domain/composed.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { asObject } from '../../domain/untyped.ts';
import { boundTo } from './bound-files.ts';
import { type Part, refuse } from './member-problem.ts';

/** The hooks of one member: events with their groups, in the order of its file. */
export type Hooks = ReadonlyMap<string, readonly unknown[]>;

/** Levels of objects and lists. Real hooks have six. */
const DEEPEST = 20;

/** Reads the hooks of a member in the form of Claude Code, the only one that can be merged. */
export function hooksOf({ entry, files }: MemberContent): Part<Hooks> {
  const events = eventsIn(entry.canonical ?? decode(files[0]?.bytes));
  const isClaude = entry.formats.length === 1 && entry.formats[0] === 'claude-hooks';
  if (!events || !isClaude)
    return refuse('plugin-member-format', 'Its hooks are not written in the form of Claude Code alone.');
  // What is shown of them is without what may be a key; where that is less, it would be missing in a copy or be in it.
  const shown = eventsIn(entry.definition.text);
  const hooks = new Map<string, readonly unknown[]>();
  for (const [event, groups] of Object.entries(events)) {
    if (!Array.isArray(groups)) return refuse('plugin-member-format', 'Its hooks are not lists of groups.');
    const strings: string[] = [];
    if (!collectStrings(groups, DEEPEST, strings))
      return refuse('plugin-member-format', 'Its hooks are nested too deeply.');
    const bound = strings.map((text) => boundTo(text, false)).find((text) => text !== undefined);
    if (bound !== undefined) return refuse('plugin-member-bound', `It uses ${bound}, which lies beside it.`);
    if (canonicalJson(groups) !== canonicalJson(shown?.[event] ?? null))
      return refuse('plugin-member-secret', 'Its hooks hold what may be a key and are not copied.');
    hooks.set(event, groups);
  }
  return { value: hooks, problems: [] };
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}

function eventsIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return asObject(asObject(value)?.['hooks'] ?? value);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A matcher is a pattern of tool names, a prompt is for a model: neither names files that are run. */
const NOT_RUN = new Set(['matcher', 'prompt', 'description', 'statusMessage', 'if']);

/**
 * Collects the commands and other texts of hooks.
 *
 * @returns False where they are nested deeper than that.
 */
function collectStrings(value: unknown, depth: number, found: string[]): boolean {
  if (typeof value === 'string') found.push(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth > 0 &&
    Object.entries(value).every(
      ([key, item]) => (typeof item === 'string' && NOT_RUN.has(key)) || collectStrings(item, depth - 1, found),
    )
  );
}

/** All hooks of a plugin, event by event, the groups in the order of the members. */
export function mergeHooks(all: readonly Hooks[]): Record<string, unknown> {
  const merged = new Map<string, unknown[]>();
  for (const hooks of all)
    for (const [event, groups] of hooks) merged.set(event, (merged.get(event) ?? []).concat(groups));
  return { hooks: Object.fromEntries(merged) };
}
