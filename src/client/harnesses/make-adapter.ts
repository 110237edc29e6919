import { Kind, kindWords } from '../../domain/kind.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Adapter, Surroundings } from '../model/adapter.ts';
import type { Content } from '../model/content.ts';
import { skip } from './placement.ts';
import { type Rules, takeApart } from './take-apart.ts';

interface Traits {
  readonly id: string;
  readonly title: string;
  /** Files and folders that show that the harness is used; the home folder shows it for the scope `user`. */
  readonly signs: Readonly<Record<Scope, readonly string[]>>;
  /** The kinds it has a place for. */
  readonly holds: Readonly<Record<Scope, readonly Kind[]>>;
  readonly rules: Rules;
  /** A plugin as one folder; undefined where this one has to be taken apart. */
  readonly whole?: (content: Content, scope: Scope) => Placement | undefined;
}

/** An adapter from what is particular to one harness. Plugins it holds always: as a folder, or part by part. */
export function makeAdapter({ id, title, signs, holds, rules, whole }: Traits): Adapter {
  const noRule = (kind: Kind): string =>
    kind === 'workflow'
      ? 'A workflow is no part of a harness: use skillyard workflow load.'
      : `${title} has no place for ${kindWords[kind].labelPlural.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}.`;
  return {
    id,
    title,
    holds: { project: withPlugins(holds.project), user: withPlugins(holds.user) },
    detect: (around: Surroundings, scope) =>
      signs[scope].some((path) => (scope === 'user' ? around.inHome(path) : around.inProject(path))),
    place(content, scope) {
      if (content.kind === 'plugin') return whole?.(content, scope) ?? takeApart(content, scope, rules, noRule);
      const transport = content.evidence.servers[0]?.transport;
      const item = { part: content, what: content.id, isApart: false, transport };
      return rules[content.kind]?.(item, scope) ?? skip(item, noRule(content.kind));
    },
  };
}

function withPlugins(kinds: readonly Kind[]): Kind[] {
  return Kind.options.filter((kind) => kind === 'plugin' || kinds.includes(kind));
}
