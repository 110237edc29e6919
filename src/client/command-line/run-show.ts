import { showEntry } from '../commands/show.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { showText } from '../report/show-text.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import type { Run } from './outcome.ts';

/** `show <what>`: exit code 1 where a registry that is named earlier could not be asked. */
export const runShow: Run = async ({ words: [what = ''], flags, env, cwd, layout, dialogue, warn }) => {
  const registries = await registriesOf({ flags: flags.registry, env, cwd });
  const shown = await showEntry(parseRequest(what), registries, (request, candidates) =>
    dialogue.choose(request, candidates),
  );
  const { registry, unread, ...known } = shown;
  for (const { message } of unread) warn(`Not asked: ${message}`);
  return {
    json: { registry: registry.address, ...known },
    text: showText(shown, layout),
    exitCode: unread.length > 0 ? 1 : 0,
  };
};
