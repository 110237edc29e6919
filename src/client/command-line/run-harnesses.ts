import type { Run } from './outcome.ts';
export const runHarnesses: Run = () => {
  throw new Error('not yet');
};
