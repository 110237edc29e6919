import { verify } from '../commands/verify.ts';
import { verifyText } from '../report/verify-text.ts';
import { commandContext, scopeOf } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `verify [...what]`: exit code 1 where anything is not as it was installed, or has been taken back. */
export const runVerify: Run = async (input) => {
  const { words, flags, layout } = input;
  const options = { requests: words, registries: flags.registry, scope: scopeOf(flags) };
  const result = await verify(options, commandContext(input));
  return { json: result, text: verifyText(result, layout), exitCode: result.findings.length > 0 ? 1 : 0 };
};
