import { type Harness, harnessTitles } from '../../domain/harness.ts';
import { shownText } from '../../domain/shown-text.ts';
import type { Action } from '../model/action.ts';
import { conditionsOf, type Found, placesOf } from './places.ts';
import { type Expand, headerVariable, rewriteVariables } from './placeholders.ts';
import { type Item, type Rule, skip, write } from './placement.ts';
import { isInPlugin, NEEDS_PLUGIN } from './plugin-root.ts';
import { type ServerForm, serverForm } from './server-form.ts';

/** A server with its variables in the form of one harness. */
export interface ReadyServer {
  readonly start: ServerForm['start'];
  /** Names. */
  readonly variables: readonly string[];
  /** By header the variable that holds its value. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How one harness wants servers. */
export interface ServerWay {
  readonly format: Extract<Action, { type: 'setting' }>['format'];
  readonly expand: Expand;
  /** The value under the name of the server; undefined where the harness does not speak that transport. */
  readonly value: (server: ReadyServer) => Readonly<Record<string, unknown>> | undefined;
}

/** A server goes into the settings file of the harness, beside what is there. No secret was ever published. */
export function placeServer(harness: Harness, way: ServerWay): Rule {
  return (item, scope) => {
    const [found] = placesOf(harness, 'mcp_server', scope);
    if (!found) return skip(item, `${harnessTitles[harness]} has no settings file for MCP servers.`);
    const form = serverForm(item.part.config, item.transport);
    if (!form) return skip(item, 'Its configuration has neither a command nor an address.');
    const ready = makeReady(item, form, way.expand);
    if ('why' in ready) return skip(item, ready.why);
    const value = way.value(ready.server);
    if (!value) return skip(item, `${harnessTitles[harness]} does not speak ${form.start.transport} with servers.`);
    const action = {
      type: 'setting',
      target: found.place,
      format: way.format,
      keys: keysOf(found, item),
      value,
    } as const;
    const notes = notesOf(item, form, ready);
    return write([action], [...notes, ...conditionsOf(found.fact, scope)]);
  };
}

/** `mcpServers`, `mcp`, or `mcp_servers.<name>` in the table; `mcpServers` where it says nothing. */
function keysOf({ fact }: Found, { part }: Item): string[] {
  return [(fact.key ?? 'mcpServers').replace('.<name>', ''), part.name];
}

interface Ready {
  readonly server: ReadyServer;
  /** Every variable that is put in. */
  readonly variables: readonly string[];
  /** Those that have to be set, because their defaults got lost. */
  readonly bare: readonly string[];
}

function makeReady({ part, isApart }: Item, form: ServerForm, expand: Expand): Ready | { readonly why: string } {
  const { start } = form;
  const texts = start.transport === 'stdio' ? [start.command, ...start.args] : [start.url];
  if (texts.some((text) => text.includes('…'))) return { why: WITHHELD };
  if (texts.some(isInPlugin)) return { why: isApart ? NEEDS_PLUGIN : NEEDS_FILES };
  const rewritten = texts.map((text) => rewriteVariables(text, expand));
  const ready: string[] = [];
  const variables = new Set(form.variables);
  const bare = new Set<string>();
  for (const result of rewritten) {
    if ('why' in result) return result;
    ready.push(result.text);
    for (const name of result.variables) variables.add(name);
    for (const name of result.bare) bare.add(name);
  }
  const headers = Object.fromEntries(form.headers.map((header) => [header, headerVariable(part.name, header)]));
  for (const name of Object.values(headers)) variables.add(name);
  const [first = '', ...args] = ready;
  const server = {
    start: start.transport === 'stdio' ? { ...start, command: first, args } : { ...start, url: first },
    variables: form.variables,
    headers,
  };
  return { server, variables: [...variables], bare: [...bare] };
}

const WITHHELD = 'It is started with a value that was never published: add it by hand, as its own page says.';
const NEEDS_FILES = 'It is started from files that come with a plugin: install that plugin instead.';

const LONGEST_SHOWN = 60;

function notesOf({ part }: Item, { others, headers }: ServerForm, { variables, bare, server }: Ready): string[] {
  const shown = others.map((key) => shownText(key, LONGEST_SHOWN)).join(', ');
  const narrows = others.some((key) => /tool|disabled|enabled/i.test(key));
  const held = headers.map((header) => `${header} in ${server.headers[header] ?? ''}`).join(', ');
  return [
    ...(variables.length === 0
      ? []
      : [`${part.name} is given these variables of your environment: ${variables.join(', ')}.`]),
    ...(bare.length === 0 ? [] : [`Set ${bare.join(', ')} for ${part.name}: no default is carried over.`]),
    ...(held === '' ? [] : [`Keep the whole values of its headers there: ${held}.`]),
    ...(shown === ''
      ? []
      : [`Not carried over for ${part.name}: ${shown}.${narrows ? ' It offers all its tools.' : ''}`]),
  ];
}

/** Variables as a map in which each stands for itself; undefined where there are none. */
export function asMap(names: readonly string[], expand: (name: string) => string): Record<string, string> | undefined {
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, expand(name)]));
}

/** Headers with the variables that hold their values; undefined where there are none. */
export function headerMap(
  headers: Readonly<Record<string, string>>,
  expand: (name: string) => string,
): Record<string, string> | undefined {
  const entries = Object.entries(headers).map(([header, name]) => [header, expand(name)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The fields that have a value. */
export function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
