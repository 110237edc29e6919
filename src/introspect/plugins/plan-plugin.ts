import { diagnose } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import { closest } from '../../domain/did-you-mean.ts';
import { shorten } from '../../domain/shorten.ts';
import { asObject, asText, asTexts } from '../../domain/untyped.ts';
import type { Bindings } from '../assign-names.ts';
import { draftKey } from '../draft.ts';
import { findComponents } from './components.ts';
import { formatsOf, isManifest, type Naming, type PluginPlan, type Report } from './plugin-plan.ts';
import { baseName, type TreeView } from '../tree-view.ts';

/**
 * Joins what all manifests and marketplaces say about one plugin: for every field the first that has it speaks, the
 * parts are those of all of them together.
 *
 * @param namings In the order of the tables of formats, manifests before marketplace entries.
 * @param bindings What the ledger has named keeps the path it was found by, whatever speaks for it since.
 */
export async function planPlugin(
  view: TreeView,
  root: string,
  namings: readonly [Naming, ...Naming[]],
  bindings: Bindings,
  report: Report,
): Promise<PluginPlan> {
  const [main] = namings;
  const first = <T>(read: (fields: Naming['fields']) => T | undefined): T | undefined =>
    namings.map(({ fields }) => read(fields)).find((value) => value !== undefined);
  // Several entries of one marketplace can share a folder, each naming its own skills of it.
  const listsItself = !isManifest(main) && main.fields['skills'] !== undefined;
  const name = first((fields) => asText(fields['name'])) ?? (root === '' ? 'plugin' : baseName(root));
  disagreements(namings, report);
  missingNames(namings, report);
  return {
    path: pathOf(root, namings, bindings),
    root,
    name,
    description: first((fields) => asText(fields['description'])),
    version: first((fields) => asText(fields['version'])),
    license: first((fields) => asText(fields['license'])),
    keywords: first((fields) => asTexts(fields['keywords'])) ?? [],
    formats: [...new Set(namings.map(({ writtenAs }) => writtenAs))],
    statement: statementOf(namings),
    definition: { json: main.json, keys: main.keys, value: main.fields },
    at: main.json.at(main.keys),
    ownsRoot: !listsItself,
    components: await findComponents({ view, root, namings, conventions: !listsItself, report }),
    texts: {
      subagent: formatsOf(namings).flatMap(({ texts }) => texts.subagent ?? []),
      command: formatsOf(namings).flatMap(({ texts }) => texts.command ?? []),
    },
  };
}

/** The folder where a manifest stands in it, else the place in the first marketplace; but first what has a name already. */
function pathOf(root: string, namings: readonly [Naming, ...Naming[]], bindings: Bindings): string {
  const folder = root === '' ? '.' : root;
  const listed = namings.flatMap((naming) =>
    isManifest(naming) ? [] : [`${naming.json.path}#${asText(naming.fields['name']) ?? ''}`],
  );
  const [first = folder, ...others] = isManifest(namings[0]) ? [folder, ...listed] : listed;
  return [first, ...others].find((path) => bindings.has(draftKey({ kind: 'plugin', path }))) ?? first;
}

/** What `metadata` of manifests and marketplace entries say; whoever goes first is heard. */
function statementOf(namings: readonly Naming[]): Map<string, Written> {
  const statement = new Map<string, Written>();
  for (const { json, keys, fields } of namings.toReversed()) {
    const metadata = asObject(fields['metadata']) ?? {};
    for (const [key, value] of Object.entries(metadata))
      statement.set(key, { value, at: json.at([...keys, 'metadata', key]) });
  }
  return statement;
}

/** What two files can say differently about one plugin. */
const COMPARED = ['name', 'version', 'description', 'license'] as const;

/** Compared between manifests alone: marketplaces word these for their own readers. */
const OF_MANIFESTS: ReadonlySet<string> = new Set(['description', 'license']);

function disagreements(namings: readonly Naming[], report: Report): void {
  for (const key of COMPARED) {
    const speakers = namings.filter((naming) => isManifest(naming) || !OF_MANIFESTS.has(key));
    const [heard, ...others] = speakers.filter(({ fields }) => asText(fields[key]) !== undefined);
    if (!heard) continue;
    const said = asText(heard.fields[key]) ?? '';
    for (const { json, keys, fields } of others) {
      const other = asText(fields[key]) ?? '';
      if (other.trim() === said.trim()) continue;
      const message =
        `"${key}" is "${shorten(said)}" in ${heard.json.path} and "${shorten(other)}" in ${json.path}; ` +
        `the first is shown.`;
      report(diagnose('plugin-manifests-disagree', { message, at: json.at([...keys, key]) }));
    }
  }
}

const FIELDS = ['name', 'version', 'description', 'author', 'license', 'keywords', 'skills', 'agents', 'commands'];

/** Harnesses refuse a manifest without a name, or call the plugin after its folder. */
function missingNames(namings: readonly Naming[], report: Report): void {
  for (const { json, fields } of namings.filter(isManifest)) {
    if (asText(fields['name']) !== undefined) continue;
    const slip = Object.keys(fields).find((key) => !FIELDS.includes(key) && closest(key, ['name']) !== undefined);
    const message = 'The manifest has no "name".';
    const hint = slip === undefined ? undefined : `Did you mean "name" where it says "${shorten(slip)}"?`;
    report(diagnose('manifest-name-missing', { message, hint, at: json.at(slip === undefined ? [] : [slip]) }));
  }
}
