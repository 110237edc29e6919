import { Document, isMap, isScalar } from 'yaml';
import type { SourceDraft } from './source-draft.ts';

/** Why each line is there, for whoever reads the pull request and whoever changes the file later. */
const comments: Readonly<Record<string, string>> = {
  ref: ' A branch or tag. Without it: the default branch.',
  commit: ' Pinned: nothing newer is listed until this line changes.',
  path: ' Only what lies below this folder is listed.',
  exclude: ' Paths that are not listed, relative to `path` where there is one.',
  owners: ' Who may speak for this source.',
  entries: " What the publisher states. The catalog's operator can raise a tier; nothing here lowers it.",
};

/**
 * The text of `sources/<id>.yaml`, as a person would write it. Whatever stands in the draft is quoted where YAML would
 * read it as something else.
 */
export function sourceFileText(draft: SourceDraft): string {
  const { git, ref, commit, path, exclude, owners, tiers } = draft;
  const file = new Document(
    {
      git,
      ...(ref !== undefined && { ref }),
      ...(commit !== undefined && { commit }),
      ...(path !== undefined && { path }),
      ...(exclude.length > 0 && { exclude }),
      ...(owners.length > 0 && { owners }),
      ...(tiers.length > 0 && { entries: Object.fromEntries(tiers.map(([key, riskTier]) => [key, { riskTier }])) }),
    },
    { version: '1.2', schema: 'core', aliasDuplicateObjects: false },
  );
  for (const { key } of isMap(file.contents) ? file.contents.items : []) {
    if (!isScalar(key)) continue;
    const comment = comments[String(key.value)];
    if (comment !== undefined) key.commentBefore = comment;
  }
  // A line that is folded is read as one, and nobody sees that.
  return file.toString({ lineWidth: 0, singleQuote: true });
}
