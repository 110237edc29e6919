import { type Harness, harnessTitles } from '../../domain/harness.ts';
import { asObject } from '../../domain/untyped.ts';
import { conditionsOf, placesOf } from './places.ts';
import { type Item, type Rule, skip, write } from './placement.ts';
import { isInPlugin, NEEDS_PLUGIN } from './plugin-root.ts';

/**
 * Hooks are placed in a folder that the harness does not read, and never switched on: that is for a person to do, who
 * has looked at them.
 */
export function placeHook(harness: Harness): Rule {
  const title = harnessTitles[harness];
  return (item, scope) => {
    const places = placesOf(harness, 'hook', scope);
    if (places.length === 0) return skip(item, `${title} takes hooks in no form that can be placed for it.`);
    const { formats, name } = item.part;
    const found = places.find(({ fact }) => formats.length > 0 && formats.every((one) => fact.formats.includes(one)));
    if (!found) return skip(item, `${title} does not read hooks of the form ${formats.join(', ') || 'they are in'}.`);
    const text = hooksText(item);
    if (text === undefined) return skip(item, 'Its file cannot be read.');
    if (textsIn(JSON.parse(text)).some(isInPlugin)) return skip(item, item.isApart ? NEEDS_PLUGIN : NEEDS_FILES);

    const folder = found.place.slice(0, found.place.lastIndexOf('/'));
    const target = `${folder}/hooks/${name}/hooks.json`;
    const action = { type: 'file', target, bytes: new TextEncoder().encode(text), executable: false } as const;
    const gaps =
      item.part.files.length === 0 && text.includes(HIDDEN)
        ? [`${target}: Values marked ${HIDDEN} were never published; fill them in.`]
        : [];
    const merge = `Nothing of it runs yet. To switch it on, look through ${target} and merge its "hooks" into ${found.place} by hand.`;
    return write([action], [merge, ...gaps, ...conditionsOf(found.fact, scope)]);
  };
}

const NEEDS_FILES = 'Its commands run files that come with a plugin: install that plugin instead.';

/** Stands in a published configuration where a value was. */
const HIDDEN = '…';

/** The file byte for byte where there is one; otherwise the configuration in the form of a whole file. */
function hooksText({ part: { files, config } }: Item): string | undefined {
  const [file] = files;
  if (!file) return config === undefined ? undefined : `${JSON.stringify(wrapped(config), undefined, 2)}\n`;
  const text = Buffer.from(file.bytes).toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function wrapped(config: unknown): unknown {
  return asObject(config)?.['hooks'] === undefined ? { hooks: config } : config;
}

/** The words of every text in a value: a command runs what its words name. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...value.split(/[\s"'=]+/)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
