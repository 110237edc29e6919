import { showEntry } from '../commands/show.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { showText } from '../report/show-text.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import type { Run } from './outcome.ts';

/** `show <what>`. */
export const runShow: Run = async ({ words: [what = ''], flags, env, cwd, layout, dialogue }) => {
  const registries = await registriesOf({ flags: flags.registry, env, cwd });
  const shown = await showEntry(parseRequest(what), registries, (request, candidates) =>
    dialogue.choose(request, candidates),
  );
  const { registry, ...known } = shown;
  return { json: { registry: registry.address, ...known }, text: showText(shown, layout), exitCode: 0 };
};
