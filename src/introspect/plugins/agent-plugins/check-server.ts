import { z } from 'zod';
import { shorten } from '../../../domain/shorten.ts';
import { asObject } from '../../../domain/untyped.ts';
import type { TreeView } from '../../tree-view.ts';
import { containment } from './contained-path.ts';
import { headerProblem, urlProblem } from './remote-rules.ts';

const text = z.string('is not a text');

const texts = z.record(z.string(), text, 'is not an object');

const Stdio = z.strictObject({
  type: z.literal('stdio'),
  command: text.min(1, 'is empty'),
  args: z.array(text, 'is not a list').optional(),
  env: texts.optional(),
  cwd: text.optional(),
});

const Remote = z.strictObject({
  type: z.enum(['streamable-http', 'sse']),
  url: text.min(1, 'is empty'),
  headers: texts.optional(),
});

/** What is wrong with one server, and below which keys of it. */
export interface ServerProblem {
  readonly message: string;
  readonly keys: readonly (string | number)[];
  /** False where clients load the server all the same and only its start will fail. */
  readonly fatal: boolean;
}

/**
 * Judges one server of an `mcp.json` (Agent Plugins 1.0, sections 4.1, 7.2.1 and 9.2): a closed variant for each
 * transport, paths that stay within the plugin, addresses and headers that need no secret.
 *
 * @param root The plugin's real root.
 */
export function checkServer(view: TreeView, root: string, value: unknown): ServerProblem[] {
  const fields = asObject(value);
  if (!fields) return [problem('It is not an object.', [])];
  const type = Object.hasOwn(fields, 'type') ? fields['type'] : undefined;
  if (type === undefined) return [problem('The required field "type" is missing.', [])];
  if (type === 'stdio') {
    const { data, error } = Stdio.safeParse(fields);
    return error ? explain(error, fields) : checkStdio(view, root, data);
  }
  if (type !== 'streamable-http' && type !== 'sse')
    return [problem('"type" is none of stdio, streamable-http and sse.', ['type'])];
  const { data, error } = Remote.safeParse(fields);
  return error ? explain(error, fields) : checkRemote(data);
}

function problem(message: string, keys: readonly (string | number)[], fatal = true): ServerProblem {
  return { message, keys, fatal };
}

function explain({ issues }: z.ZodError, fields: Readonly<Record<string, unknown>>): ServerProblem[] {
  return issues.flatMap((issue) => {
    const keys = issue.path.filter((key) => typeof key !== 'symbol');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        problem(`"${shorten(key)}" is no field of a server of type ${String(fields['type'])}.`, [key]),
      );
    const field = keys.map((key) => shorten(String(key))).join('.');
    const isMissing = keys.length === 1 && !Object.hasOwn(fields, keys[0] ?? '');
    return isMissing
      ? problem(`The required field "${field}" is missing.`, [])
      : problem(`"${field}" ${issue.message}.`, keys);
  });
}

function checkStdio(view: TreeView, root: string, { command, env, cwd }: z.infer<typeof Stdio>): ServerProblem[] {
  const reserved = ['PLUGIN_ROOT', 'PLUGIN_DATA'].filter((name) => Object.hasOwn(env ?? {}, name));
  return [
    ...checkCommand(view, root, command),
    ...(cwd === undefined ? [] : checkFolder(view, root, cwd)),
    ...reserved.map((name) => problem(`"env" sets ${name}, which only the client may set.`, ['env', name])),
  ];
}

/** A bare name, or a path that begins with `./`: one token, nothing a shell would have to take apart. */
function checkCommand(view: TreeView, root: string, command: string): ServerProblem[] {
  const keys = ['command'];
  if (!command.startsWith('./')) {
    if (/\s/.test(command)) return [problem('"command" is a line for a shell; arguments belong in "args".', keys)];
    const isName = !/[/\\]/.test(command) && command !== '.' && command !== '..';
    return isName ? [] : [problem('"command" is neither a bare name nor a path that begins with "./".', keys)];
  }
  const where = containment(view, root, command);
  if (where === 'escapes') return [problem('"command" leads out of the plugin.', keys)];
  if (where === 'inside') return [];
  // Names of files may hold spaces, so only where there is no such file is it a line for a shell.
  return /\s/.test(command)
    ? [problem('"command" is a line for a shell; arguments belong in "args".', keys)]
    : [problem('"command" names a file that is not in the plugin.', keys, false)];
}

function checkFolder(view: TreeView, root: string, cwd: string): ServerProblem[] {
  const keys = ['cwd'];
  const [, start, rest = ''] = /^(\.|\$\{PLUGIN_ROOT\}|\$\{PLUGIN_DATA\})(?:\/(.*))?$/s.exec(cwd) ?? [];
  if (start === undefined || cwd === '.')
    return [problem('"cwd" begins with none of "./", "${PLUGIN_ROOT}" and "${PLUGIN_DATA}".', keys)];
  if (start === '${PLUGIN_DATA}')
    // The folder is the client's; what can be seen from here is whether the path climbs out of it.
    return climbs(rest) ? [problem('"cwd" leads out of the data folder of the plugin.', keys)] : [];
  const where = containment(view, root, rest);
  if (where === 'escapes') return [problem('"cwd" leads out of the plugin.', keys)];
  return where === 'inside' ? [] : [problem('"cwd" names a folder that is not in the plugin.', keys, false)];
}

function climbs(path: string): boolean {
  let depth = 0;
  for (const step of path.split(/[/\\]/)) {
    if (step === '' || step === '.') continue;
    depth += step === '..' ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}

function checkRemote({ url, headers = {} }: z.infer<typeof Remote>): ServerProblem[] {
  const wrongUrl = urlProblem(url);
  const seen = new Set<string>();
  const wrongHeaders = Object.entries(headers).flatMap(([name, value]) => {
    const twice = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    const wrong = twice ? 'is there twice in different case' : headerProblem(name, value);
    return wrong === undefined ? [] : [problem(`The header "${shorten(name)}" ${wrong}.`, ['headers', name])];
  });
  return [...(wrongUrl === undefined ? [] : [problem(`"url" ${wrongUrl}.`, ['url'])]), ...wrongHeaders];
}
