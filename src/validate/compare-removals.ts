import type { Comparison } from '../domain/comparison.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { pluginPath } from '../domain/plugin-file.ts';

/**
 * What a change takes out of the catalog as a whole. All of it may be meant, and is the operator's to do; nothing else
 * would tell whoever reads the pull request.
 */
export function compareRemovals({ sources, plugins, endedAdvisories }: Comparison): Diagnostic[] {
  return [
    ...endedAdvisories.map((id) => {
      const message = `The advisory "${id}" is gone: what it took back, its copies and the plugins around it are offered again.`;
      return diagnose('advisory-ended', { message, at: { root: 'catalog', file: `advisories/${id}.yaml` } });
    }),
    ...plugins
      .filter(({ base, now }) => base && !now)
      .map(({ name }) => {
        const message = `The plugin "${name}" is no longer put together.`;
        return diagnose('listing-removed', { message, at: { root: 'catalog', file: pluginPath(name) } });
      }),
    ...sources
      .filter(({ base, now }) => base.lock && !now.lock && !now.source)
      .map(({ id }) => {
        const message = `The source "${id}" is gone with its ledger: listed again, its revisions would be counted from 1, and what was deleted or raised would be forgotten.`;
        const hint = `Keep lock/${id}.json, so that its names stay taken, unless the source was never published.`;
        return diagnose('listing-removed', { message, hint, at: { root: 'catalog', file: `sources/${id}.yaml` } });
      }),
  ];
}
