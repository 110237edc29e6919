import { shownText } from '../../domain/shown-text.ts';

/** A stretch of a text, in UTF-16 code units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How much of a credential is shown at most: enough to tell which one is meant. Of short ones it is a quarter. */
const SHOWN = 4;

/** How much of the line is shown before the hit. */
const BEFORE = 30;

/**
 * The line around a hit as it can be shown: in one line, credentials cut, invisible characters as escapes. `secrets`
 * are sorted and do not overlap. The result has at most `max` UTF-16 code units.
 */
export function excerptAt(text: string, hit: Span, secrets: readonly Span[], max: number): string {
  const before = text.slice(Math.max(0, hit.start - BEFORE), hit.start);
  const from = hit.start - before.length + (before.lastIndexOf('\n') + 1);
  // What is left out makes the text shorter than it was, so more of it is looked at than can be shown.
  const window = text.slice(hit.start, hit.start + 4 * max);
  const lineEnd = window.indexOf('\n', Math.max(0, hit.end - hit.start - 1));
  return shownText(
    redact(text, { start: from, end: hit.start + (lineEnd === -1 ? window.length : lineEnd) }, secrets),
    max,
  );
}

/** A decoded text as it can be shown, at most `max` UTF-16 code units long. */
export function showDecoded(text: string, secrets: readonly Span[], max: number): string {
  return shownText(redact(text, { start: 0, end: Math.min(text.length, 4 * max) }, secrets), max);
}

function redact(text: string, { start, end }: Span, secrets: readonly Span[]): string {
  let result = '';
  let at = start;
  for (const secret of secrets) {
    if (secret.end <= at) continue;
    if (secret.start >= end) break;
    result += text.slice(at, Math.max(at, secret.start));
    const kept = Math.min(SHOWN, Math.floor((secret.end - secret.start) / 4));
    if (secret.start >= start) result += text.slice(secret.start, Math.min(secret.start + kept, end));
    result += '…';
    at = secret.end;
  }
  return result + text.slice(at, Math.max(at, end));
}
