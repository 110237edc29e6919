import type { Content } from './git-repo.ts';

const text = (name: string, license = 'MIT', more = ''): string =>
  `---\nname: ${name}\ndescription: Works with ${name}. Use at the pier.\nlicense: ${license}\n${more}---\n\n# ${name}\n\nWork.\n`;
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** A repository with something of every kind, and what may not be copied. */
export const pierFiles: Readonly<Record<string, Content>> = {
  'skills/tide/SKILL.md': text('tide'),
  'skills/moor/SKILL.md': text('moor'),
  'skills/moor/scripts/lines.sh': { script: '#!/bin/sh\necho two\n' },
  'skills/sealed/SKILL.md': text('sealed', 'LicenseRef-Harbour-Internal'),
  'dock/.claude-plugin/plugin.json': json({ name: 'dock', version: '0.4.0', description: 'The dock.', license: 'MIT' }),
  'dock/skills/berth/SKILL.md': text('berth'),
  'dock/agents/pilot.md': text('pilot'),
  'dock/commands/log.md': '---\ndescription: Writes the log.\n---\n\nWrite the log of today.\n',
  'dock/hooks/hooks.json': json({
    hooks: { Stop: [{ hooks: [{ type: 'command', command: 'npx --yes log-check' }] }] },
  }),
  'dock/.mcp.json': json({ mcpServers: { charts: { command: 'npx', args: ['-y', '@shed/charts'] } } }),
  'extension/gemini-extension.json': json({ name: 'extension', version: '1.0.0', description: 'For one harness.' }),
  'extension/skills/sound/SKILL.md': text('sound'),
};

/** A catalog of that repository by the address of a host, of a folder of its own, and with a plugin it has put together. */
export const marketFiles: Readonly<Record<string, string>> = {
  'catalog.yaml': `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
policy: { transports: [https, file] }
`,
  'sources/pier.yaml': 'git: https://github.com/harbour/pier\nref: main\n',
  'sources/quay.yaml': 'local: quay\n',
  'governance/quay.yaml': `trust: first-party
defaults: { riskTier: minimal }
entries:
  skill:lamp: { stub: true, stubReason: A skill that lights it. }
  skill:crane: { category: raw }
`,
  'quay/tide/SKILL.md': text('tide'),
  'quay/lamp/SKILL.md': text('lamp'),
  'quay/crane/SKILL.md': text('crane'),
  'plugins/toolkit.yaml': `title: Toolkit
description: Everything for a day at the harbour.
version: "1.0.0"
license: MIT
riskTier: limited
members: [skill:pier/moor, subagent:pier/pilot, command:pier/log, hook:pier/dock-hooks, mcp_server:pier/charts]
`,
};
