import { list } from '../commands/list.ts';
import { listText } from '../report/list-text.ts';
import { commandContext, scopeOf } from './command-context.ts';
import type { Run } from './outcome.ts';

/** `list`. */
export const runList: Run = async (input) => {
  const result = await list({ scope: scopeOf(input.flags) }, commandContext(input));
  return { json: result, text: listText(result, input.layout), exitCode: 0 };
};
