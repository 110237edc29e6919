import type { Run } from './outcome.ts';
export const runVerify: Run = () => {
  throw new Error('not yet');
};
