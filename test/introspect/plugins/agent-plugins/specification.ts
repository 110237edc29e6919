import { type JsonFile, readJson } from '../../../../src/introspect/read-json.ts';
import { link, memoryTree, script } from '../../../helpers/memory-tree.ts';

export const PLUGIN_SCHEMA = 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json';
export const MCP_SCHEMA = 'https://agent-plugins.org/schemas/1.0.0/mcp.schema.json';

/** A file as the parsers get it. */
export async function jsonFile(path: string, content: unknown): Promise<JsonFile> {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1);
  const { json, diagnostic } = await readJson(memoryTree({ [path]: text }), path);
  if (!json) throw new Error(diagnostic.message);
  return json;
}

/** A plugin in a folder of a repository, with links of every kind. */
export const pluginFiles: Parameters<typeof memoryTree>[0] = {
  'desk/plugin.json': '{}',
  'desk/bin/server': script('#!/bin/sh\n'),
  'desk/bin/my server': script('#!/bin/sh\n'),
  'desk/data/tides.csv': 'x',
  'desk/inside': link('bin/server'),
  'desk/inside-folder': link('./data'),
  'desk/there-and-back': link('../shared/back'),
  'desk/outside': link('../shared/tool'),
  'desk/outside-folder': link('../shared'),
  'desk/out-of-the-repository': link('../../etc/passwd'),
  'desk/absolute': link('/usr/bin/env'),
  'desk/broken': link('nothing'),
  'desk/loop': link('loop'),
  'shared/tool': script('#!/bin/sh\n'),
  'shared/back': link('../desk/bin/server'),
  tool: script('#!/bin/sh\n'),
};
