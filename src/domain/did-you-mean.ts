import { distance } from 'fastest-levenshtein';

/**
 * The known word that was most likely meant.
 *
 * @returns Undefined where none is close: more than a third of the letters (rounded up), or more than three, would have to change.
 */
export function closest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.min(3, Math.ceil(word.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away <= limit && away < (best?.distance ?? Infinity)) best = { word: candidate, distance: away };
  }
  return best?.word;
}

/** `Did you mean "x"?`, or the list of what is known where it is short, or undefined. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const meant = closest(word, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return known.length > 0 && known.length <= 12 ? `Known here: ${known.join(', ')}.` : undefined;
}
