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
  const sayingOf = (plan: PluginPlan): string | null | undefined =>
    plan.license ?? unreadable(asObject(plan.definition.value)?.['license']);
  const licenseOf = (draft: Draft, owner: PluginPlan | undefined): Promise<EntryLicense> => {
    const plan = draft.kind === 'plugin' ? byPath.get(draft.path) : undefined;
    const said = draft.license ?? (plan ? sayingOf(plan) : unreadable(draft.frontMatter.get('license')?.value));
    const plugin = owner && { folder: owner.root, said: sayingOf(owner) };
    return licenseOfEntry({ said, folder: folderOf(draft), plugin }, files);
  };
  return {
    paths: files.around(folders(view, plans, texts)),
    of: async (draft, owner) => ({
      ...(await licenseOf(draft, owner)),
      licenseStatement: draft.license ?? owner?.license,
    }),
  };
}

/** Null for what stands where a licence should and is no text: whoever wrote it may mean anything by it. */
function unreadable(value: unknown): null | undefined {
  return value === undefined || value === null || value === '' || asText(value) !== undefined ? undefined : null;
}

/** The folders that entries lie in, as far as they are known before anything is read. */
function folders(view: TreeView, plans: readonly PluginPlan[], texts: readonly string[]): Set<string> {
  const manifests = plans.flatMap(({ components }) =>
    [...components.hooks, ...components.servers].map(({ json }) => json.path),
  );
  const workflows = view.files.filter((path) => path.endsWith('.ambient/ambient.json'));
  return new Set([...plans.map(({ root }) => root), ...[...texts, ...manifests, ...workflows].map(parentOf)]);
}
