import type { Run } from './outcome.ts';
export const runPull: Run = () => {
  throw new Error('not yet');
};
