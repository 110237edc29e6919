import { serve } from '../mcp/serve.ts';
import type { Registry } from '../model/registry.ts';
import { registriesOf } from '../registry/registries-of.ts';
import type { Run } from './outcome.ts';

/** In milliseconds: as old as what a server knows of its marketplaces may be. */
const FRESH = 60_000;

/** `mcp`: serves until the other side hangs up. */
export const runMcp: Run = async ({ flags, env, cwd, warn }) => {
  const asked = { flags: flags.registry, env, cwd };
  // A name that is missing is said at once, and not at the first question.
  let registries: readonly Registry[] = await registriesOf(asked);
  let opened = performance.now();
  const open = async (): Promise<readonly Registry[]> => {
    if (performance.now() - opened > FRESH) {
      registries = await registriesOf(asked);
      opened = performance.now();
    }
    return registries;
  };
  await serve(open, warn);
  return { json: undefined, text: '', exitCode: 0 };
};
