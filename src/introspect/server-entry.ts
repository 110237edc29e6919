import { canonicalJson } from '../domain/digest.ts';
import { diagnose } from '../domain/diagnostic.ts';
import type { ServerFacts } from '../domain/evidence.ts';
import type { ReadEntry } from './markdown-entry.ts';
import type { JsonPart } from './plugin-plan.ts';
import { asObject, asText } from './read-json.ts';
import { quarantine } from './read-text.ts';

/** Reads the MCP servers of a configuration, one entry each. Values of `env` and `headers` stay where they are. */
export function readServers({ json, keys, value }: JsonPart): ReadEntry[] {
  const servers = asObject(value);
  if (!servers) {
    const invalid = diagnose('manifest-invalid', { message: 'The MCP servers are not a map.', at: json.at(keys) });
    return [{ quarantined: quarantine('mcp_server', json.path, invalid), diagnostics: [invalid] }];
  }
  return Object.entries(servers).map(([key, server]) => readServer({ json, keys: [...keys, key], value: server }, key));
}

function readServer({ json, keys, value }: JsonPart, key: string): ReadEntry {
  const path = `${json.path}#${keys.join('.')}`;
  const config = asObject(value);
  const facts = config && factsOf(config);
  if (!facts) {
    const invalid = diagnose('manifest-invalid', {
      message: `The server "${key}" has neither a command nor a url.`,
      at: json.at(keys),
    });
    return { quarantined: quarantine('mcp_server', path, invalid), diagnostics: [invalid] };
  }
  return {
    diagnostics: [],
    draft: {
      kind: 'mcp_server',
      path,
      ownFiles: [],
      canonical: canonicalJson(config),
      wanted: key,
      at: json.at(keys),
      title: key,
      description: asText(config['description']) ?? describe(facts),
      keywords: [],
      formats: ['mcp-json'],
      definition: {
        path: json.path,
        format: 'json',
        text: JSON.stringify(withoutSecrets(config), null, 2),
        line: json.at(keys).line ?? 1,
      },
      frontMatter: new Map(),
      manifestStatement: new Map(),
      hooks: [],
      servers: [facts],
      members: [],
    },
  };
}

function factsOf(config: Readonly<Record<string, unknown>>): ServerFacts | undefined {
  const command = asText(config['command']);
  const url = asText(config['url']) ?? asText(config['httpUrl']);
  const variables = [
    ...Object.keys(asObject(config['env']) ?? {}),
    ...Object.keys(asObject(config['headers']) ?? {}),
  ].toSorted();
  if (command !== undefined) {
    const args = publicArguments(config);
    return { transport: 'stdio', command: [command, ...args].join(' '), variables };
  }
  if (url === undefined) return undefined;
  const host = URL.canParse(url) ? new URL(url).host : undefined;
  return { transport: asText(config['type']) ?? 'http', ...(host !== undefined && host !== '' && { host }), variables };
}

const SECRET = /token|secret|password|passwd|api[-_]?key|auth/i;

/** The arguments as they are, but for values behind a name that promises a secret. */
function publicArguments(config: Readonly<Record<string, unknown>>): string[] {
  const args = Array.isArray(config['args']) ? config['args'].map(String) : [];
  return args.map((argument, index) => {
    const [name = '', value] = argument.split('=', 2);
    if (SECRET.test(name) && value !== undefined) return `${name}=…`;
    const before = args[index - 1] ?? '';
    return before.startsWith('-') && SECRET.test(before) && !before.includes('=') ? '…' : argument;
  });
}

function withoutSecrets(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const hide = (value: unknown): unknown => {
    const fields = asObject(value);
    return fields && Object.fromEntries(Object.keys(fields).map((key) => [key, '…']));
  };
  const { env, headers, args, url, httpUrl, ...rest } = config;
  const address = (value: unknown): unknown =>
    typeof value === 'string' && URL.canParse(value) ? withoutQuery(value) : value;
  return {
    ...rest,
    ...(url !== undefined && { url: address(url) }),
    ...(httpUrl !== undefined && { httpUrl: address(httpUrl) }),
    ...(args !== undefined && { args: publicArguments(config) }),
    ...(env !== undefined && { env: hide(env) }),
    ...(headers !== undefined && { headers: hide(headers) }),
  };
}

/** An address without the parts in which people put keys. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}

function describe({ command, host, transport }: ServerFacts): string {
  if (command !== undefined) return `MCP server started with ${command}.`;
  return `MCP server at ${host ?? 'an address given at run time'} over ${transport}.`;
}
