import { type Diagnostic, diagnose } from '../../../domain/diagnostic.ts';
import type { QuarantinedEntry } from '../../../domain/source-record.ts';
import { shorten } from '../../../domain/shorten.ts';
import { asObject } from '../../../domain/untyped.ts';
import { type JsonPart, partPath } from '../plugin-plan.ts';
import type { JsonFile } from '../../read-json.ts';
import { quarantine } from '../../read-text.ts';
import type { TreeView } from '../../tree-view.ts';
import { checkServer } from './check-server.ts';
import { schemaId, schemaVersion, SUPPORTED_VERSIONS } from './schema-version.ts';

export interface McpCheck {
  /** The map with only the servers that clients load; undefined where the file as a whole is refused. */
  readonly servers: JsonPart | undefined;
  /** The servers that are left out. */
  readonly quarantined: readonly QuarantinedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges the `mcp.json` at the root of a plugin (Agent Plugins 1.0, sections 7.2 and 10.1). What is wrong with the file
 * itself refuses all servers; what is wrong with one server refuses that one.
 *
 * @param root The plugin's real root.
 * @param manifestVersion The version that `plugin.json` declares; undefined where it declares none.
 */
export function checkMcp(view: TreeView, root: string, json: JsonFile, manifestVersion: string | undefined): McpCheck {
  const refusals = fileProblems(json, manifestVersion);
  const all = asObject(asObject(json.value)?.['mcpServers']);
  if (refusals.length > 0 || !all) return { servers: undefined, quarantined: [], diagnostics: refusals };

  const keys = ['mcpServers'];
  const path = partPath(json.path, 'mcpServers');
  const diagnostics: Diagnostic[] = [];
  const quarantined: QuarantinedEntry[] = [];
  const valid = Object.entries(all).filter(([name, server]) => {
    const found = checkServer(view, root, server).map((problem) => {
      const message = `The server "${shorten(name)}": ${problem.message}`;
      const at = json.at([...keys, name, ...problem.keys]);
      return diagnose(problem.fatal ? 'mcp-server-invalid' : 'manifest-path-missing', { message, at });
    });
    diagnostics.push(...found);
    const reason = found.find(({ rule }) => rule === 'mcp-server-invalid');
    if (reason) quarantined.push(quarantine('mcp_server', partPath(path, name), reason));
    return reason === undefined;
  });
  return { servers: { path, json, keys, value: Object.fromEntries(valid) }, quarantined, diagnostics };
}

function fileProblems(json: JsonFile, manifestVersion: string | undefined): Diagnostic[] {
  const refuse = (message: string, keys: readonly string[] = [], hint?: string): Diagnostic =>
    diagnose('agent-plugin-component-invalid', { message, at: json.at(keys), hint });
  const fields = asObject(json.value);
  if (!fields) return [refuse('The MCP configuration is not an object.')];

  const problems: Diagnostic[] = [];
  const version = schemaVersion(fields['$schema'], 'mcp');
  const hint = `Write "$schema": "${schemaId('mcp', manifestVersion)}".`;
  if (!Object.hasOwn(fields, '$schema')) problems.push(refuse('The required field "$schema" is missing.', [], hint));
  else if (version === undefined)
    problems.push(refuse('"$schema" is not the identifier of an Agent Plugins MCP configuration.', ['$schema'], hint));
  else if (manifestVersion !== undefined && version !== manifestVersion)
    problems.push(
      refuse(`It is written for Agent Plugins ${version}, plugin.json for ${manifestVersion}.`, ['$schema'], hint),
    );
  else if (!SUPPORTED_VERSIONS.includes(version)) {
    const message = `It is written for Agent Plugins ${version}; known here is ${SUPPORTED_VERSIONS.join(', ')}.`;
    problems.push(refuse(message, ['$schema']));
  }
  if (!Object.hasOwn(fields, 'mcpServers')) problems.push(refuse('The required field "mcpServers" is missing.'));
  else if (!asObject(fields['mcpServers'])) problems.push(refuse('"mcpServers" is not an object.', ['mcpServers']));
  for (const key of Object.keys(fields)) {
    if (key === '$schema' || key === 'mcpServers') continue;
    problems.push(refuse(`"${shorten(key)}" is no field of the MCP configuration.`, [key], 'Take it out.'));
  }
  return problems;
}
