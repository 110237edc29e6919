import { pull } from '../commands/pull.ts';
import { pullText } from '../report/pull-text.ts';
import { commandContext } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `pull <...what> --destination <folder>`. */
export const runPull: Run = async (input) => {
  const { words, flags, layout } = input;
  const { registry, destination, force, allowRaw, includeStubs } = flags;
  const result = await pull(
    { requests: words, registries: registry, destination, force, allowRaw, includeStubs },
    commandContext(input),
  );
  return { json: result, text: pullText(result, layout), exitCode: 0 };
};
