import type { Run } from './outcome.ts';
export const runList: Run = () => {
  throw new Error('not yet');
};
