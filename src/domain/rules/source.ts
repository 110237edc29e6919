import type { Rule } from './rule.ts';

/** What can go wrong between a source's address and its tree. */
export const sourceRules = {
  'source-unreachable': {
    title: 'The source cannot be fetched',
    severity: 'error',
    why: 'Nothing of it can be published until it can be had again; what others serve is not affected.',
    hint: 'Try the address with "git ls-remote"; check that it exists, is public or that git has credentials for it.',
  },
  'source-ref-missing': {
    title: 'The branch, tag or commit is not there',
    severity: 'error',
    why: 'It was renamed or deleted, or a commit was never pushed.',
    hint: 'Correct "ref" (or "commit") in the source file, or leave it out to follow the default branch.',
  },
  'source-too-large': {
    title: 'The source is larger than the limit',
    severity: 'error',
    why: 'The limit keeps one source from filling the disk of every build.',
    hint: 'Narrow the source with "path", or raise policy.limits.sourceBytes in catalog.yaml.',
  },
  'source-too-many-files': {
    title: 'The source has more files than the limit',
    severity: 'error',
    why: 'The limit keeps one source from slowing every build.',
    hint: 'Raise policy.limits.files in catalog.yaml, or list a smaller repository.',
  },
  'source-too-slow': {
    title: 'The source took longer than the limit',
    severity: 'error',
    why: 'One server that hangs must not hold up all the others.',
    hint: 'Try again, or raise policy.limits.seconds in catalog.yaml.',
  },
  'source-path-missing': {
    title: 'The path is not in the source',
    severity: 'error',
    why: 'Nothing of the source is listed.',
    hint: 'Correct "path" in the source file.',
  },
  'source-empty': {
    title: 'No entry was found',
    severity: 'warning',
    why: 'A source that lists nothing is a mistake in its path or filters more often than a wish.',
    hint: 'Check "path", "include" and "exclude"; a skill is a folder with a SKILL.md.',
  },
  'source-pending': {
    title: 'The source waits for its first sync',
    severity: 'info',
    why: 'Only locked content is published. The next scheduled sync locks it.',
    hint: 'Nothing, or run "skillyard sync" if you are the operator.',
  },
  'lock-outdated': {
    title: 'The source file has changed since it was locked',
    severity: 'warning',
    why: 'What is published still follows the old file until the next sync.',
    hint: 'Run "skillyard sync" for this source.',
  },
  'entry-not-locked': {
    title: 'The content is not the locked one',
    severity: 'error',
    why: 'A build publishes locked revisions only, so that a revision never changes its content.',
    hint: 'Run "skillyard sync" to lock it as a new revision, and commit the lock.',
    quarantines: true,
  },
  'entry-vanished': {
    title: 'A locked entry is no longer in the source',
    severity: 'info',
    why: 'Its name stays reserved in the ledger, so that nobody else can take it over.',
    hint: 'Nothing. Deprecate entries before you remove them, so that readers learn what to use instead.',
  },
  'object-unavailable': {
    title: 'The server does not give out an object of the tree',
    severity: 'error',
    why: 'The entry cannot be read whole, so its digest cannot be known.',
    hint: 'Try again; if it stays, the repository is damaged at its host.',
    quarantines: true,
  },
  'file-too-large': {
    title: 'A file is larger than the limit',
    severity: 'error',
    why: 'Skills are text with a few helpers; a file this large is data or a build product, and everyone who installs pays for it.',
    hint: 'Take the file out of the entry, or raise policy.limits.fileBytes in catalog.yaml.',
    quarantines: true,
  },
  'path-unsafe': {
    title: 'A path that no file should have',
    severity: 'error',
    why: 'Paths that climb, hide control characters or cannot be written everywhere are used to overwrite files of whoever unpacks them.',
    hint: 'Rename the file in the source.',
    quarantines: true,
  },
  'paths-not-listed': {
    title: 'Tests, fixtures, templates and copies are not listed',
    severity: 'info',
    why: 'They look like entries and are not meant for anyone to install.',
    hint: 'If one of them is meant to be listed, name it under "include" in the source file.',
  },
  'entry-internal': {
    title: 'Marked as internal by its author',
    severity: 'info',
    why: 'The front matter says metadata.internal: true.',
    hint: 'Nothing.',
  },
  'link-broken': {
    title: 'A symbolic link leads nowhere',
    severity: 'warning',
    why: 'What it should bring in is missing from the entry.',
    hint: 'Correct or delete the link in the source.',
  },
  'link-escapes': {
    title: 'A symbolic link leaves the repository',
    severity: 'error',
    why: 'Whoever follows it reads or writes files of the machine it is unpacked on. It is never followed here.',
    hint: 'Replace the link by the file it should bring in.',
  },
  'submodule-skipped': {
    title: 'A submodule is not fetched',
    severity: 'info',
    why: 'Submodules are other repositories with maintainers of their own.',
    hint: 'List the other repository as a source.',
  },
} as const satisfies Record<string, Rule>;
