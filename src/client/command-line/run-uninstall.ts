import type { Run } from './outcome.ts';
export const runUninstall: Run = () => {
  throw new Error('not yet');
};
