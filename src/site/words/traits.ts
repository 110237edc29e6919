import type { Trait } from '../../domain/statistics.ts';

/** How pages say what entries bring or do. */
export const traitLabels: Record<Trait, string> = {
  scripts: 'Bring scripts',
  hooks: 'Run commands by hooks',
  servers: 'Start or reach MCP servers',
  packages: 'Install or need packages',
  hosts: 'Name hosts on the network',
  tools: 'Ask for tools without a question',
  findings: 'Have places worth a look',
};
