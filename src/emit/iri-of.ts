import { parsedUrl } from '../domain/parse-url.ts';

/**
 * An absolute address as formats take it that demand an IRI (RFC 3987).
 *
 * @returns Undefined for what is no address, or has characters that a browser forgives and the grammar does not.
 */
export function iriOf(text: string): string | undefined {
  const address = parsedUrl(text.toWellFormed())?.href;
  if (address === undefined || /[^\w\-.~:/?#@!$&'()*+,;=%]|%(?![\dA-F]{2})/i.test(address)) return undefined;
  // A second hash is the one thing that the characters alone do not tell.
  return address.indexOf('#') === address.lastIndexOf('#') ? address : undefined;
}
