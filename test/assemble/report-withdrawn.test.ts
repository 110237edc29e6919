import { expect, test } from 'vitest';
import { findCopies } from '../../src/assemble/find-copies.ts';
import { type Coordinate } from '../../src/domain/coordinate.ts';
import { assembled } from '../helpers/advisories.ts';
import { type Harbour, outcomeOf } from '../helpers/harbour.ts';
import { messages } from '../helpers/message.ts';
import { skill } from '../helpers/memory-tree.ts';
import { catalogWith, down, moor, quay, shed } from '../helpers/withdrawn-harbour.ts';

test('what leads to nothing is said, with its place', async () => {
  const { diagnostics, withdrawals } = await catalogWith({
    one: 'affects: [{ entry: skill:quay/more }, { entry: skill:quay/sail, revisions: 2- }]\nreplacement: skill:quay/sial',
    two: 'affects:\n  - { entry: skill:quay/sail, revisions: 1-4 }\nreplacement: skill:quay/sail',
  });
  expect(withdrawals.entries.get('skill:quay/sail')).not.toHaveProperty('replacement');
  const said = diagnostics.filter(({ at }) => at.file.startsWith('advisories/'));
  expect(messages(said)).toMatchInlineSnapshot(`
    "error advisory-target-unknown advisories/one.yaml:4:13 "skill:quay/more" was never listed here, so nothing is withdrawn by this name. | Did you mean "skill:quay/moor"?
    error advisory-revision-unknown advisories/one.yaml:4:65 skill:quay/sail has one revision, so nothing of it is withdrawn. | Correct the range; write 3- for revision 3 and all that follow.
    error replacement-unknown advisories/one.yaml:5:1 "skill:quay/sial" is not listed. | Did you mean "skill:quay/sail"?
    error advisory-revision-unknown advisories/two.yaml:5:31 skill:quay/sail has one revision, so only those up to 1 are withdrawn. | Correct the range; write 3- for revision 3 and all that follow.
    error replacement-withdrawn advisories/two.yaml:6:1 "skill:quay/sail" is withdrawn itself. | Name another entry, or leave replacement out.
    info entry-withdrawn advisories/two.yaml:4:1 [skill:quay/sail] skill:quay/sail is withdrawn: It sends keys away. | Nothing, if that is meant. A withdrawal ends when its advisory is deleted or narrowed, or the status changed."
  `);
});

test('a stub that is named to be used instead is told of', async () => {
  const stub = skill('name: later\ndescription: Comes later.\nmetadata: { stub: "true", stub-reason: Soon. }');
  const pier: Harbour = { id: 'pier', files: { 'skills/later/SKILL.md': stub } };
  const { diagnostics } = await catalogWith(
    { one: 'affects: [{ entry: skill:quay/sail }]\nreplacement: skill:pier/later' },
    [quay, shed, pier],
  );
  expect(messages(diagnostics.filter(({ rule }) => rule.startsWith('replacement-')))).toMatchInlineSnapshot(
    `"warning replacement-invalid advisories/one.yaml:5:1 "skill:pier/later" is a stub, which stands in for something that is still to come. | Name an entry that can be used, or leave replacement out."`,
  );
});

test('aliases and workflows that lead to something withdrawn are told of', async () => {
  const flow: Harbour = {
    id: 'flow',
    files: {
      '.ambient/ambient.json': JSON.stringify({
        name: 'Flow',
        description: 'Moors ships.',
        systemPrompt: 'Moor.',
        sources: [{ url: 'https://github.com/acme/quay', path: 'kit/skills/moor' }],
      }),
    },
  };
  const listed: Harbour = {
    ...quay,
    source: 'git: https://github.com/acme/quay\n',
    governance: 'entries:\n  "skill:moor": { aliases: { production: 1 } }\n',
  };
  const catalog = await catalogWith({ leak: `affects: [{ entry: ${moor} }]` }, [listed, flow, shed]);
  expect(Object.keys(down(catalog))).not.toContain('workflow:flow/flow');
  const rules = new Set(['alias-withdrawn', 'reference-withdrawn', 'entry-withdrawn']);
  expect(messages(catalog.diagnostics.filter(({ rule }) => rules.has(rule)))).toMatchInlineSnapshot(`
    "warning reference-withdrawn source:.ambient/ambient.json:1:79 [workflow:flow/flow] "moor" brings skill:quay/moor, which is withdrawn: It sends keys away. | Take it out of the workflow, or refer to its replacement.
    info entry-withdrawn advisories/leak.yaml:4:1 [plugin:quay/kit] plugin:quay/kit is withdrawn with its member skill:quay/moor: It sends keys away. | Nothing, if that is meant. A withdrawal ends when its advisory is deleted or narrowed, or the status changed.
    info entry-withdrawn advisories/leak.yaml:4:1 [skill:quay/moor] skill:quay/moor is withdrawn: It sends keys away. | Nothing, if that is meant. A withdrawal ends when its advisory is deleted or narrowed, or the status changed.
    warning alias-withdrawn governance/quay.yaml:2:30 [skill:quay/moor] "production" points to revision 1, which is withdrawn by leak. | Point the alias to a good revision.
    info entry-withdrawn advisories/leak.yaml:4:1 [skill:shed/moor] skill:shed/moor is withdrawn, because its content is that of skill:quay/moor: It sends keys away. | Nothing, if that is meant. A withdrawal ends when its advisory is deleted or narrowed, or the status changed."
  `);
});

test('what is withdrawn goes first among copies only where all are', async () => {
  const { entries } = assembled(
    await Promise.all([{ ...quay, governance: 'trust: first-party' }, shed].map(outcomeOf)),
  );
  const first = (...withdrawn: Coordinate[]) => Object.fromEntries(findCopies(entries, new Set(withdrawn)));
  expect(first()).toEqual({ 'skill:shed/moor': moor });
  expect(first(moor)).toEqual({ [moor]: 'skill:shed/moor' });
  expect(first(moor, 'skill:shed/moor')).toEqual({ 'skill:shed/moor': moor });
});
