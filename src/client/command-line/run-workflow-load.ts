import type { Run } from './outcome.ts';
export const runWorkflowLoad: Run = () => {
  throw new Error('not yet');
};
