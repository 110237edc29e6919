import { canonicalJson } from '../domain/digest.ts';
import { diagnose } from '../domain/diagnostic.ts';
import { shorten } from '../domain/shorten.ts';
import type { ServerFacts } from '../domain/evidence.ts';
import type { ReadEntry } from './markdown-entry.ts';
import { type JsonPart, partPath } from './plugin-plan.ts';
import { asObject, asText } from '../domain/untyped.ts';
import { quarantine } from './read-text.ts';
import { publicArguments, withoutSecrets } from './secrets.ts';

/** Reads the MCP servers of a configuration, one entry each. Values of `env` and `headers` stay where they are. */
export function readServers({ path, json, keys, value }: JsonPart): ReadEntry[] {
  const servers = asObject(value);
  if (!servers) {
    const invalid = diagnose('manifest-invalid', { message: 'The MCP servers are not a map.', at: json.at(keys) });
    return [{ quarantined: quarantine('mcp_server', path, invalid), diagnostics: [invalid] }];
  }
  return Object.entries(servers).map(([key, server]) =>
    readServer({ path: partPath(path, key), json, keys: [...keys, key], value: server }, key),
  );
}

function readServer({ path, json, keys, value }: JsonPart, key: string): ReadEntry {
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
      title: shorten(key),
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
    const args = publicArguments(config['args']);
    return { transport: 'stdio', command: [command, ...args].join(' '), variables };
  }
  if (url === undefined) return undefined;
  const host = URL.canParse(url) ? new URL(url).host : undefined;
  return { transport: asText(config['type']) ?? 'http', ...(host !== undefined && host !== '' && { host }), variables };
}

function describe({ command, host, transport }: ServerFacts): string {
  if (command !== undefined) return `MCP server started with ${command}.`;
  return `MCP server at ${host ?? 'an address given at run time'} over ${transport}.`;
}
