import type { CatalogDraft } from './draft-catalog.ts';

/** Words of a person in a line of Markdown: nothing in them is markup. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~$&!]/g, '\\$&')
    .replace(/^(?=[-+=])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}

const pushing = {
  github: ({ repository }: CatalogDraft): string =>
    `git remote add origin ${repository ?? '<address of the repository>'}    # where it has none yet\ngit push -u origin HEAD`,
  none: (): string => '# then push it to where you keep it',
} as const;

const publishing = {
  github: (draft: CatalogDraft): string => `The workflows in \`.github/workflows/\` do the rest:

- \`submission.yml\` checks each pull request, and \`comment.yml\` posts what it found.
- \`sync.yml\` asks the sources every night what is new, and opens one pull request a source.
- \`publish.yml\` builds the site from what is locked, and puts it on GitHub Pages (other hosts: see the end of that file).

They need these settings of the repository:

1. **Pages**: deploy from "GitHub Actions". The address has to be \`url\` of \`catalog/catalog.yaml\`.
2. **Actions, General**: workflow permissions "Read repository contents", and "Allow GitHub Actions to create and approve pull
   requests".
3. **Branch protection** of the default branch: require a pull request, the status check \`check\`, and review from Code Owners.
   Without it \`.github/CODEOWNERS\` binds nobody.
4. Optional, the secret \`SYNC_TOKEN\`: a token of an account of its own that may write contents and pull requests here. GitHub
   starts no checks on what Actions has pushed; with it the requests of \`sync.yml\` are checked at once.
${
  draft.operators.length > 0
    ? ''
    : `
\`.github/CODEOWNERS\` is missing, because nobody was named who decides. Before you take pull requests of others, write it:
\`catalog/governance/\`, \`catalog/catalog.yaml\`, \`.github/\` and \`package.json\` are for the operators alone.
`
}`,
  none: (): string => `\`dist/\` is a static site: put it on any web server, at the address that \`url\` of \`catalog/catalog.yaml\` says. In CI, on the
default branch:

\`\`\`sh
npm ci --ignore-scripts
npx skillyard build --frozen
\`\`\`

For pull requests, \`npx skillyard check --base origin/main\` says what a branch changes and what is wrong with it. A scheduled
job runs \`npx skillyard sync\` and opens a pull request with what it wrote to \`catalog/lock/\`.
`,
} as const;

/** The text of the `README.md` of a new catalog. */
export function readmeText(draft: CatalogDraft): string {
  return `# ${plain(draft.title)}

${plain(draft.description)}

This is a catalog of agent skills and plugins. Node 22.18 or newer and git are all you need to see it:

\`\`\`sh
npm install
npm run build && npm run preview
\`\`\`

\`npm install\` writes \`package-lock.json\`. Commit it, with it everybody builds the same site; \`npx skillyard sync\` writes
\`catalog/lock/\`, and that is committed too. The first time:

\`\`\`sh
git init -b main    # where this is no repository yet
git add -A && git commit -m "Begin the catalog"
${pushing[draft.host](draft)}
\`\`\`

## List a source

\`\`\`sh
npx skillyard add https://github.com/acme/skills
\`\`\`

That looks into the repository, asks a few questions and writes one file in \`catalog/sources/\`. \`npx skillyard check\` says
what the catalog makes of it. Commit the file and open a pull request; nothing else belongs in it. Until the source is locked it
is pending: it stands on the health page and is not published.

## Lock what it holds

\`\`\`sh
npx skillyard sync
\`\`\`

That asks the sources what is new and appends it to \`catalog/lock/\`, which the site is built from. Look at what it says an
entry can do, and commit.

## Judge it

What the operators of the catalog decide stands beside it: \`catalog/governance/<id>.yaml\` (trust, risk tiers, exceptions),
\`catalog/advisories/\` (what is taken back), \`catalog/plugins/\` (what they put together), \`catalog/catalog.yaml\` (the rules, and
how the site looks). \`npx skillyard explain <rule>\` says what a message is about.

A tier that somebody has looked at, in \`catalog/governance/acme.yaml\`, named like the file of its source:

\`\`\`yaml
trust: third-party
entries:
  skill:pdf:
    riskTier: limited
    attestation:
      by: Acme skills team
      # The day on which they looked, not before it was listed.
      on: 2026-11-28
      basis: Read in full. Its script reads files and opens no connection.
      until: 2027-11-28
\`\`\`

What is taken back at once, for everybody who has it, in \`catalog/advisories/2026-001.yaml\`:

\`\`\`yaml
severity: high
reason: It sends the files it reads to a stranger.
on: 2026-11-28
affects:
  # Without revisions all of them, those of the future too.
  - { entry: skill:acme/pdf, revisions: 2- }
replacement: skill:acme/paper
\`\`\`

## Publish it

${publishing[draft.host](draft)}`;
}
