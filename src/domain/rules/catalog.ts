import type { Rule } from './rule.ts';

/** What can be wrong with the files people write in a catalog. */
export const catalogRules = {
  'catalog-file-missing': {
    title: 'A file of the catalog is missing',
    severity: 'error',
    why: 'A catalog needs to say who it is before anything can be published under its name.',
    hint: 'Create the file; the four keys id, title, description and url are enough to begin.',
  },
  'catalog-file-unexpected': {
    title: 'A file that nothing reads',
    severity: 'error',
    why: 'A file in the wrong place, or with the wrong ending, looks as if it counted and does not.',
    hint: 'Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.',
  },
  'catalog-id-reserved': {
    title: 'The id of the catalog is reserved',
    severity: 'error',
    why: 'Harnesses refuse marketplaces under names that belong to them or to their vendors.',
    hint: 'Choose an id of your own, for example the name of your team.',
  },
  'yaml-syntax': {
    title: 'Not readable as YAML',
    severity: 'error',
    why: 'Nothing in a file that cannot be read takes effect.',
    hint: 'Mend the line; a text with a colon or a quote in it wants quotes around it.',
  },
  'yaml-feature-refused': {
    title: 'Anchors, aliases and tags are not read',
    severity: 'error',
    why: 'They let a few lines stand for millions and hide what a reviewer would see; plain files need none of them.',
    hint: 'Write the value out where it is used.',
  },
  'key-unknown': {
    title: 'A key that has no meaning here',
    severity: 'error',
    why: 'A key with a typing slip is a rule that silently does not hold.',
    hint: 'Correct the key or remove it.',
  },
  'key-missing': {
    title: 'A required key is missing',
    severity: 'error',
    why: 'The file cannot be understood without it.',
    hint: 'Add the key.',
  },
  'value-invalid': {
    title: 'A value of the wrong kind',
    severity: 'error',
    why: 'A value that is guessed at would mean something to the tool that its writer did not say.',
    hint: 'Write a value of the kind that is asked for.',
  },
  'source-id-invalid': {
    title: 'The file name is not a source id',
    severity: 'error',
    why: 'The name of the file is the id of the source; it stands in coordinates, addresses and folder names.',
    hint: 'Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken.',
  },
  'source-address-invalid': {
    title: 'The address of the source cannot be used',
    severity: 'error',
    why: 'Only addresses of known forms are handed to git, so that none can smuggle in an option or a password.',
    hint: 'Write it as https://host/owner/repository, without user name, password, query or fragment.',
  },
  'source-transport-refused': {
    title: 'This way to reach a source is not allowed here',
    severity: 'error',
    why: 'The operator decides which protocols a build may speak.',
    hint: 'Use https, or ask the operator to add the transport to policy.transports in catalog.yaml.',
  },
  'source-duplicate': {
    title: 'Two sources mean the same place',
    severity: 'error',
    why: 'Everything in it would be listed twice under two names, and a withdrawal of one would leave the other.',
    hint: 'Keep one of the two files.',
  },
  'source-local-missing': {
    title: 'The folder of a local source does not exist',
    severity: 'error',
    why: 'There is nothing to read.',
    hint: 'Check the path; it is relative to the catalog folder.',
  },
  'governance-without-source': {
    title: 'Governance for a source that is not listed',
    severity: 'error',
    why: 'A decision that applies to nothing was meant for something.',
    hint: 'Rename the file to the id of the source, or delete it.',
  },
  'entry-unknown': {
    title: 'Something is said about an entry that is not there',
    severity: 'error',
    why: 'A tier, a stub or a deprecation that meets no entry leaves the entry it was meant for without it.',
    hint: 'Correct the key; it is the kind, a colon and the name, such as skill:pdf.',
  },
  'replacement-unknown': {
    title: 'The replacement is not listed',
    severity: 'error',
    why: 'A reader who is sent on must arrive somewhere.',
    hint: 'Give the coordinate of a listed entry, such as skill:source/name.',
  },
  'alias-unknown-revision': {
    title: 'An alias points to a revision that does not exist',
    severity: 'error',
    why: 'Clients that resolve the alias would find nothing.',
    hint: 'Point it to a revision that the lock holds, or run "skillyard sync" first.',
  },
  'alias-reserved': {
    title: 'The alias "latest" is reserved',
    severity: 'error',
    why: 'It always means the newest active revision; a second meaning would make it unreliable.',
    hint: 'Choose another word, for example "production".',
  },
  'rule-unknown': {
    title: 'A severity or exception names a rule that does not exist',
    severity: 'error',
    why: 'A decision about no rule has no effect.',
    hint: 'Correct the id; "skillyard explain" lists them all.',
  },
  'exception-expired': {
    title: 'An exception is past its date',
    severity: 'warning',
    why: 'Accepted risks are accepted for a time; after it somebody has to look again.',
    hint: 'Look at the case again, then set a new date or delete the exception.',
  },
  'exception-unused': {
    title: 'An exception that nothing needs',
    severity: 'info',
    why: 'What it accepted is gone; left in place it would hide the next case.',
    hint: 'Delete it.',
  },
  'lock-invalid': {
    title: 'A lock file cannot be read',
    severity: 'error',
    why: 'The ledger in it is what revisions rest on; without it nothing of the source is published.',
    hint: 'Restore the file from git; only "skillyard sync" writes it.',
  },
  'lock-without-source': {
    title: 'A lock for a source that is not listed',
    severity: 'warning',
    why: 'Its ledger would be taken up again by any new source of that id.',
    hint: 'Delete the lock with the source, or restore the source file.',
  },
  'lock-rewritten': {
    title: 'The ledger has not only grown',
    severity: 'error',
    why: 'A revision, once published, means the same bytes for ever; clients pin to it.',
    hint: 'Restore the lock from git and run "skillyard sync" again.',
  },
} as const satisfies Record<string, Rule>;
