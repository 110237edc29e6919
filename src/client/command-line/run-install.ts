import { install } from '../commands/install.ts';
import { changeText } from '../report/change-text.ts';
import { commandContext, scopeOf } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `install [...what]`. */
export const runInstall: Run = async (input) => {
  const { words, flags, layout } = input;
  const { registry, harness, frozen, dryRun, force, allowRaw, includeStubs } = flags;
  const result = await install(
    {
      requests: words,
      registries: registry,
      harnesses: harness,
      scope: scopeOf(flags),
      frozen,
      dryRun,
      force,
      allowRaw,
      includeStubs,
    },
    commandContext(input),
  );
  return { json: result, text: changeText(result, { dryRun }, layout), exitCode: result.failed.length > 0 ? 1 : 0 };
};
