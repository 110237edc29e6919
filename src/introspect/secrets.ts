import { parsedUrl } from '../domain/parse-url.ts';
import { asObject } from '../domain/untyped.ts';
import { publicArguments, publicCommand, withoutNamed, withoutUsers } from './public-arguments.ts';

/** Keys whose values are secrets themselves. Narrower than for arguments: "author", "key" and "tokens" are words of manifests. */
const SECRET_KEY =
  /(?:token|secret|password|passwd|passphrase|(?:api|access|secret|private)[-_]?key|authorization|credentials?)$|(?:^|[-_])auth$/i;

/** Maps whose values people keep for themselves, wherever they stand in a manifest. */
const HIDDEN_MAPS = new Set(['env', 'environment', 'headers', 'http_headers']);

/** What harnesses call a line for a shell, or its arguments. */
const COMMAND_KEYS = new Set(['command', 'args', 'bash', 'powershell', 'linux', 'osx', 'windows']);

/** Keys of addresses that work without query and fragment. */
const ADDRESS_KEY = /(?:ur[il]|endpoint|homepage|repository|website)$/i;

/** In UTF-16 code units. What is longer is no address. */
const LONGEST_ADDRESS = 4096;

/**
 * A part of a manifest or of front matter as it may be shown: without the values of `env` and `headers`, of keys that
 * promise a secret, and without user names and passwords in addresses. Keys count in any case of letters.
 */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return publicText(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const fields = asObject(value);
  if (!fields) return value;
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, shownValue(key, item)]));
}

/** The same of the value of a key: the key decides what is hidden. */
export function shownValue(key: string, value: unknown): unknown {
  const word = key.toLowerCase();
  if (HIDDEN_MAPS.has(word)) return withoutValues(value);
  if (SECRET_KEY.test(key)) return hidden(word, value);
  if (COMMAND_KEYS.has(word)) {
    if (typeof value === 'string') return publicCommand(value);
    if (Array.isArray(value) && !value.some((item) => typeof item === 'object')) return publicArguments(value);
  }
  return typeof value === 'string' && ADDRESS_KEY.test(key) ? publicAddress(value) : withoutSecrets(value);
}

/** What stands under a key that promises a secret. */
function hidden(word: string, value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : '…';
  if (Array.isArray(value)) return value.map((item: unknown) => hidden(word, item));
  const fields = asObject(value);
  if (!fields) return value;
  if (word.endsWith('credentials')) return withoutValues(value);
  // The description of a setting, with what it is where nobody sets it.
  const isValue = (key: string): boolean => key === 'default' || key === 'value';
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [key, isValue(key) ? hidden(word, item) : shownValue(key, item)]),
  );
}

/** The names without the values: of a map, or of a list of `NAME=value`, `Name: value` or `{ name, value }`. */
function withoutValues(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[=:].*$/s, (rest) => `${rest.charAt(0)}…`);
  if (Array.isArray(value))
    return value.map((item: unknown) => (asObject(item) ? { ...asObject(item), value: '…' } : withoutValues(item)));
  const fields = asObject(value);
  return fields ? Object.fromEntries(Object.keys(fields).map((key) => [key, '…'])) : value;
}

/** A text in which addresses stand without user names; one that is an address stands without keys in its query too. */
function publicText(text: string): string {
  const isAddress = text.length <= LONGEST_ADDRESS && text.includes('://') && !/\s/.test(text);
  return isAddress ? withoutNamed(withoutUsers(text)) : withoutUsers(text);
}

/**
 * An address without the parts in which people put keys: user and password, query, fragment. `git` stays, because it is
 * everybody's name over ssh, and so do placeholders such as `${HOST}`.
 */
export function publicAddress(address: string): string {
  const isAbsolute = /^(?:https?|wss?|ftp):|^[a-z][a-z0-9+.-]*:[\\/]{2}/i.test(address);
  const url = isAbsolute && !address.includes('{') ? parsedUrl(address) : undefined;
  if (!url) {
    const bare = address
      .replace(/^((?:[a-z][a-z0-9+.-]*:)?[\\/]{2})(?!git@)[^/?#]*@/i, '$1')
      .replace(/^(?!npm:)[^\s/?#@:]+:[^\s/?#]+@/, '');
    return withoutUsers(bare).replace(/[?#].*$/s, '');
  }
  if (url.username !== 'git' || url.password !== '') {
    url.username = '';
    url.password = '';
  }
  url.search = '';
  url.hash = '';
  return url.href;
}
