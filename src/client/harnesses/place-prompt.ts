import { type Harness, harnessTitles } from '../../domain/harness.ts';
import { kindWords } from '../../domain/kind.ts';
import { readPrompt } from '../convert/read-prompt.ts';
import { isWritten, writePrompt } from '../convert/write-prompt.ts';
import type { Placement } from '../model/action.ts';
import { conditionsOf, type Found, placesOf, targetIn } from './places.ts';
import { type Item, type Rule, skip, write } from './placement.ts';
import { NEEDS_PLUGIN, speaksOfPlugin } from './plugin-root.ts';
import { whyItRuns } from './running-keys.ts';

/**
 * A subagent or a command: byte for byte where the harness reads its format, otherwise written in the harness's own. It
 * goes into a folder of another harness only where there is no other way, as that one would load it too.
 */
export function placePrompt(harness: Harness): Rule {
  return (item, scope) => {
    const { kind, formats, files } = item.part;
    const places = placesOf(harness, kind, scope);
    const written = places.find(({ fact }) => isWritten(fact.formats[0] ?? ''));
    const readable = places.filter(({ fact }) => fact.formats.some((format) => formats.includes(format)));
    const native =
      readable.find((found) => !isForeign(harness, found)) ??
      (written && !isForeign(harness, written) ? undefined : readable[0]);
    if (!native && !written) return skip(item, noPlace(harness, item, scope));
    if (item.isApart && files.some(speaksOfPlugin)) return skip(item, NEEDS_PLUGIN);
    if (native) return copied(item, native, conditionsOf(native.fact, scope));
    return written ? converted(item, written, harness) : skip(item, noPlace(harness, item, scope));
  };
}

function noPlace(harness: Harness, { part }: Item, scope: 'project' | 'user'): string {
  const words = kindWords[part.kind].labelPlural.toLowerCase();
  const other = scope === 'project' ? 'user' : 'project';
  const title = harnessTitles[harness];
  return placesOf(harness, part.kind, other).length > 0
    ? `${title} has no folder for ${words} of a ${scope}; try the scope ${other}.`
    : `${title} has no folder for ${words}.`;
}

/** True for a folder of Claude Code, in which others look as well. */
function isForeign(harness: Harness, { place }: Found): boolean {
  return harness !== 'claude-code' && place.startsWith('.claude/');
}

function copied(item: Item, { place }: Found, notes: readonly string[]): Placement {
  const [file] = item.part.files;
  if (!file) return skip(item, 'Its file is missing.');
  const why = whyItRuns(file, item.part.formats);
  if (why !== undefined) return skip(item, why);
  const target = targetIn(place, item.part.name);
  return write([{ type: 'file', target, bytes: file.bytes, executable: false }], notes);
}

function converted(item: Item, { place, fact }: Found, harness: Harness): Placement {
  const prompt = readPrompt(item.part);
  if ('why' in prompt) return skip(item, prompt.why);
  const { text, notes } = writePrompt(prompt, fact.formats[0] ?? '');
  const target = targetIn(place, item.part.name);
  const title = harnessTitles[harness];
  return write(
    [{ type: 'file', target, bytes: new TextEncoder().encode(text), executable: false }],
    [`${target} was rewritten for ${title}.`, ...notes.map((note) => `${target}: ${note}`)],
  );
}
