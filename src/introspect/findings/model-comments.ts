import type { Hit, TextFile } from './scanner.ts';

/** The longest comment that is read to its end, in UTF-16 code units. */
const MAX_COMMENT = 4000;

/** How far code inside a line is followed on each side, in UTF-16 code units. */
const REACH = 300;

const MODEL = String.raw`(?:the\s+|any\s+|all\s+)?(?:(?:ai|llm|language|coding)\s+)?(?:ai|llms?|claude|chatgpt|gpt|copilot|gemini|agents?|assistants?|models?)`;
const SENTENCE = String.raw`(?:^|[.!?:;\n-])\s*`;

/** What is said to a model and to nobody else. */
const addresses: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|the|your|every)\s+){0,3}(?:previous|prior|above|earlier|preceding|system|safety)\b/i,
  /\b(?:do\s+not|don't|never)\s+(?:tell|inform|mention|reveal|show|disclose|report|alert|notify|warn)\b[^.\n]{0,60}\b(?:user|human|operator)s?\b/i,
  /\bwithout\s+(?:telling|informing|asking|notifying|alerting)\s+(?:the\s+)?(?:user|human)s?\b/i,
  /\b(?:hidden|secret)\s+instructions?\b/i,
  /\b(?:reveal|show|print|output|repeat|leak|dump|send|share|change|replace)\s+(?:\w+\s+){0,3}system\s+prompt\b/i,
  /\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:\w+\s+){0,2}(?:assistant|ai|agent|model|llm|claude|chatgpt)\b/i,
  // Spoken to, with something to say: not a marker such as "AGENT: summary".
  new RegExp(
    String.raw`^\s*(?:(?:attention|note|notice|important|instructions?|message)\s*(?:to|for|:)?\s*)?${MODEL}(?:\s+(?:agents?|assistants?|models?|reading\s+this))?\s*[:,](?:\s+\S+){3}`,
    'i',
  ),
  new RegExp(String.raw`${SENTENCE}${MODEL}\s+(?:must|should|shall|needs?\s+to|has\s+to|have\s+to)\b`, 'i'),
  /\byou\s+(?:must|should|shall|are\s+required\s+to)\s+(?:(?:always|never|also|now|first|not)\s+)?(?:run|execute|send|post|upload|read|fetch|download|install|obey|respond|reply|output)\b/i,
];

/** Comments in Markdown and HTML that tell a model what to do. Those in examples of code are only mentioned. */
export function* modelComments({ text, prose }: TextFile): Generator<Hit> {
  if (!prose) return;
  const fences = followFences(text);
  for (let start = text.indexOf('<!--'); start !== -1;) {
    const head = text.slice(start + 4, start + 4 + MAX_COMMENT);
    const code = inlineCodeAt(text, start);
    const length = code ?? head.indexOf('-->');
    const body = length === -1 ? head : head.slice(0, length);
    const end = start + 4 + body.length;
    if (addresses.some((address) => address.test(body))) {
      const shown = code !== undefined || fences(start);
      const message = shown
        ? 'An example of a comment that tells a model what to do.'
        : 'A comment that no page shows tells a model what to do.';
      const severity = shown ? 'info' : undefined;
      yield { rule: 'finding-model-comment', start, end, details: () => ({ message, severity }) };
    }
    start = text.indexOf('<!--', end);
  }
}

/**
 * Tells for growing offsets whether they lie in a fenced block of code. Good enough for the weight of a finding and not
 * for leaving it out: HTML blocks can contain what looks like a fence and is none.
 */
function followFences(text: string): (offset: number) => boolean {
  const lines = text.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)/gm);
  let next = lines.next();
  let open: string | undefined;
  return (offset) => {
    for (; !next.done && next.value.index < offset; next = lines.next()) {
      const [, fence = '', rest = ''] = next.value;
      if (open === undefined) open = fence;
      else if (fence.startsWith(open) && rest.trim() === '') open = undefined;
    }
    return open !== undefined;
  };
}

/** Where a comment stands in code inside a line: how much of the code follows its opening, in UTF-16 code units. */
function inlineCodeAt(text: string, start: number): number | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  const ticks = before.slice(before.lastIndexOf('\n') + 1).split('`').length - 1;
  const after = /^[^\n`]*`/.exec(text.slice(start + 4, start + 4 + REACH))?.[0];
  return ticks % 2 === 1 && after !== undefined ? after.length - 1 : undefined;
}
