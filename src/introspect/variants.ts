import { by } from '../domain/order.ts';
import type { Bindings } from './assign-names.ts';
import { type Draft, draftKey } from './draft.ts';

/** `skills` at the root goes first, then the shared folder, then Claude's, then the others in the order of the alphabet. */
const ORDER = ['', '.agents', '.claude'];

interface HarnessPath {
  /** What two copies for two harnesses have in common. */
  readonly common: string;
  readonly harness: string;
}

/**
 * Folds the copies that a source keeps of one skill, subagent or command for several harnesses (`.claude/skills/x`,
 * `.agents/skills/x`) into one entry with variants. The copy that the ledger has given a name stays the entry when a
 * better one is added, for a name stays bound to its path.
 */
export function foldVariants(drafts: readonly Draft[], bindings: Bindings): Draft[] {
  const groups = new Map<string, { draft: Draft; harness: string }[]>();
  const alone: Draft[] = [];
  for (const draft of drafts) {
    const path = harnessPath(draft);
    if (!path) {
      alone.push(draft);
      continue;
    }
    const key = `${draft.kind} ${path.common} ${draft.wanted}`;
    groups.set(key, [...(groups.get(key) ?? []), { draft, harness: path.harness }]);
  }
  const folded = [...groups.values()].map((group): Draft => {
    const [first, ...others] = group.toSorted(
      by(({ draft, harness }) => `${bindings.has(draftKey(draft)) ? 0 : 1} ${rank(harness)}`),
    );
    const variants = others.map(({ draft }) => draft.path);
    return { ...(first as { draft: Draft }).draft, ...(variants.length > 0 && { variants }) };
  });
  return [...alone, ...folded];
}

function harnessPath({ kind, path }: Draft): HarnessPath | undefined {
  const match =
    /^(?<above>(?:.*?\/)??)(?:(?<harness>\.[a-z][\w-]*)\/)?(?<what>skills|agents?|commands?)\/(?<rest>.+)$/i.exec(
      path,
    )?.groups;
  const { above = '', harness = '', what = '', rest = '' } = match ?? {};
  const expected = { skill: 'skills', subagent: 'agents', command: 'commands' }[kind as string];
  if (!match || (what !== expected && `${what}s` !== expected)) return undefined;
  // One agent is `reviewer.md` here, `reviewer.agent.md` and `reviewer.toml` there.
  const common = kind === 'skill' ? rest : rest.replace(/(?:\.agent)?\.(?:md|toml)$/i, '');
  return { common: `${above}|${common}`, harness };
}

function rank(harness: string): string {
  const place = ORDER.indexOf(harness);
  return `${place === -1 ? ORDER.length : place} ${harness}`;
}
