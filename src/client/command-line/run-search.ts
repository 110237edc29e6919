import { RiskTier } from '../../domain/governance.ts';
import { Harness } from '../../domain/harness.ts';
import { Kind } from '../../domain/kind.ts';
import { searchEntries } from '../discovery/search-entries.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { searchText } from '../report/search-text.ts';
import { oneOf, wholeNumber } from './choices.ts';
import type { Run } from './outcome.ts';

const SHOWN = 20;

/** `search [...words]`: exit code 1 where nothing was found. */
export const runSearch: Run = async ({ words, flags, env, cwd, layout, dialogue }) => {
  const limit = flags.limit === undefined ? SHOWN : wholeNumber('--limit', flags.limit);
  if (flags.harness.length > 1) oneOf('--harness', flags.harness.join(','), Harness.options);
  const query = {
    words,
    kind: oneOf('--kind', flags.kind, Kind.options),
    tier: oneOf('--tier', flags.tier, RiskTier.options),
    harness: oneOf('--harness', flags.harness[0], Harness.options),
    source: flags.source,
    includeStubs: flags.includeStubs,
  };
  const registries = await registriesOf({ flags: flags.registry, env, cwd });
  dialogue.step('Reading the lists');
  const all = await searchEntries(registries, query);
  const found = all.slice(0, limit);
  const shown = { found, total: all.length, words: words.join(' '), registries: registries.length };
  return {
    json: {
      total: all.length,
      entries: found.map(({ registry, entry }) => ({ registry: registry.address, ...entry })),
    },
    text: searchText(shown, layout),
    exitCode: all.length === 0 ? 1 : 0,
  };
};
