import { uninstall } from '../commands/uninstall.ts';
import { changeText } from '../report/change-text.ts';
import { commandContext, scopeOf } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `uninstall <...what>`. */
export const runUninstall: Run = async (input) => {
  const { words, flags, layout } = input;
  const { harness, dryRun, force } = flags;
  const result = await uninstall(
    { requests: words, harnesses: harness, scope: scopeOf(flags), dryRun, force },
    commandContext(input),
  );
  return { json: result, text: changeText(result, { dryRun }, layout), exitCode: result.failed.length > 0 ? 1 : 0 };
};
