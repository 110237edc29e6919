import type { Node } from 'jsonc-parser';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { insertJson } from './insert-json.ts';
import { nodeValue, propertiesOf, readJsonText, valueOf } from './json-text.ts';
import { valueAt } from './plain-value.ts';
import { removeJson } from './remove-json.ts';
import { type Inserted, type PlacedSetting, type Refused, type Removed, type Setting, settingName } from './setting.ts';
import { insertToml, removeToml } from './toml-settings.ts';

const BOM = '\uFEFF';

/**
 * Puts one value into the text of a settings file, beside what a person keeps there: comments, order, indent, line ends
 * and the byte order mark stay. A value that stands under the same keys is never overwritten.
 *
 * @param text Undefined where there is no such file.
 * @returns The new text and what was put in; or a refusal, where the file is broken or has something else there.
 */
export function insertSetting(text: string | undefined, setting: Setting): Inserted | Refused {
  const { mark, rest } = apart(text ?? '');
  const { format } = setting;
  const result = format === 'toml' ? insertToml(rest, setting) : insertJson(rest, { ...setting, format });
  return 'refused' in result ? result : { ...result, text: mark + result.text };
}

/**
 * Takes a value out of the text of a settings file again. A value that is gone already is no trouble; one that a person
 * has changed stays, and is a refusal, unless it was only there to start from.
 *
 * @returns The text as it was before, byte for byte, unless someone has written the file anew; undefined where the file
 *   was made for such values and is empty without them.
 */
export function removeSetting(text: string, placed: PlacedSetting): Removed | Refused {
  // The same value stood there before.
  if (placed.inserted === '') return { text };
  const { mark, rest } = apart(text);
  const result = placed.format === 'toml' ? removeToml(rest, placed) : removeFromJson(rest, placed);
  if ('refused' in result) return result;
  const isGone = placed.created && result.text.trim() === '';
  return { text: isGone ? undefined : mark + result.text };
}

function removeFromJson(text: string, placed: PlacedSetting): { readonly text: string } | Refused {
  const { keys } = placed;
  const name = settingName(keys);
  const read = readJsonText(text, placed.format === 'jsonc' ? 'jsonc' : 'json');
  if (read.type === 'blank') return { text };
  if (read.type === 'broken')
    return { refused: `The file is not valid JSON (line ${read.line}): mend it, then try again.` };
  const present = valueAt(nodeValue(read.root), keys);
  if (present === undefined) return { text };
  if (isTwice(read.root, keys)) return { refused: `The file has ${name} twice: remove one of them, then try again.` };
  // What may be chosen is on or off; anything else was never put there.
  const isChosen = placed.initial === true && typeof present === 'boolean';
  if (!isChosen && sha256(canonicalJson(present)) !== placed.sha256)
    return { refused: `${name} has been changed since it was put into the file: remove it by hand if you mean to.` };
  return removeJson(text, read.root, placed);
}

function isTwice(root: Node, keys: readonly string[]): boolean {
  let node: Node | undefined = root;
  for (const key of keys) {
    const found: Node[] = node?.type === 'object' ? propertiesOf(node, key) : [];
    if (found.length > 1) return true;
    node = found[0] && valueOf(found[0]);
  }
  return false;
}

function apart(text: string): { readonly mark: string; readonly rest: string } {
  return text.startsWith(BOM) ? { mark: BOM, rest: text.slice(1) } : { mark: '', rest: text };
}
