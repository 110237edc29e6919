/** What lists can be narrowed by. Each is an operator of the search and a parameter of its address. */
export const facetNames = [
  'kind',
  'harness',
  'tier',
  'has',
  'source',
  'tag',
  'license',
  'category',
  'status',
  'set-by',
  'is',
  'include',
] as const;
export type FacetName = (typeof facetNames)[number];

/** How pages say them. */
export const facetLabels: Record<FacetName, string> = {
  kind: 'Kind',
  harness: 'Works with',
  tier: 'Risk tier',
  has: 'Brings',
  source: 'Source',
  tag: 'Tags',
  license: 'Licence',
  category: 'Category',
  status: 'Status',
  'set-by': 'Tier set by',
  is: 'State',
  include: 'Include',
};

/** What the default list leaves out and can be asked for. */
export const includeLabels: Readonly<Record<string, string>> = {
  copies: 'Copies',
  hidden: 'Stubs, drafts, what is withdrawn',
};
