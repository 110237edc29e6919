const LONGEST = 100;

/** A text of strangers for a message or a heading, cut to a length that people read. */
export function shorten(text: string): string {
  const characters = Array.from(text.slice(0, LONGEST * 2));
  return characters.length > LONGEST || text.length > LONGEST * 2 ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
