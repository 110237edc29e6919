import type { Rule } from './rule.ts';

/** What keeps an entry from a surface that harnesses read, or changes its name there. */
export const offerRules = {
  'offer-name-taken': {
    title: 'Another entry has this name on a surface for harnesses',
    severity: 'info',
    why: 'Harnesses know things by their bare names. Where two entries share one, the entry whose source is trusted more keeps it, then the one listed first; the other is offered under a longer name or in the list of its source.',
    hint: 'Nothing, if that is meant. Those who want this entry name its source: the page of the entry says how.',
  },
  'offer-name-refused': {
    title: 'A harness refuses this name',
    severity: 'info',
    why: 'The harness keeps names of this form for itself and would refuse the entry, so it is left out of that manifest.',
    hint: 'Ask the publisher for another name, or let readers take the entry in another way.',
  },
  'offer-path-refused': {
    title: 'git refuses a path of a plugin',
    severity: 'info',
    why: 'A plugin without an address of its own lies in the repository that harnesses clone. A path by which git takes its settings, such as .gitattributes, would change what they get, and git refuses others.',
    hint: 'Nothing, if other ways to take the plugin are enough; else leave the file out of the plugin.',
  },
  'offer-member-held-back': {
    title: 'A plugin brings a stub or a draft',
    severity: 'warning',
    why: 'Whoever takes the plugin would get a placeholder, or content that is not released, without having asked for it. So it stands in no manifest for harnesses and is not packed.',
    hint: 'Release the member, take it out of the plugin, or mark the plugin itself as a stub or draft.',
  },
  'offer-configures-harness': {
    title: 'A skill would configure the harness it is given to',
    severity: 'info',
    why: 'It holds a manifest, hooks, servers or programs. Clients that place a skill as it is would switch them on, so it stands in no discovery index and not in the marketplace of Claude Code.',
    hint: 'Ask the publisher to put them into a plugin. The client of this project shows them, and places such a skill switched off.',
  },
  'offer-limited': {
    title: 'A list for harnesses does not hold everything',
    severity: 'info',
    why: 'Some clients download everything that a discovery index lists. Beyond policy.wellKnownRoot entries the one at the root holds sources that the operator trusts as first-party or verified, which no file in a source can bring about; every source has a full one of its own. Others read no file beyond a certain size.',
    hint: 'Raise policy.wellKnownRoot in catalog.yaml, or trust more sources.',
  },
  'offer-unpacked-part': {
    title: 'Some files are in the archive only',
    severity: 'info',
    why: 'A file that a browser would run as a page of this site is not published beside it. Clients that read single files, as OpenCode does, get the entry without it.',
    hint: 'Nothing; installers that take the archive get every file.',
  },
  'archive-path-unfit': {
    title: 'A path fits into no archive',
    severity: 'warning',
    why: 'It is too long for a tar header, holds characters that file systems refuse, or differs from another path only in case. Clients would write something else than what was published, so no archive is offered.',
    hint: 'Ask the publisher to rename the file.',
  },
  'archive-content-lost': {
    title: 'Content went away while it was packed',
    severity: 'error',
    why: 'The files of the entry could be read when it was measured, and could not, or were others, when its archive was to be made. An archive holds exactly what was locked, so none is offered.',
    hint: 'Build again; if it stays, look at the source and at the cache of the machine.',
  },
  'archive-name-taken': {
    title: 'An archive of other content has this name',
    severity: 'warning',
    why: 'Archives are named by the name of the entry and the first twelve digits of its digest. Two contents that share both are no accident, and only one of them can lie there.',
    hint: 'Look at both entries: somebody has searched for content with such a digest.',
  },
} as const satisfies Record<string, Rule>;
