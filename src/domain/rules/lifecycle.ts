import type { Rule } from './rule.ts';

/** What can be wrong with the life of entries: steps of status, aliases, names, and what an earlier commit said. */
export const lifecycleRules = {
  'status-step-illegal': {
    title: 'A status that cannot follow the one before it',
    severity: 'error',
    why: 'Clients act on a status: what was deleted must not come back to life, and what people use is deprecated before it goes.',
    hint: 'Take a step that is allowed: draft to active or deleted, active to draft or deprecated, deprecated to active or deleted.',
  },
  'revision-unknown': {
    title: 'Something is said about a revision that does not exist',
    severity: 'error',
    why: 'A status that meets no revision leaves the one it was meant for without it.',
    hint: 'Correct the number, or run "skillyard sync" first.',
  },
  'alias-deleted-revision': {
    title: 'An alias points to a deleted revision',
    severity: 'error',
    why: 'Whoever follows the alias would be sent to content that has been taken back.',
    hint: 'Point it to another revision, or remove it.',
  },
  'replacement-invalid': {
    title: 'The replacement cannot replace anything',
    severity: 'error',
    why: 'A reader who is sent on must arrive at something else, and at something that can be had.',
    hint: 'Give the coordinate of another entry that is not deleted, or leave replacedBy out.',
  },
  'rename-conflict': {
    title: 'A former name that somebody else has',
    severity: 'error',
    why: 'Pages and installed copies follow a former name; it can lead to one entry only, and never past one that is listed.',
    hint: 'Let one entry claim the name, and none that is still listed.',
  },
  'plugin-brings-draft': {
    title: 'A plugin brings a revision that is held back',
    severity: 'warning',
    why: 'Whoever installs the plugin gets the newest content of all its parts, also of one whose newest revision is a draft or deleted.',
    hint: 'Say the same of the newest revision of the plugin, under "revisions" in the same file.',
  },
  'listing-removed': {
    title: 'A change takes something out of the catalog',
    severity: 'warning',
    why: 'Installed copies get nothing new, and nobody who reads the request would see it among the other files.',
    hint: 'Nothing, if that is meant; to say what to use instead, deprecate it first.',
  },
  'rename-unknown': {
    title: 'A former name that was never listed',
    severity: 'warning',
    why: 'No page, index or installed copy knows the name, so there is nothing that could be led on.',
    hint: 'Correct the name; it is the one the entry was listed under here, without the kind.',
  },
  'governed-entry-gone': {
    title: 'An entry that was judged is gone, and new ones have come',
    severity: 'warning',
    why: 'Tiers, stubs, statuses and advisories hold for a name and a content. Under another name, the same thing is offered as if nothing had been said of it.',
    hint: 'Look whether one of the new entries is the same thing under another name, and say it of that one too before it is published.',
  },
  'operator-only': {
    title: "A key that is the operator's",
    severity: 'error',
    why: 'Trust, aliases, attestations and exceptions are judgements about a source; a source cannot pass them on itself.',
    hint: 'Take the key out and ask the operator to say it in governance/.',
  },
  'statement-lowered': {
    title: 'A publisher takes back what it has declared',
    severity: 'error',
    why: 'Publishers can raise a tier, set raw and set stub; what they have once declared only the operator can lower or clear.',
    hint: 'Restore the word, or ask the operator to set the value in governance/.',
  },
  'source-repointed': {
    title: 'A source leads to another repository',
    severity: 'error',
    why: 'Names, revisions, trust and attestations were earned by the content of one repository; another must not inherit them unseen.',
    hint: 'Submit the new place under an id of its own, or ask the operator to look at it and to change governance/ along with it.',
  },
  'lock-conflict': {
    title: 'Two branches have locked the same revision',
    severity: 'error',
    why: 'A number that means two contents means neither; whoever pinned it would get the one or the other.',
    hint: 'Take the lock of the branch that is merged into and run "skillyard sync" again.',
  },
  'operator-file-changed': {
    title: "A change touches files that are the operator's",
    severity: 'warning',
    why: 'A submission adds or edits sources/<id>.yaml and nothing else. Judgements, policy, pages, locks and workflows take effect for everybody, so a request that changes them along with a source has to be read with that in mind.',
    hint: 'If you submit a source, take these files out of the change. If you are the operator, look at each of them.',
  },
  'source-finds-judgements': {
    title: 'A new source finds what was said before it came',
    severity: 'warning',
    why: 'Trust, exceptions and names that wait under an id are taken by whoever submits that id first.',
    hint: 'The operator looks whether this is the source that was meant, before it is merged.',
  },
  'base-not-compared': {
    title: 'There is no earlier state to compare with',
    severity: 'warning',
    why: 'What a change takes back shows only beside what stood there before.',
    hint: 'Fetch the history: fetch-depth: 0 for actions/checkout, or "git fetch --unshallow".',
  },
} as const satisfies Record<string, Rule>;
