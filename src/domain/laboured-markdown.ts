/** A line that opens this many quotes or lists at once. The time of parsers grows with the square of it; no author's does. */
const NESTED = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){40}/m;

/** So many marks of emphasis and links in one paragraph cost a parser half a second; its time grows with the square. */
const MAX_MARKS = 4000;

/** Whether a text was made to keep a Markdown parser busy for minutes or hours. */
export function isLaboured(text: string): boolean {
  if (NESTED.test(text)) return true;
  return text.split(/\n[ \t]*\n/).some((paragraph) => (paragraph.match(/[*_~]+|\]\(/g)?.length ?? 0) > MAX_MARKS);
}
