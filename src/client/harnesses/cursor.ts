import { harnessTitles } from '../../domain/harness.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { asMap, filled, headerMap, type ReadyServer, type ServerWay } from './place-server.ts';
import { placedFolder } from './plugin-folder.ts';

const expand = (name: string): string => `\${env:${name}}`;

const servers: ServerWay = {
  format: 'jsonc',
  expand,
  value: ({ start, variables, headers }: ReadyServer) =>
    start.transport === 'stdio'
      ? filled({ command: start.command, args: start.args, env: asMap(variables, expand) })
      : filled({ url: start.url, headers: headerMap(headers, expand) }),
};

export const cursor = makeAdapter({
  id: 'cursor',
  title: harnessTitles.cursor,
  signs: { project: ['.cursor', '.cursorrules'], user: ['.cursor'] },
  holds: heldKinds('cursor'),
  rules: harnessRules('cursor', servers),
  whole: (content, scope) => placedFolder('cursor', content, scope),
});
