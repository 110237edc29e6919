import { expect, test } from 'vitest';
import { limitClaude } from '../../../src/assemble/offers/limit-claude.ts';
import { catalogOf } from '../../helpers/harbour.ts';
import { skill } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

test('what goes first stays in the marketplace of Claude Code, and what does not is told of', async () => {
  const files = Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [`${name}/SKILL.md`, skill(`name: ${name}\ndescription: ${name}.\nlicense: MIT`)]),
  );
  const { offers } = await catalogOf([{ files }]);
  expect(limitClaude(offers.claude)).toEqual({ offers: offers.claude, diagnostics: [] });
  const few = limitClaude(offers.claude, 2000);
  expect(few.offers.map(({ as }) => as)).toEqual(['a', 'b']);
  expect(messages([...few.diagnostics])).toMatchInlineSnapshot(
    `"info offer-limited catalog.yaml The marketplace of Claude Code lists 2 of 3 plugins and skills: Claude Code reads no larger file. | Nothing; the others can be had in the ways that their pages name."`,
  );
});
