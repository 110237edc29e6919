import type { Harness } from '../../domain/harness.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import type { Placement, Scope } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import { placesOf, targetIn } from './places.ts';
import { write } from './placement.ts';

/** A name by which a harness can call a plugin in its settings. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** The first manifest of a list that the folder of a plugin has, read; undefined where there is none that is fit. */
export function manifestIn(
  { files }: Content,
  manifests: readonly string[],
): { readonly name: string; readonly fields: Readonly<Record<string, unknown>> } | undefined {
  const file = manifests.flatMap((path) => files.filter((one) => one.path === path)).at(0);
  const fields = file && asObject(parsed(Buffer.from(file.bytes).toString('utf8')));
  const name = asText(fields?.['name']);
  return fields && name !== undefined && NAME.test(name) ? { name, fields } : undefined;
}

/** True where anything in the plugin is run at events: in a hooks file, in a manifest, in the front matter of a part. */
export function bringsHooks({ files, parts, evidence }: Content, manifest: Readonly<Record<string, unknown>>): boolean {
  return (
    evidence.hooks.length > 0 ||
    manifest['hooks'] !== undefined ||
    parts.some(({ kind }) => kind === 'hook') ||
    files.some(({ path }) => /(?:^|\/)hooks\.json$/.test(path))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/**
 * The folder of a plugin as the table has it for a harness that loads everything in it at once. One that brings hooks
 * would run them, so it is taken apart.
 */
export function placedFolder(harness: Harness, content: Content, scope: Scope): Placement | undefined {
  const [found] = placesOf(harness, 'plugin', scope);
  const manifest = found && manifestIn(content, found.fact.way?.manifests ?? []);
  const isRead = found?.fact.formats.some((format) => content.formats.includes(format));
  if (!manifest || isRead !== true || bringsHooks(content, manifest.fields)) return undefined;
  return write([{ type: 'folder', target: targetIn(found.place, content.name), files: content.files }]);
}
