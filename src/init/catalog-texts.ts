import { Document, isMap, isScalar } from 'yaml';
import type { CatalogDraft } from './draft-catalog.ts';

/** Why each line is there, by its keys from the outermost on: what is called alike further in is something else. */
const comments: Readonly<Record<string, string>> = {
  id: ' Short name in lower case with dashes. Harness manifests use it as the name of the marketplace, so it never changes.',
  title: ' What people read at the top of the site.',
  url: ' Where the built site is served; a sub-path is fine. "skillyard build --base-url" overrides it for previews.',
  repository: ' Where this catalog is kept: the pages lead there for corrections and submissions.',
  owner: ' Who answers for this catalog.',
  policy: ' The rules.',
  'policy.transports': ' How a build may reach git. Also possible: ssh, http, file, bundle.',
  'policy.licenses':
    ' SPDX ids under which the text of an entry may be shown in full and offered as a download. Anything else is listed\n with its name, description and headings, and a link to where it lives.',
};

/** The text of `catalog.yaml`. Whatever was answered is quoted where YAML would read it as something else. */
export function catalogFileText({ id, title, description, url, repository, owner }: CatalogDraft): string {
  const file = new Document(
    {
      id,
      title,
      description,
      url,
      ...(repository !== undefined && { repository }),
      ...(owner && { owner }),
      policy: { transports: ['https'], licenses: ['MIT', 'Apache-2.0'] },
    },
    { version: '1.2', schema: 'core', aliasDuplicateObjects: false },
  );
  explain(file.contents);
  const more =
    repository === undefined
      ? '\n# Where this catalog is kept, for links to correct an entry or to list a source:\n# repository: https://github.com/acme/skills\n'
      : '';
  // A line that is folded is read as one, and nobody sees that.
  return `${file.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false })}${more}`;
}

function explain(map: unknown, above = ''): void {
  for (const { key, value } of isMap(map) ? map.items : []) {
    if (!isScalar(key)) continue;
    const path = `${above}${String(key.value)}`;
    key.commentBefore = comments[path] ?? null;
    explain(value, `${path}.`);
  }
}

/**
 * The text of `package.json`: no name, as it is never published, and one that is also the name of a dependency would be
 * refused.
 *
 * @param version Of the generator, which is pinned: what it makes of the same catalog changes with it.
 */
export function manifestText(version: string): string {
  const manifest = {
    private: true,
    type: 'module',
    engines: { node: '^22.18.0 || >=24.0.0' },
    scripts: {
      skillyard: 'skillyard',
      sync: 'skillyard sync',
      check: 'skillyard check',
      build: 'skillyard build',
      preview: 'skillyard preview',
    },
    devDependencies: { 'skillyard-catalog': version },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What is made again from the rest. */
export const ignoreText = `node_modules/
dist/
dist.next-*/
dist.previous-*/
`;

/** `sources/README.md`, which also keeps the folder where git would leave an empty one out. */
export const sourcesText = `# Sources

One file a source; its name is the id of the source and never changes. \`npx skillyard add <address>\` writes it, or by hand:

\`\`\`yaml
# acme.yaml
git: https://github.com/acme/skills
# A branch or tag; without it the default branch. Or \`commit:\` with the whole id.
ref: main
# Only what lies below this folder.
path: skills
# Who may speak for this source.
owners: [github:acme]
entries:
  skill:pdf:
    # The publisher's own statement: minimal, limited or high. The operators of the catalog can raise it.
    riskTier: limited
\`\`\`

What the operators say about a source stands in \`../governance/<id>.yaml\`, and what it holds is locked by
\`npx skillyard sync\` in \`../lock/<id>.json\`. Nobody writes that file by hand.
`;
