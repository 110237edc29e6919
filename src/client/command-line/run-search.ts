import { suggest } from '../../domain/did-you-mean.ts';
import { RiskTier } from '../../domain/governance.ts';
import { Harness } from '../../domain/harness.ts';
import { Kind } from '../../domain/kind.ts';
import { type SearchResult, searchEntries } from '../discovery/search-entries.ts';
import { Refusal } from '../model/refusal.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { searchText } from '../report/search-text.ts';
import { oneOf, wholeNumber } from './choices.ts';
import type { Run } from './outcome.ts';

const SHOWN = 20;

/** `search [...words]`: exit code 1 where nothing was found, and where a registry could not be searched. */
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
  refuseUnknownSource(flags.source, all);
  const total = all.found.length;
  const found = all.found.slice(0, limit);
  const shown = { ...all, found, total, words: words.join(' '), registries: registries.length };
  return {
    json: {
      total,
      entries: found.map(({ registry, entry }) => ({ registry: registry.address, ...entry })),
      corrected: all.corrected,
      unread: all.unread.map(({ code, message }) => ({ code, message })),
    },
    text: searchText(shown, layout),
    exitCode: total === 0 || all.unread.length > 0 ? 1 : 0,
  };
};

/** A source that nobody has finds nothing whatever else is asked, so it is named as the reason. */
function refuseUnknownSource(source: string | undefined, { sources, unread }: SearchResult): void {
  if (source === undefined || sources.includes(source) || unread.length > 0) return;
  const next = suggest(source, sources) ?? '"skillyard search" without --source shows what there is.';
  throw new Refusal('source-unknown', `Nothing is offered from a source "${source}". ${next}`);
}
