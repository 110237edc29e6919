import type { Run } from './outcome.ts';
export const runSearch: Run = () => {
  throw new Error('not yet');
};
