import { introspect, introspectionJson, isBroken } from '../commands/introspect.ts';
import { typedTransports } from './transports.ts';
import { openPlace } from '../discovery/open-place.ts';
import { introspectionText } from '../report/introspection-text.ts';
import type { Run } from './outcome.ts';

/** `introspect <place>`: exit code 1 only where there is an error. */
export const runIntrospect: Run = async ({ words: [place = ''], cwd, cacheDir, env, dialogue, layout }) => {
  const found = await introspect(
    await openPlace(place, { cwd, cacheDir, transports: typedTransports(env), step: dialogue.step }),
  );
  return { json: introspectionJson(found), text: introspectionText(found, layout), exitCode: isBroken(found) ? 1 : 0 };
};
