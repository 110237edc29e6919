import type { MemberContent } from '../../domain/composed.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { parsedUrl } from '../../domain/parse-url.ts';
import { shorten } from '../../domain/shorten.ts';
import { asObject, asText, asTexts } from '../../domain/untyped.ts';
import { boundTo } from './bound-files.ts';
import { type MemberProblem, type Part, refuse } from './member-problem.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One server in the two forms of a plugin. */
export interface ServerForms {
  /** For `.mcp.json` of Claude Code, which fills `${NAME}` from the environment. */
  readonly claude: Fields;
  /** For `mcp.json` of Agent Plugins 1.0; absent where it has no form for this server. */
  readonly portable?: Fields;
}

/** Keys that say how a server is reached, in the words of all harnesses. */
const MEANT = new Set(
  'type transport command args env environment cwd url httpUrl serverUrl headers http_headers'.split(' '),
);

/** Keys that are about one person's machine, or for people. */
const PASSED_OVER = new Set(
  `description name title note comment disabled enabled trust timeout autoApprove alwaysAllow startup_timeout_sec
  tool_timeout_sec`.split(/\s+/),
);

/**
 * Reads the configuration of a server, as any harness writes it, for a plugin. Of `env` and `headers` only the names are
 * taken over; a value that hides something else makes the server one that cannot be copied.
 */
export function serverOf({ entry }: MemberContent): Part<ServerForms> {
  const config = asObject(JSON.parse(entry.canonical ?? 'null')) ?? {};
  const [facts] = entry.servers;
  if (!facts) return refuse('plugin-member-format', 'It says nowhere how it is reached.');
  const strange = Object.keys(config).find((key) => !MEANT.has(key) && !PASSED_OVER.has(key) && !/^[$_]/.test(key));
  if (strange !== undefined)
    return refuse('plugin-member-format', `"${shorten(strange)}" of its configuration is for one harness only.`);
  const secret = hiddenKey(config, asObject(JSON.parse(entry.definition.text)) ?? {});
  if (secret !== undefined)
    return refuse(
      'plugin-member-secret',
      `"${secret}" of its configuration holds what may be a key and is not copied.`,
    );
  return facts.transport === 'stdio' ? localServer(config, facts.variables) : remoteServer(config, facts);
}

/** Of these only the names are taken over. */
const NAMES_ONLY = new Set(['env', 'environment', 'headers', 'http_headers']);

/** The key whose value is not shown as it is written. */
function hiddenKey(config: Fields, shown: Fields): string | undefined {
  return Object.keys(config).find((key) => {
    if (!MEANT.has(key) || NAMES_ONLY.has(key)) return false;
    const [is, was] = [shown[key], config[key]];
    if (canonicalJson(is ?? null) === canonicalJson(was)) return false;
    // What is shown of an address is in the spelling of `URL`.
    return typeof was !== 'string' || parsedUrl(was)?.href !== is;
  });
}

function localServer(config: Fields, variables: readonly string[]): Part<ServerForms> {
  const [command, ...first] = asTexts(config['command']) ?? [];
  const args = config['args'] === undefined ? [] : asTexts(config['args']);
  const isLine = typeof config['args'] === 'string' || /\s/.test(command ?? '');
  if (command === undefined || command === '' || !args || isLine)
    return refuse('plugin-member-format', 'Its command and arguments are not a word and a list of words.');
  if (config['cwd'] !== undefined)
    return refuse('plugin-member-bound', 'It is started in a folder of its own ("cwd").');
  const words = [command, ...first, ...args];
  const bound = words.map((word) => boundTo(word, true)).find((word) => word !== undefined);
  if (bound !== undefined) return refuse('plugin-member-bound', `It uses ${bound}, which lies beside it.`);
  if (variables.some((name) => !/^[A-Za-z_]\w*$/.test(name)))
    return refuse('plugin-member-format', 'One of its environment variables has a name that shells do not take.');
  const [, ...rest] = words;
  const base = { type: 'stdio', command, ...(rest.length > 0 && { args: rest }) };
  const env = Object.fromEntries(variables.map((name) => [name, `\${${name}}`]));
  const isPortable = !/[/\\]/.test(command);
  return {
    value: {
      claude: { ...base, ...(variables.length > 0 && { env }) },
      // Its clients fill in nothing, so a placeholder would hide the variable that is really there.
      ...(isPortable && { portable: base }),
    },
    problems: isPortable ? [] : [notPortable('its command is a path')],
  };
}

function remoteServer(
  config: Fields,
  { transport, variables }: { readonly transport: string; readonly variables: readonly string[] },
): Part<ServerForms> {
  const url = asText(config['httpUrl']) ?? asText(config['url']) ?? asText(config['serverUrl']);
  if (url === undefined || !/^https?:\/\//i.test(url))
    return refuse('plugin-member-format', 'Its address is not one of http or https.');
  if (boundTo(url, true) !== undefined && /PLUGIN_ROOT/.test(url))
    return refuse('plugin-member-bound', `Its address is made from the folder of its plugin.`);
  if (variables.some((name) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name)))
    return refuse('plugin-member-format', 'One of its headers has a name that HTTP does not allow.');
  const headers = Object.fromEntries(
    variables.map((name) => [name, `\${${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}}`]),
  );
  const isSse = transport === 'sse';
  const isPortable = /^https:\/\/[a-z0-9._-]+(?::\d+)?(?:\/[^\s\\#{}]*)?$/i.test(url);
  return {
    value: {
      claude: { type: isSse ? 'sse' : 'http', url, ...(variables.length > 0 && { headers }) },
      ...(isPortable && { portable: { type: isSse ? 'sse' : 'streamable-http', url } }),
    },
    problems: isPortable ? [] : [notPortable('its address is not a plain one of https')],
  };
}

function notPortable(why: string): MemberProblem {
  return {
    rule: 'plugin-member-format',
    severity: 'warning',
    message: `Clients of Agent Plugins 1.0 do not get this server, because ${why}.`,
  };
}
