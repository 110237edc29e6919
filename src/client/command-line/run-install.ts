import type { Run } from './outcome.ts';
export const runInstall: Run = () => {
  throw new Error('not yet');
};
