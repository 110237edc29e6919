import { asObject } from '../domain/untyped.ts';

const SECRET = /token|secret|password|passwd|api[-_]?key|auth/i;

/** Maps whose values people keep for themselves, wherever they stand in a manifest. */
const HIDDEN_MAPS = new Set(['env', 'headers']);

/** A part of a manifest or of front matter as it may be shown: values of `env` and `headers` are taken out. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const fields = asObject(value);
  if (!fields) return value;
  const shown = Object.entries(fields).map(([key, item]): [string, unknown] => {
    if (HIDDEN_MAPS.has(key) && asObject(item)) return [key, withoutValues(item)];
    if (key === 'args' && Array.isArray(item)) return [key, publicArguments(item)];
    return [key, key === 'url' || key === 'httpUrl' ? publicAddress(item) : withoutSecrets(item)];
  });
  return Object.fromEntries(shown);
}

function withoutValues(map: unknown): Record<string, string> {
  return Object.fromEntries(Object.keys(asObject(map) ?? {}).map((key) => [key, '…']));
}

/** The arguments as they are, but for values behind a name that promises a secret. */
export function publicArguments(args: unknown): string[] {
  const texts = Array.isArray(args) ? args.map(String) : [];
  return texts.map((argument, index) => {
    if (/^https?:/i.test(argument)) return String(publicAddress(argument));
    const name = /^[^=:]*(?==|:\s)/.exec(argument)?.[0];
    if (name !== undefined && SECRET.test(name)) return `${argument.slice(0, name.length + 1)}…`;
    const before = texts[index - 1] ?? '';
    return before.startsWith('-') && SECRET.test(before) && !before.includes('=') ? '…' : argument;
  });
}

/** An address without the parts in which people put keys. */
function publicAddress(address: unknown): unknown {
  if (typeof address !== 'string' || !URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
