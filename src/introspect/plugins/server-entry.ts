import { canonicalJson } from '../../domain/digest.ts';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import { shorten } from '../../domain/shorten.ts';
import type { ServerFacts } from '../../domain/evidence.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import { type JsonPart, partPath } from './plugin-plan.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { quarantine } from '../read-text.ts';
import { withoutSecrets } from '../secrets.ts';
import { isServer, serverFacts } from './server-facts.ts';
import { baseName } from '../tree-view.ts';

/** What the harnesses call the map of their servers: most of them, VS Code, Codex. */
const WRAPPERS = ['mcpServers', 'servers', 'mcp_servers'];

/**
 * The map of servers in a configuration file. Files wrap it, each harness in a word of its own, or are the bare map.
 *
 * @param part A whole file, or the map itself, which stays as it is.
 */
export function serverPart(part: JsonPart): JsonPart {
  const fields = asObject(part.value);
  // A bare map can hold a server that is called "servers".
  const key = WRAPPERS.find((word) => fields && Object.hasOwn(fields, word) && !isServer(fields[word]));
  return fields && key !== undefined
    ? { ...part, path: partPath(part.path, key), keys: [...part.keys, key], value: fields[key] }
    : part;
}

/** Reads the MCP servers of a configuration, one entry each. Values of `env` and `headers` stay where they are. */
export function readServers(part: JsonPart): ReadEntry[] {
  const { path, json, keys, value } = part;
  const address = asText(value);
  if (address !== undefined && /^https?:\/\//i.test(address)) {
    const message = 'The MCP servers are in a package at another address.';
    return [{ diagnostics: [diagnose('manifest-remote', { message, at: json.at(keys) })] }];
  }
  const servers = asObject(value);
  const entries = Object.entries(servers ?? {}).filter(([key, server]) => !isRemark(key, server));
  const problem = servers ? mapProblem(servers, entries) : 'The MCP servers are not a map.';
  if (problem !== undefined) {
    const invalid = diagnose('manifest-invalid', { message: problem, at: json.at(keys) });
    return [{ quarantined: quarantine('mcp_server', path, invalid), diagnostics: [invalid] }];
  }
  return entries.map(([key, server]) =>
    readServer({ path: partPath(path, key), json, keys: [...keys, key], value: server }, key),
  );
}

/** `$schema`, `_comment` and the like beside the servers of a bare map. */
function isRemark(key: string, value: unknown): boolean {
  return /^[$_]/.test(key) && !isServer(value);
}

/** One word for a file that means something else, instead of one for every key of it. */
function mapProblem(
  servers: Readonly<Record<string, unknown>>,
  entries: readonly (readonly [string, unknown])[],
): string | undefined {
  if (isServer(servers)) return 'It describes one server without a name; a map from names to servers is read.';
  const isOther = entries.length > 0 && entries.every(([, server]) => asObject(server) === undefined);
  return isOther ? 'It is no map from names to MCP servers.' : undefined;
}

function readServer({ path, json, keys, value }: JsonPart, key: string): ReadEntry {
  const config = asObject(value);
  const isGemini = baseName(json.path) === 'gemini-extension.json' || /(?:^|\/)\.gemini\//.test(json.path);
  const facts = config && serverFacts(config, isGemini);
  if (!facts) {
    const invalid = unreachable(key, config, json.at(keys));
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
      references: [],
    },
  };
}

function unreachable(key: string, config: Readonly<Record<string, unknown>> | undefined, at: Place): Diagnostic {
  const name = shorten(key);
  // Plugins that leave the choice of a service to those who install them write an empty address.
  return config?.['url'] === ''
    ? diagnose('mcp-server-unset', { message: `The server "${name}" has an empty url.`, at })
    : diagnose('manifest-invalid', { message: `The server "${name}" has neither a command nor a url.`, at });
}

function describe({ command, host, transport }: ServerFacts): string {
  if (command !== undefined) return `MCP server started with ${command}.`;
  return `MCP server at ${host ?? 'an address given at run time'} over ${transport}.`;
}
