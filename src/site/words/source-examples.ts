/*
 * Files of sources as the guide shows them. Lines of forty letters at most: those are not cut on a small screen.
 */

export const shortSource = `# catalog/sources/my-skills.yaml
git: https://github.com/me/my-skills
`;

export const longSource = `git: https://github.com/me/my-skills
# A branch or tag.
# Without it: the default branch.
ref: main
# List only what is below.
path: skills
exclude: ['drafts/**']
# Who may speak for this source.
owners: [github:me]

entries:
  # Kind and name, as on its page.
  skill:tidy:
    riskTier: limited
    tags: { team: data }
  skill:old-table:
    status: deprecated
    reason: The new one is shorter.
    replacedBy: skill:my-skills/tidy
`;
