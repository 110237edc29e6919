import type { Rule } from './rule.ts';

/** What can be wrong with the plugins that the operator puts together. */
export const assembledRules = {
  'plugin-name-invalid': {
    title: 'The file name is not the name of a plugin',
    severity: 'error',
    why: 'The name of the file is the name of the plugin, in coordinates, in addresses and in every harness.',
    hint: 'Rename the file: lower-case letters, digits and single dashes, at most 64 characters, without the name of the maker of a harness.',
  },
  'plugin-member-kind': {
    title: 'A plugin cannot hold this kind',
    severity: 'error',
    why: 'No harness loads a plugin inside a plugin, and what a workflow loads is decided when it runs.',
    hint: 'List the members of it one by one.',
  },
  'plugin-member-duplicate': {
    title: 'Two members under one name',
    severity: 'error',
    why: 'They would lie in one place of the plugin, and one of them would be lost.',
    hint: 'Take one out, or give it another name: { entry: skill:acme/pdf, as: acme-pdf }.',
  },
  'plugin-member-unknown': {
    title: 'A member that is not listed',
    severity: 'error',
    why: 'Only what this catalog has locked can be pinned and put into a plugin.',
    hint: 'Correct the coordinate, or list its source first.',
  },
  'plugin-member-unresolved': {
    title: 'A member without a revision that may be used',
    severity: 'error',
    why: 'A member without a pin means the latest active revision, never a draft or a deprecated one; what was deleted or taken back is in no plugin.',
    hint: 'Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.',
  },
  'plugin-member-not-active': {
    title: 'A member is pinned to a revision that is not active',
    severity: 'info',
    why: 'A pin is meant as it is written, so a draft or deprecated revision goes into the plugin.',
    hint: 'Nothing if that is meant; else pin an active revision, or none.',
  },
  'plugin-member-format': {
    title: 'A member that harnesses would not read in a plugin',
    severity: 'error',
    why: 'The plugin is written for Claude Code and for Agent Plugins 1.0. A file in the form of another harness would lie in it without effect.',
    hint: 'Take the member out, or list the entry in the form of Claude Code.',
  },
  'plugin-member-bound': {
    title: 'A member that needs the plugin it comes from',
    severity: 'error',
    why: 'It runs or reads files that lie beside it in its own plugin. Without them it fails when it is used.',
    hint: 'Offer the plugin it comes from instead, and take this member out.',
  },
  'plugin-member-secret': {
    title: 'A member whose configuration cannot be copied',
    severity: 'error',
    why: 'What looks like a key is never published, and without it the server would not work.',
    hint: 'Ask its publisher to read the value from an environment variable.',
  },
  'plugin-member-name': {
    title: 'A member that cannot be renamed',
    severity: 'error',
    why: 'Harnesses want the name in a SKILL.md to be that of its folder, and the line with the name is not one that can be changed without doubt.',
    hint: 'List it under the name that stands in its front matter.',
  },
  'plugin-members-behind': {
    title: 'A plugin with members that have moved on',
    severity: 'info',
    why: 'A version keeps the members it was locked with.',
    hint: 'Raise "version" to take up what is new.',
  },
  'plugin-version-reused': {
    title: 'A version with other content',
    severity: 'error',
    why: 'One version is one set of members with one content; whoever has installed it would never see the change.',
    hint: 'Raise "version", or take the change back.',
  },
  'plugin-version-lower': {
    title: 'A version lower than the locked one',
    severity: 'error',
    why: 'Harnesses take a higher version for the newer one and would never offer this one.',
    hint: 'Write a version higher than the locked one.',
  },
  'plugin-pending': {
    title: 'A plugin that waits for a sync',
    severity: 'info',
    why: 'Members are resolved and frozen by "skillyard sync"; until then the version before it is published, if there is one.',
    hint: 'Run "skillyard sync" and commit the locks.',
  },
  'plugin-copy-withheld': {
    title: 'A plugin whose files are not offered here',
    severity: 'info',
    why: 'Copies are offered only where the licences of all members and the policy of this catalog allow them, where no credential was found, and where no file would run as a page of this site (HTML, SVG, XML).',
    hint: 'Look at the files and licences of the members that are named; the operator can allow a licence in catalog.yaml, or copies of a source with "mirror: always".',
  },
} as const satisfies Record<string, Rule>;
