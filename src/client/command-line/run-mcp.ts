import type { Run } from './outcome.ts';
export const runMcp: Run = () => {
  throw new Error('not yet');
};
