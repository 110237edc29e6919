/** Larger files are data or build products; what they hold, no reader of instructions meets. In bytes. */
const MAX_READ = 1_000_000;

/** The content of one file, decoded once for all that look at it. */
export interface Content {
  /** Relative to the root of the entry. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** False for images, archives and programs. */
  readonly isText: boolean;
  /**
   * A byte order mark included, and U+FFFD for bytes that are not UTF-8: one stray byte must not hide a file from those
   * who look for trouble. Undefined for what is no text or larger than is read.
   */
  readonly text: string | undefined;
}

/** What agents read and shells run whatever bytes are in it; a NUL does not make it a picture. */
const TEXT_NAME = /\.(?:md|mdx|mdc|txt|sh|bash|zsh|py|js|mjs|cjs|ts|mts|rb|pl|php|ps1|bat|json|ya?ml|toml)$/i;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes a file where it is text of a size that is read. */
export function contentOf(path: string, bytes: Uint8Array): Content {
  const isScript = bytes[0] === 0x23 && bytes[1] === 0x21;
  const isText = isScript || TEXT_NAME.test(path) || !bytes.includes(0);
  return { path, bytes, isText, text: isText && bytes.byteLength <= MAX_READ ? decoder.decode(bytes) : undefined };
}
