import { update } from '../commands/update.ts';
import { changeText } from '../report/change-text.ts';
import { commandContext, scopeOf } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `update [...what]`: exit code 1 where an entry could not be brought up to date. */
export const runUpdate: Run = async (input) => {
  const { words, flags, layout } = input;
  const { registry, dryRun, force, allowRaw, includeStubs } = flags;
  const result = await update(
    { requests: words, registries: registry, scope: scopeOf(flags), dryRun, force, allowRaw, includeStubs },
    commandContext(input),
  );
  return { json: result, text: changeText(result, { dryRun }, layout), exitCode: result.failed.length > 0 ? 1 : 0 };
};
