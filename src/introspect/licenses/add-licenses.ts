import type { FoundEntry } from '../../domain/entry.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import type { Draft } from '../draft.ts';
import type { PluginPlan } from '../plugins/plugin-plan.ts';
import { parentOf, type TreeView } from '../tree-view.ts';
import { type EntryLicense, licenseOfEntry } from './entry-license.ts';
import { openLicenseFiles } from './license-files.ts';

export interface Licenses {
  /** The files that may have to be read, to be prefetched with the texts of entries. */
  readonly paths: readonly string[];
  /** The licence of an entry, and the plugin it is a member of. */
  of(
    draft: Draft,
    owner: PluginPlan | undefined,
  ): Promise<Pick<FoundEntry, 'license' | 'licenseFile' | 'licenseStatement'>>;
}

/** @param texts The files that may define entries, beside those of the plugins. */
export function openLicenses(view: TreeView, plans: readonly PluginPlan[], texts: readonly string[]): Licenses {
  const files = openLicenseFiles(view);
  const byPath = new Map(plans.map((plan) => [plan.path, plan]));
  const folderOf = ({ kind, path, root, definition }: Draft): string =>
    root ?? (kind === 'plugin' ? byPath.get(path)?.root : undefined) ?? parentOf(definition.path);
  const licenseOf = async (draft: Draft, owner: PluginPlan | undefined): Promise<EntryLicense> => {
    const said = draft.kind === 'plugin' ? byPath.get(draft.path)?.definition.value : undefined;
    // What nobody can read is not nothing: whoever wrote it may mean anything by it.
    if (isUnreadable(draft.frontMatter.get('license')?.value) || isUnreadable(asObject(said)?.['license'])) return {};
    const plugin = owner && { folder: owner.root, said: owner.license };
    return licenseOfEntry({ said: draft.license, folder: folderOf(draft), plugin }, files);
  };
  return {
    paths: files.around(folders(view, plans, texts)),
    of: async (draft, owner) => ({
      ...(await licenseOf(draft, owner)),
      licenseStatement: draft.license ?? owner?.license,
    }),
  };
}

function isUnreadable(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && asText(value) === undefined;
}

/** The folders that entries lie in, as far as they are known before anything is read. */
function folders(view: TreeView, plans: readonly PluginPlan[], texts: readonly string[]): Set<string> {
  const manifests = plans.flatMap(({ components }) =>
    [...components.hooks, ...components.servers].map(({ json }) => json.path),
  );
  const workflows = view.files.filter((path) => path.endsWith('.ambient/ambient.json'));
  return new Set([...plans.map(({ root }) => root), ...[...texts, ...manifests, ...workflows].map(parentOf)]);
}
