import type { ServerFacts } from '../../domain/evidence.ts';
import { byText } from '../../domain/order.ts';
import { parsedUrl } from '../../domain/parse-url.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { publicArguments, wordsOf } from '../public-arguments.ts';

/** What the harnesses call the address: most, Gemini CLI, Windsurf, mcporter. Gemini's first word names the transport. */
const ADDRESS_KEYS = ['httpUrl', 'url', 'serverUrl', 'baseUrl'];

/** Maps and lists whose keys or items are names of variables and headers; the `…_vars` and `…_var` ones are Codex's. */
const NAME_KEYS = ['env', 'environment', 'headers', 'http_headers', 'env_http_headers', 'env_vars'];

/** The words for a transport, without hyphens and case: in the specification, and as harnesses write them. */
const TRANSPORTS: ReadonlyMap<string, 'stdio' | 'http' | 'sse'> = new Map([
  ['stdio', 'stdio'],
  ['local', 'stdio'],
  ['http', 'http'],
  ['https', 'http'],
  ['remote', 'http'],
  ['streamablehttp', 'http'],
  ['sse', 'sse'],
]);

/** True where the value says how to reach a server. */
export function isServer(value: unknown): boolean {
  const fields = asObject(value);
  return fields !== undefined && (commandOf(fields).length > 0 || addressOf(fields) !== undefined);
}

/**
 * How a server is started or where it is, from the configuration of any harness.
 *
 * @param isGemini Gemini CLI means SSE where others mean HTTP by a bare `url`.
 * @returns Undefined where it has neither a command nor an address.
 */
export function serverFacts(config: Readonly<Record<string, unknown>>, isGemini: boolean): ServerFacts | undefined {
  const command = commandOf(config);
  const address = addressOf(config);
  const variables = namesOf(config);
  const said = transportOf(config);
  const isLocal = command.length > 0 && (address === undefined || said === undefined || said === 'stdio');
  if (isLocal) {
    const args = typeof config['args'] === 'string' ? wordsOf(config['args']) : config['args'];
    const words = [...command, ...(Array.isArray(args) ? args : [])];
    return { transport: 'stdio', command: publicArguments(words).join(' '), variables };
  }
  if (address === undefined) return undefined;
  const host = hostOf(address.text);
  const unsaid = isGemini && address.key === 'url' ? 'sse' : 'http';
  return {
    transport: said === 'sse' || said === 'http' ? said : unsaid,
    ...(host !== undefined && { host }),
    variables,
  };
}

/** The servers of a map from names to configurations, as front matter and TOML hold them; what is none is passed over. */
export function serversIn(map: unknown): ServerFacts[] {
  return Object.values(asObject(map) ?? {}).flatMap((server) => {
    const facts = serverFacts(asObject(server) ?? {}, false);
    return facts ? [facts] : [];
  });
}

/** The words of `command`, a text with or without arguments, or a list (OpenCode). */
function commandOf({ command }: Readonly<Record<string, unknown>>): string[] {
  if (Array.isArray(command)) return command.filter((word) => typeof word === 'string');
  return wordsOf(asText(command) ?? '');
}

function addressOf(config: Readonly<Record<string, unknown>>): { key: string; text: string } | undefined {
  for (const key of ADDRESS_KEYS) {
    const text = asText(config[key]);
    if (text !== undefined) return { key, text };
  }
  return undefined;
}

function transportOf(config: Readonly<Record<string, unknown>>): 'stdio' | 'http' | 'sse' | undefined {
  const word = asText(config['type']) ?? asText(config['transport']) ?? asText(config['transportType']);
  return TRANSPORTS.get(word?.toLowerCase().replace(/[-_]/g, '') ?? '');
}

function namesOf(config: Readonly<Record<string, unknown>>): string[] {
  const names = NAME_KEYS.flatMap((key) => {
    const value = valueOf(config, key);
    return Array.isArray(value) ? value.flatMap(nameIn) : Object.keys(asObject(value) ?? {});
  });
  const token = asText(config['bearer_token_env_var']);
  return [...new Set(token === undefined ? names : [...names, token])].toSorted(byText);
}

/** The value of a key in any case of letters. */
function valueOf(config: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.entries(config).find(([written]) => written.toLowerCase() === key)?.[1];
}

/** `NAME`, `NAME=value`, `Name: value` or `{ name, value }`. */
function nameIn(item: unknown): string[] {
  const name = asText(asObject(item)?.['name']) ?? asText(item)?.split(/[=:]/, 1)[0];
  return name === undefined ? [] : [name.trim()];
}

/** The host, unless a placeholder stands in its place. */
function hostOf(address: string): string | undefined {
  const { host = '' } = parsedUrl(address) ?? {};
  return host === '' || /[^a-z0-9.:_[\]-]/.test(host) ? undefined : host;
}
