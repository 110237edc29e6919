import type { Run } from './outcome.ts';
export const runUpdate: Run = () => {
  throw new Error('not yet');
};
