/** In UTF-16 code units. */
const LONGEST = 300;

/** The first line of a text that is not blank, without the signs of a heading: what says the most where nothing else does. */
export function firstLine(text: string): string | undefined {
  const line = text
    .split('\n')
    .map((candidate) => candidate.replace(/^#+\s*/, '').trim())
    .find((candidate) => candidate !== '');
  return line?.slice(0, LONGEST);
}
