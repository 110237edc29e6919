import { harnessTitles } from '../../domain/harness.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { asMap, filled, headerMap, type ReadyServer, type ServerWay } from './place-server.ts';

const expand = (name: string): string => `\${${name}}`;

const servers: ServerWay = {
  format: 'jsonc',
  expand,
  value: ({ start, variables, headers }: ReadyServer) =>
    start.transport === 'stdio'
      ? filled({
          type: 'local',
          command: start.command,
          args: start.args,
          env: asMap(variables, expand),
          tools: ['*'],
        })
      : filled({ type: start.transport, url: start.url, headers: headerMap(headers, expand), tools: ['*'] }),
};

/** Its settings name plugins by absolute paths only, so that they are always taken apart. */
export const githubCopilot = makeAdapter({
  id: 'github-copilot',
  title: harnessTitles['github-copilot'],
  signs: {
    project: ['.github/copilot-instructions.md', '.github/agents', '.github/skills', '.github/mcp.json', '.copilot'],
    user: ['.copilot'],
  },
  holds: heldKinds('github-copilot'),
  rules: harnessRules('github-copilot', servers),
});
