import type { ContentFile } from '../../domain/composed.ts';

/** What harnesses call the folder of the plugin that something comes from. */
const PLUGIN_ROOT = /\$\{?(?:[A-Z]+_)?PLUGIN_(?:ROOT|DATA)\b|\$\{extensionPath\}/;

/** True where a file speaks of the folder of its plugin. */
export function speaksOfPlugin({ bytes }: ContentFile): boolean {
  return PLUGIN_ROOT.test(Buffer.from(bytes).toString('latin1'));
}

/** True where a word of a configuration speaks of the folder of its plugin, or of a place relative to it. */
export function isInPlugin(word: string): boolean {
  return PLUGIN_ROOT.test(word) || /^\.{1,2}[/\\]/.test(word);
}

export const NEEDS_PLUGIN = 'It works only in the folder of its plugin, which this harness is not given.';
