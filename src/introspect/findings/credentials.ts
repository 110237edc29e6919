import { credentialPatterns, isPlaceholder } from './credential-patterns.ts';
import type { Span } from './excerpt.ts';
import type { Hit, TextFile } from './scanner.ts';

interface Credential extends Span {
  readonly name: string;
  readonly value: string;
}

/** A private key that could be one has at least this many characters of Base64. */
const MIN_KEY = 100;

// What may not stand before a credential is asked only after its prefix, which is quick, and before the rest, which may
// be long: so a text of nothing but prefixes is passed over once.
const anyCredential = new RegExp(
  credentialPatterns
    .map(({ prefix, rest, notAfter = String.raw`\w-` }) => {
      return `(${prefix}${notAfter === '' ? '' : `(?<![${notAfter}]${prefix})`}${rest})`;
    })
    .join('|'),
  'g',
);

/** Credentials that look as if they worked: not those that are plainly examples. */
export function* credentials({ text }: TextFile): Generator<Hit> {
  for (const { name, value, start, end } of credentialsIn(text)) {
    if (!looksReal(name, value)) continue;
    yield { rule: 'finding-credential', start, end, details: () => ({ message: describe(name) }) };
  }
}

function describe(name: string): string {
  return `This has the form of ${/^[AO]/.test(name) ? 'an' : 'a'} ${name} and is not an example.`;
}

/** Everything in a text that must not be shown, examples and passwords in addresses included; sorted, no overlaps. */
export function secretSpans(text: string): Span[] {
  const passwords = Array.from(text.matchAll(/:\/\/[^\s/:@]{1,100}:(?=[^\s/@]{1,200}@)/g), ({ 0: before, index }) => {
    const start = index + before.length;
    return { start, end: text.indexOf('@', start) };
  });
  const spans = [...credentialsIn(text), ...passwords].toSorted((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last && start < last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}

function* credentialsIn(text: string): Generator<Credential> {
  for (const match of text.matchAll(anyCredential)) {
    const pattern = credentialPatterns[match.slice(1).findIndex((group) => group !== undefined)];
    if (!pattern) continue;
    const end = match.index + match[0].length;
    const start = pattern.value === undefined ? match.index : end - pattern.value;
    yield { name: pattern.name, value: text.slice(start, end), start, end };
  }
}

function looksReal(name: string, value: string): boolean {
  if (name === 'private key') {
    const body = value.replace(/^-----.*?-----/, '').replaceAll(/\\[nr]|[\s"',]/g, '');
    return body.length >= MIN_KEY && !isPlaceholder(body);
  }
  if (name === 'JSON Web Token') return !isPlaceholder(value) && !isForEveryone(value.split('.')[1] ?? '');
  return !isPlaceholder(value);
}

/**
 * True for the tokens that documentation shows, of jwt.io, of demonstration servers, of people named John Doe, and for
 * those that services such as Supabase hand to every visitor of a page.
 */
function isForEveryone(claims: string): boolean {
  const decoded = Buffer.from(claims, 'base64url').toString('utf8');
  return /"role":\s*"anon"|1234567890|john doe|jane doe|-demo"|example|"sub":\s*"(?:user|test)/i.test(decoded);
}
