import type { InitOptions } from '../../src/init.ts';
import type { CatalogAnswers } from '../../src/init/draft-catalog.ts';

/** What the operator of a new catalog answers. */
export const newCatalogAnswers: CatalogAnswers = {
  id: 'quay-skills',
  title: 'Quay skills',
  description: 'What people at the quay use.',
  url: 'https://quay.example.org/market',
  owner: '',
  ownerUrl: '',
  repository: '',
  host: 'github',
  operators: '@quay/operators',
};

/** The options with which a catalog is begun in a folder. */
export function initOptions(folder: string, more: Partial<InitOptions> = {}): InitOptions {
  return { folder, answers: newCatalogAnswers, agreed: true, dryRun: false, version: '1.2.3', ...more };
}
