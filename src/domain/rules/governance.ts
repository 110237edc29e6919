import type { Rule } from './rule.ts';

/** What is declared about entries: risk tier, category, stub, lifecycle. */
export const governanceRules = {
  'risk-tier-default': {
    title: 'Nobody has set the risk tier',
    severity: 'info',
    why: 'The tier is a declaration by a person. Where it rests on a default nobody has looked; in a first-party source that is an error.',
    hint: 'Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.',
  },
  'risk-tier-unknown': {
    title: 'The risk tier is not a known one',
    severity: 'error',
    why: 'A tier that nobody knows protects nobody.',
    hint: 'Write minimal, limited or high.',
  },
  'risk-tier-lowered': {
    title: 'A publisher asks for less than what stands',
    severity: 'warning',
    why: 'Publishers can raise a tier, set raw and set stub; only the operator can lower and clear. In sources/, where a pull request can still be mended, it is an error.',
    hint: 'Take the lower word out, or ask the operator to set that value for the entry in governance/.',
  },
  'risk-tier-below-member': {
    title: 'A plugin or workflow has a lower tier than one of its members',
    severity: 'warning',
    why: 'Whoever installs or loads it gets the member with it.',
    hint: 'Raise its tier, or look at that of the member again.',
  },
  'category-unknown': {
    title: 'The category is not a known one',
    severity: 'error',
    why: 'A value that nobody knows cannot be kept to.',
    hint: 'Write standard or raw.',
  },
  'stub-invalid': {
    title: 'stub is neither true nor false',
    severity: 'error',
    why: 'An entry that was meant to be hidden would be offered.',
    hint: 'Write true or false.',
  },
  'stub-reason-missing': {
    title: 'A stub does not say what will replace it',
    severity: 'error',
    why: 'A stub is a placeholder on its way out, not a drawer for things nobody finished.',
    hint: 'Add stubReason (stub-reason below metadata in front matter): what will replace it.',
  },
  'governance-key-misplaced': {
    title: 'Governance keys at the top of the front matter',
    severity: 'info',
    why: 'They are understood here, but the Agent Skills specification allows none of them there and validators refuse the skill.',
    hint: 'Move the key below metadata, as a text in quotes.',
  },
  'attestation-expired': {
    title: 'The attestation of the tier is past its date',
    severity: 'warning',
    why: 'A declaration is made for a time; uses and content move on.',
    hint: 'Look at the entry again and renew the attestation.',
  },
  'attestation-outdated': {
    title: 'The content is newer than the attestation of its tier',
    severity: 'warning',
    why: 'Whoever signed has seen other content than the one that is listed now.',
    hint: 'Look at what has changed, then date the attestation anew, or change the tier.',
  },
  'attestation-without-tier': {
    title: 'An attestation of no tier',
    severity: 'error',
    why: 'Without a tier beside it, a signature covers whatever a publisher or a default says today and tomorrow.',
    hint: 'Write riskTier beside the attestation, in the same entry.',
  },
  'attestation-dates': {
    title: 'The dates of an attestation cannot be',
    severity: 'error',
    why: 'Nobody can have declared anything in the future, and what ends before it begins never held.',
    hint: 'Write the day on which it was made under "on", and a later one under "until".',
  },
  'attestation-missing': {
    title: 'Nobody has put a name to a high tier',
    severity: 'info',
    why: 'A high tier says that somebody has to stay in charge. Readers ask who said so, and for which purpose.',
    hint: 'Add attestation beside riskTier in governance/: by, on, basis, intendedPurpose and until.',
  },
  'tier-below-evidence': {
    title: 'The declared tier is lower than the evidence suggests',
    severity: 'warning',
    why: 'What an entry can do says nothing of its use; but whoever declares a low tier should have seen what it can do.',
    hint: 'Look at the entry again. Raise the tier, or accept this with an exception that says why the tier is right.',
  },
  'status-reason-missing': {
    title: 'A deprecated entry does not say why',
    severity: 'warning',
    why: 'Readers need to know whether to hurry, and what to use instead.',
    hint: 'Add reason, and replacedBy where there is a successor.',
  },
} as const satisfies Record<string, Rule>;
