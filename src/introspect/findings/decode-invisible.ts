/** Tag characters as the ASCII they spell, line ends included; others of their block say nothing. */
export function decodeTags(codes: readonly number[]): string {
  const ascii = codes.map((code) => code - 0xe0000);
  return String.fromCharCode(...ascii.filter((code) => code === 0x0a || (code >= 0x20 && code < 0x7f)));
}

/**
 * Variation selectors as the text they carry, or undefined. The usual way: the first sixteen are the bytes 0 to 15, the
 * others the bytes 16 to 255, of a text in UTF-8.
 */
export function decodeSelectors(codes: readonly number[]): string | undefined {
  // Two or three bytes look like text by chance.
  if (codes.length < 4) return undefined;
  const bytes = codes.map((code) => (code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00));
  return printable(Uint8Array.from(bytes));
}

/** Rows of two different characters as the text whose bits they are, eight to a character, or undefined. */
export function decodeBits(codes: readonly number[]): string | undefined {
  const [one, other, ...more] = new Set(codes);
  if (other === undefined || more.length > 0 || codes.length < 16 || codes.length % 8 !== 0) return undefined;
  for (const zero of [one, other]) {
    const bits = codes.map((code) => (code === zero ? '0' : '1')).join('');
    const text = printable(Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2)));
    if (text !== undefined) return text;
  }
  return undefined;
}

/**
 * The bytes as text where they are text in UTF-8 that people could read; undefined for everything else. Where more bytes
 * were `cut` off, the last character may be incomplete and is left out.
 */
export function printable(bytes: Uint8Array, cut = false): string | undefined {
  if (bytes.byteLength === 0) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return /^[\P{C}\s]+$/u.test(text) ? text : undefined;
  } catch {
    // A TypeError is how the decoder says that the bytes are not UTF-8.
    return undefined;
  }
}
