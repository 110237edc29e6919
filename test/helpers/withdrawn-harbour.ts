import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { advisoriesOf, assembled } from './advisories.ts';
import { type Harbour, outcomeOf } from './harbour.ts';
import { skill } from './memory-tree.ts';

/** A skill of that name. */
export const text = (name: string): string => skill(`name: ${name}\ndescription: Does ${name}.`);
/** The manifest of a plugin of that name. */
export const manifest = (name: string): string =>
  JSON.stringify({ name, description: `Has ${name}.`, version: '1.0.0' });

/** A plugin with the skill `moor`, and the skill `sail` beside it. */
export const quay: Harbour = {
  id: 'quay',
  files: {
    'kit/.claude-plugin/plugin.json': manifest('kit'),
    'kit/skills/moor/SKILL.md': text('moor'),
    'skills/sail/SKILL.md': text('sail'),
  },
};
/** The same skill, word for word. */
export const shed: Harbour = { id: 'shed', files: { 'skills/moor/SKILL.md': text('moor') } };

/** A catalog of these sources, with what advisories affect by their id. */
export async function catalogWith(
  affects: Readonly<Record<string, string>>,
  harbours: readonly Harbour[] = [quay, shed],
): Promise<AssembledCatalog> {
  const outcomes = await Promise.all(harbours.map(outcomeOf));
  return assembled(outcomes, await advisoriesOf(affects));
}

/** `coordinate: advisory`, with the way it came. */
export function down({ withdrawals }: AssembledCatalog): Record<string, string> {
  return Object.fromEntries(
    [...withdrawals.entries].map(([id, { advisory, member, copyOf }]) => [
      id,
      [advisory, member && `with ${member}`, copyOf && `as ${copyOf}`].filter(Boolean).join(' '),
    ]),
  );
}

export const moor = 'skill:quay/moor';
