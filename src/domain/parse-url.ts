/** In UTF-16 code units. Real addresses are shorter, and Node says of some longer ones that they are valid and throws. */
const LONGEST = 4096;

/** Reads an absolute address (WHATWG URL). Never throws; undefined for what is none, or longer than 4096 code units. */
export function parsedUrl(text: string): URL | undefined {
  return text.length > LONGEST ? undefined : (URL.parse(text) ?? undefined);
}
