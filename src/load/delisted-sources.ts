import { GovernanceFile, SourceFile } from '../domain/catalog.ts';
import type { Source } from '../domain/source.ts';
import type { CatalogText } from './catalog-files.ts';
import { parseLock } from './load-lock.ts';
import { isPluginLock } from './load-plugins.ts';
import { parseYaml } from './parse-yaml.ts';

/** A ledger whose source is not listed, or whose files cannot be used. */
export interface DelistedSource {
  readonly source: Source;
  /** The source file is there: it is broken, not taken out. */
  readonly isBroken: boolean;
}

interface Texts {
  readonly sources: readonly CatalogText[];
  readonly governance: readonly CatalogText[];
  readonly locks: readonly CatalogText[];
}

/**
 * The ledgers that no usable source has. Nothing of them is published, but names, digests and what was said of them hold
 * on: a withdrawal must reach copies elsewhere also when the source it is about is broken or was taken out.
 *
 * @param usable The ids of the sources that are.
 */
export function delistedSources({ sources, governance, locks }: Texts, usable: ReadonlySet<string>): DelistedSource[] {
  return locks
    .filter((lock) => !usable.has(lock.id) && !isPluginLock(lock))
    .flatMap((text): DelistedSource[] => {
      const { lock } = parseLock(text.file, text.text);
      if (!lock) return [];
      const own = sources.find(({ id }) => id === text.id);
      const decided = governance.find(({ id }) => id === text.id);
      const source = {
        id: text.id,
        origin: { local: '.' },
        ref: 'HEAD',
        path: '',
        place: lock.place,
        file: (own && parseYaml(own.file, own.text, SourceFile).value) ?? SourceFile.parse({ local: '.' }),
        governance:
          (decided && parseYaml(decided.file, decided.text, GovernanceFile).value) ?? GovernanceFile.parse({}),
        lock,
        faulty: true,
        locate: () => undefined,
        locateGovernance: () => undefined,
      };
      return [{ source, isBroken: own !== undefined }];
    });
}
