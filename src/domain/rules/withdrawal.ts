import type { Rule } from './rule.ts';

/** What can be wrong with a withdrawal, and what one reaches. */
export const withdrawalRules = {
  'advisory-id-invalid': {
    title: 'The file name is not an advisory id',
    severity: 'error',
    why: 'The name of the file is the id of the advisory; it stands in the index and in what clients tell their users.',
    hint: 'Rename the file: lower-case letters, digits and single dashes, at most 64 characters.',
  },
  'advisory-ineffective': {
    title: 'An advisory does not withdraw what it was meant to',
    severity: 'error',
    why: 'Whoever wrote it believes that something is out of reach which is still offered. Until it is mended nothing is published; what was published before stays as it is.',
    hint: 'Below affects, list maps with entry: kind:source/name (and revisions: 2-4 where only some are meant), or with digest: and 64 hex digits.',
  },
  'advisory-incomplete': {
    title: 'An advisory with an error holds as far as it is understood',
    severity: 'error',
    why: 'A withdrawal must not fail for a typing slip. Until it is mended it reaches rather too much: without readable revisions all of them, without a readable severity as a critical one.',
    hint: 'Mend what the other messages about this file say.',
  },
  'advisory-target-unknown': {
    title: 'An advisory names an entry that was never listed',
    severity: 'error',
    why: 'It withdraws nothing by that name; the entry it was meant for is still offered.',
    hint: 'Correct the coordinate. Where its source is no longer in the catalog, name the digest instead.',
  },
  'advisory-revision-unknown': {
    title: 'An advisory names revisions that do not exist',
    severity: 'error',
    why: 'Revisions that nobody has seen yet cannot be judged; a slip here leaves the bad one on offer.',
    hint: 'Correct the range; write 3- for revision 3 and all that follow.',
  },
  'advisory-digest-unknown': {
    title: 'An advisory names content that was never listed here',
    severity: 'info',
    why: 'It withdraws nothing in this catalog. Clients still warn of copies from elsewhere.',
    hint: 'Nothing, if that is meant; else compare the digest with that of the revision.',
  },
  'replacement-withdrawn': {
    title: 'The replacement is withdrawn itself',
    severity: 'error',
    why: 'Readers would be sent from one bad thing to the next, so nobody is sent there.',
    hint: 'Name another entry, or leave replacement out.',
  },
  'alias-withdrawn': {
    title: 'An alias points to a withdrawn revision',
    severity: 'warning',
    why: 'Clients that follow the alias are refused and get nothing.',
    hint: 'Point the alias to a good revision.',
  },
  'reference-withdrawn': {
    title: 'A workflow refers to something withdrawn',
    severity: 'warning',
    why: 'The workflow loads it by itself, past this catalog and its warnings.',
    hint: 'Take it out of the workflow, or refer to its replacement.',
  },
  'advisory-ended': {
    title: 'An advisory is gone',
    severity: 'warning',
    why: 'What it took back is offered again, everywhere at once.',
    hint: 'Nothing, if the danger is over. To end it for some revisions only, keep the file and narrow "revisions".',
  },
  'entry-withdrawn': {
    title: 'An entry is withdrawn',
    severity: 'info',
    why: 'It has left every list that is offered; its page and its record say why. Everything it took down with it is told of in the same way.',
    hint: 'Nothing, if that is meant. A withdrawal ends when its advisory is deleted or narrowed, or the status changed.',
  },
} as const satisfies Record<string, Rule>;
