import { rootOf } from '../commands/context.ts';
import { listHarnesses } from '../commands/harnesses.ts';
import { adapters } from '../harnesses/index.ts';
import { harnessesText } from '../report/harnesses-text.ts';
import type { Run } from './outcome.ts';

/** `harnesses`. */
export const runHarnesses: Run = async ({ cwd, home, layout }) => {
  const root = rootOf('project', { cwd, home });
  const harnesses = await listHarnesses(adapters, root, home);
  return { json: { root, harnesses }, text: harnessesText(harnesses, layout), exitCode: 0 };
};
