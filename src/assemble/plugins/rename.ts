import type { MeasuredEntry } from '../../domain/entry.ts';

/** Plain words that YAML takes for something else than a text. */
const NO_TEXT = /^(?:\d|(?:true|false|null|yes|no|on|off|y|n)$)/;

/** In bytes. No line with a name is longer. */
const LONGEST_LINE = 1000;

/**
 * Gives a Markdown file another `name`: the value on that one line of its front matter is replaced, and every other byte
 * stays.
 *
 * @param entry Introspection knows the line and the value that is read from it.
 * @returns The bytes as they were where the name is right already or none is given; undefined where the line says
 *   anything else than the value.
 */
export function renamed(bytes: Uint8Array, { frontMatter }: MeasuredEntry, name: string): Uint8Array | undefined {
  const written = frontMatter.get('name');
  if (!written || written.value === name) return bytes;
  const { line: wanted = 0 } = written.at;
  let start = 0;
  for (let line = 1; line < wanted; line++) {
    const end = bytes.indexOf(NEWLINE, start);
    if (end === -1) return undefined;
    start = end + 1;
  }
  const newline = bytes.indexOf(NEWLINE, start);
  const end = newline === -1 ? bytes.length : newline;
  if (end - start > LONGEST_LINE) return undefined;
  const text = new TextDecoder().decode(bytes.subarray(start, end));
  const [, quote = '', value, closing, rest = ''] = /^name:[ \t]+(["']?)(.*?)(["']?)([ \t]*\r?)$/.exec(text) ?? [];
  if (value === undefined || quote !== closing || value !== written.value) return undefined;
  const plain = NO_TEXT.test(name) ? `"${name}"` : name;
  const put = new TextEncoder().encode(`name: ${plain}${rest}`);
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
}

const NEWLINE = 0x0a;
