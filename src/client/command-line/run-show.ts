import type { Run } from './outcome.ts';
export const runShow: Run = () => {
  throw new Error('not yet');
};
