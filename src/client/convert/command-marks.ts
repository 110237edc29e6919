import type { Marks } from './prompt.ts';

interface MarkedBody {
  readonly body: string;
  readonly notes: readonly string[];
}

const CALL_DOLLARS = /!`/g;
const CALL_BRACES = /([!@])\{/g;

/**
 * The body of a command for a harness that marks arguments and calls in another way. The place of the arguments is
 * carried over. A call of a shell is not: what was plain text in one harness never becomes a call in another, and what
 * was a call becomes plain text.
 */
export function remark(body: string, from: Marks, to: Marks): MarkedBody {
  if (from === to) return { body, notes: callsIn(body, from) ? [RUNS] : [] };
  const notes = [
    ...(callsIn(body, from) ? [RUNS_NOT] : []),
    ...(from === 'dollars' && /\$\d/.test(body) ? [NO_NUMBERS] : []),
    ...(to === 'none' && takesArguments(body, from) ? [NO_ARGUMENTS] : []),
  ];
  // In this order: arguments behind an exclamation mark would make a call too.
  return { body: disarmed(withArguments(body, from, to), to), notes };
}

const RUNS = 'It runs commands of the shell while it is called; they are marked with ! in its text.';
const RUNS_NOT = 'The commands of the shell that are marked with ! in its text are not run there: they are plain text.';
const NO_NUMBERS = 'Its numbered arguments ($1 and so on) are plain text there.';
const NO_ARGUMENTS = 'It takes no arguments there.';

function callsIn(body: string, marks: Marks): boolean {
  return marks === 'dollars' ? body.includes('!`') : marks === 'braces' && body.includes('!{');
}

function takesArguments(body: string, from: Marks): boolean {
  return body.includes(from === 'braces' ? '{{args}}' : '$ARGUMENTS');
}

/** A blank between the two characters that would make a call. */
function disarmed(body: string, to: Marks): string {
  if (to === 'dollars') return body.replaceAll(CALL_DOLLARS, '! `');
  return to === 'braces' ? body.replaceAll(CALL_BRACES, '$1 {') : body;
}

function withArguments(body: string, from: Marks, to: Marks): string {
  if (from === 'dollars' && to === 'braces') return body.replaceAll('$ARGUMENTS', '{{args}}');
  return from === 'braces' && to === 'dollars' ? body.replaceAll('{{args}}', () => '$ARGUMENTS') : body;
}
