import { expect, test } from 'vitest';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const one = (name: string) => ({
  [`${name}/SKILL.md`]: skill(`name: ${name}\ndescription: The ${name}.\nmetadata: { risk-tier: minimal }`),
});

async function said(publisher: string, operator: string): Promise<string> {
  const { diagnostics } = await catalogOf([
    {
      files: { ...one('tides'), ...one('log'), ...one('gone') },
      source: `local: harbour\nentries:\n  skill:tides: ${publisher}\n`,
      governance: `entries:\n  skill:gone: { status: deleted, reason: Bad. }\n  skill:tides: ${operator}\n`,
    },
  ]);
  return messages(diagnostics.filter(({ rule }) => rule.startsWith('replacement-')));
}

test('a replacement is another listed entry', async () => {
  const operator = '{ revisions: { 1: { status: draft, replacedBy: "skill:harbour/log" } } }';
  expect(await said('{ replacedBy: "skill:harbour/log" }', operator)).toBe('');
});

test('both parties are looked at, for the whole entry and for revisions', async () => {
  const publisher = (to: string): string =>
    `{ status: deprecated, reason: Old., replacedBy: "${to}", revisions: { 1: { status: draft, replacedBy: "${to}" } } }`;
  expect(await said(publisher('skill:harbour/lag'), publisher('skill:harbour/lag'))).toMatchInlineSnapshot(`
    "error replacement-unknown governance/harbour.yaml:3:52 [skill:harbour/tides] "skill:harbour/lag" is not listed. | Did you mean "skill:harbour/log"?
    error replacement-unknown governance/harbour.yaml:3:118 [skill:harbour/tides] "skill:harbour/lag" is not listed. | Did you mean "skill:harbour/log"?
    error replacement-unknown sources/harbour.yaml:3:52 [skill:harbour/tides] "skill:harbour/lag" is not listed. | Did you mean "skill:harbour/log"?
    error replacement-unknown sources/harbour.yaml:3:118 [skill:harbour/tides] "skill:harbour/lag" is not listed. | Did you mean "skill:harbour/log"?"
  `);
  expect(await said(publisher('skill:harbour/tides'), '{ replacedBy: "skill:harbour/gone" }')).toMatchInlineSnapshot(`
    "error replacement-invalid governance/harbour.yaml:3:18 [skill:harbour/tides] skill:harbour/gone is deleted. | Give the coordinate of another entry that is not deleted, or leave replacedBy out.
    error replacement-invalid sources/harbour.yaml:3:52 [skill:harbour/tides] skill:harbour/tides cannot replace itself. | Give the coordinate of another entry that is not deleted, or leave replacedBy out.
    error replacement-invalid sources/harbour.yaml:3:120 [skill:harbour/tides] skill:harbour/tides cannot replace itself. | Give the coordinate of another entry that is not deleted, or leave replacedBy out."
  `);
});
