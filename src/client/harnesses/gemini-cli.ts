import { harnessTitles } from '../../domain/harness.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { asMap, filled, headerMap, type ReadyServer, type ServerWay } from './place-server.ts';
import { placedFolder } from './plugin-folder.ts';

const expand = (name: string): string => `\${${name}}`;

/** A bare `url` means SSE to Gemini CLI. */
const servers: ServerWay = {
  format: 'jsonc',
  expand,
  value({ start, variables, headers }: ReadyServer) {
    if (start.transport === 'stdio')
      return filled({ command: start.command, args: start.args, env: asMap(variables, expand) });
    const address = start.transport === 'sse' ? { url: start.url } : { httpUrl: start.url };
    return filled({ ...address, headers: headerMap(headers, expand) });
  },
};

export const geminiCli = makeAdapter({
  id: 'gemini-cli',
  title: harnessTitles['gemini-cli'],
  signs: { project: ['.gemini', 'GEMINI.md'], user: ['.gemini'] },
  holds: heldKinds('gemini-cli'),
  rules: harnessRules('gemini-cli', servers),
  whole: (content, scope) => placedFolder('gemini-cli', content, scope),
});
