import { placeSkill } from './place-skill.ts';
import { makeAdapter } from './make-adapter.ts';

/** The folder that many harnesses read beside their own, `.agents/skills`. It is Codex's first one. */
export const agents = makeAdapter({
  id: 'agents',
  title: 'The shared folder .agents',
  signs: { project: ['.agents'], user: ['.agents'] },
  holds: { project: ['skill'], user: ['skill'] },
  rules: { skill: placeSkill('codex') },
});
