import { wordsOf } from '../../introspect/public-arguments.ts';
import { asObject, asText } from '../../domain/untyped.ts';

/** An MCP server as any harness can be told of it. */
export interface ServerForm {
  readonly start:
    | { readonly transport: 'stdio'; readonly command: string; readonly args: readonly string[] }
    | { readonly transport: 'http' | 'sse'; readonly url: string };
  /** Names of the variables it is given. */
  readonly variables: readonly string[];
  /** Names of the headers that are sent to it. */
  readonly headers: readonly string[];
  /** Keys of the configuration that have no place in this form. */
  readonly others: readonly string[];
}

const ADDRESS_KEYS = ['httpUrl', 'url', 'serverUrl', 'baseUrl'];
const TRANSPORT_KEYS = ['type', 'transport', 'transportType'];
const VARIABLE_KEYS = ['env', 'environment', 'env_vars'];
const HEADER_KEYS = ['headers', 'http_headers', 'env_http_headers'];
const KNOWN = new Set([
  'command',
  'args',
  'description',
  'bearer_token_env_var',
  ...ADDRESS_KEYS,
  ...TRANSPORT_KEYS,
  ...VARIABLE_KEYS,
  ...HEADER_KEYS,
]);

/**
 * Reads the configuration of a server in the form of any harness.
 *
 * @param said The transport as the index has it; the configuration alone does not always tell.
 * @returns Undefined where it has neither a command nor an address.
 */
export function serverForm(config: unknown, said: string | undefined): ServerForm | undefined {
  const fields = asObject(config);
  const start = fields && startOf(fields, said);
  if (!start) return undefined;
  const bearer = fields['bearer_token_env_var'] === undefined ? [] : ['Authorization'];
  return {
    start,
    variables: names(fields, VARIABLE_KEYS).filter((name) => /^[A-Za-z_]\w*$/.test(name)),
    headers: [...new Set([...names(fields, HEADER_KEYS), ...bearer])].filter((name) => /^[\w-]+$/.test(name)),
    others: Object.keys(fields).filter((key) => !KNOWN.has(key)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function startOf(fields: Fields, said: string | undefined): ServerForm['start'] | undefined {
  const url = ADDRESS_KEYS.map((key) => asText(fields[key])).find((text) => text !== undefined);
  const word = said ?? TRANSPORT_KEYS.map((key) => asText(fields[key])).find((text) => text !== undefined) ?? '';
  const [command, ...more] = commandOf(fields);
  if (command !== undefined && (url === undefined || !/http|sse|remote/i.test(word)))
    return { transport: 'stdio', command, args: [...more, ...argsOf(fields)] };
  if (url === undefined) return undefined;
  return { transport: /^sse$/i.test(word) ? 'sse' : 'http', url };
}

/** A list, or a text, which is one line for a shell where no list of arguments goes with it. */
function commandOf({ command, args }: Fields): string[] {
  if (Array.isArray(command)) return command.filter((word) => typeof word === 'string');
  const text = asText(command);
  return text === undefined ? [] : args === undefined ? wordsOf(text) : [text];
}

function argsOf({ args }: Fields): string[] {
  if (typeof args === 'string') return wordsOf(args);
  return Array.isArray(args) ? args.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))) : [];
}

/** The keys of maps; of lists what stands before `=` or `:`, or under `name`. */
function names(fields: Fields, keys: readonly string[]): string[] {
  const found = keys.flatMap((key) => {
    const value = fields[key];
    if (!Array.isArray(value)) return Object.keys(asObject(value) ?? {});
    return value.flatMap((item: unknown) => {
      const name = asText(asObject(item)?.['name']) ?? asText(item)?.split(/[=:]/, 1)[0];
      return name === undefined ? [] : [name.trim()];
    });
  });
  return [...new Set(found)];
}
