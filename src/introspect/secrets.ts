import { asObject } from '../domain/untyped.ts';

const SECRET = /token|secret|password|passwd|api[-_]?key|auth/i;

/** Keys whose texts are secrets themselves. Narrower than for arguments: "author" and "tokens" are words of manifests. */
const SECRET_KEY = /(?:token|secret|password|passwd|api[-_]?key|authorization)$/i;

/** Maps whose values people keep for themselves, wherever they stand in a manifest. */
const HIDDEN_MAPS = new Set(['env', 'environment', 'headers', 'http_headers']);

/** A part of a manifest or of front matter as it may be shown: values of `env` and `headers` are taken out. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const fields = asObject(value);
  if (!fields) return value;
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, publicValue(key, item)]));
}

function publicValue(key: string, value: unknown): unknown {
  if (HIDDEN_MAPS.has(key)) return withoutValues(value);
  if (typeof value === 'string') {
    if (/url$/i.test(key)) return publicAddress(value);
    return SECRET_KEY.test(key) && value !== '' ? '…' : value;
  }
  if ((key === 'args' || key === 'command') && Array.isArray(value)) return publicArguments(value);
  return withoutSecrets(value);
}

/** The names without the values: of a map, or of a list of `NAME=value`, `Name: value` or `{ name, value }`. */
function withoutValues(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[=:].*$/s, (rest) => `${rest.charAt(0)}…`);
  if (Array.isArray(value))
    return value.map((item: unknown) => (asObject(item) ? { ...asObject(item), value: '…' } : withoutValues(item)));
  const fields = asObject(value);
  return fields ? Object.fromEntries(Object.keys(fields).map((key) => [key, '…'])) : value;
}

/** The arguments as they are, but for values behind a name that promises a secret. */
export function publicArguments(args: unknown): string[] {
  const texts = Array.isArray(args) ? args.map(String) : [];
  return texts.map((argument, index) => {
    if (/^https?:/i.test(argument)) return publicAddress(argument);
    const name = /^[^=:]*(?==|:\s)/.exec(argument)?.[0];
    if (name !== undefined && SECRET.test(name)) return `${argument.slice(0, name.length + 1)}…`;
    const before = texts[index - 1] ?? '';
    return before.startsWith('-') && SECRET.test(before) && !before.includes('=') ? '…' : argument;
  });
}

/** An address without the parts in which people put keys. Placeholders such as `${HOST}` stay as they are written. */
export function publicAddress(address: string): string {
  if (address.includes('{') || !URL.canParse(address))
    return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/s, '');
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
