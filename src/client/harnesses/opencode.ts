import { harnessTitles } from '../../domain/harness.ts';
import { harnessRules } from './harness-rules.ts';
import { heldKinds } from './held-kinds.ts';
import { makeAdapter } from './make-adapter.ts';
import { asMap, filled, headerMap, type ReadyServer, type ServerWay } from './place-server.ts';

const expand = (name: string): string => `{env:${name}}`;

/** Plugins of OpenCode are JavaScript modules: those of other harnesses are taken apart. */
const servers: ServerWay = {
  format: 'jsonc',
  expand,
  value: ({ start, variables, headers }: ReadyServer) =>
    start.transport === 'stdio'
      ? filled({
          type: 'local',
          command: [start.command, ...start.args],
          environment: asMap(variables, expand),
          enabled: true,
        })
      : filled({ type: 'remote', url: start.url, headers: headerMap(headers, expand), enabled: true }),
};

export const opencode = makeAdapter({
  id: 'opencode',
  title: harnessTitles.opencode,
  signs: { project: ['.opencode', 'opencode.json', 'opencode.jsonc'], user: ['.config/opencode'] },
  holds: heldKinds('opencode'),
  rules: harnessRules('opencode', servers),
});
