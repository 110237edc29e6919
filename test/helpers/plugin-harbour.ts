import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { assemble } from '../../src/build.ts';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import type { CatalogEntry } from '../../src/domain/entry.ts';
import { FullEntry } from '../../src/domain/index-v1.ts';
import { Lock } from '../../src/domain/lock.ts';
import { emitIndex } from '../../src/emit/emit-index.ts';
import { sync } from '../../src/sync.ts';
import { catalogFolder, scratchFolder } from './catalog-folder.ts';
import { type Content, makeGitRepo } from './git-repo.ts';
import { messages } from './message.ts';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
policy: { transports: [https, file] }
owner: { name: Harbour office, email: office@harbour.example.org }
`;

const text = (name: string, words: string, more = ''): string =>
  `---\nname: ${name}\ndescription: ${words}\nlicense: MIT\n${more}---\n\n${words}\n`;

/** Three sources that hold every kind a plugin can have. */
export const quays: Readonly<Record<string, Readonly<Record<string, Content>>>> = {
  quay: {
    'skills/moor/SKILL.md': text('moor', 'Ties ships up. Use at the quay.'),
    'skills/moor/scripts/lines.sh': { script: '#!/bin/sh\necho two\n' },
    'skills/tide/SKILL.md': text('tide', 'Reads the tide. Use at the quay.', 'metadata: { version: 1.2.0 }\n'),
  },
  dock: {
    '.claude-plugin/plugin.json': '{ "name": "dock", "version": "0.4.0", "license": "MIT" }\n',
    'agents/pilot.md': text('pilot', 'Brings ships in.'),
    'commands/log.md': '---\ndescription: Writes the log.\n---\n\nWrite the log of today.\n',
    'hooks/hooks.json': `${JSON.stringify({
      hooks: { PostToolUse: [{ matcher: 'Write', hooks: [{ type: 'command', command: 'npx --yes log-check' }] }] },
    })}\n`,
  },
  shed: {
    '.claude-plugin/plugin.json': '{ "name": "shed", "license": "MIT" }\n',
    '.mcp.json': `${JSON.stringify({
      mcpServers: {
        charts: { command: 'npx', args: ['-y', '@shed/charts'], env: { CHART_KEY: 'hunter2-very-secret' } },
        buoys: { type: 'http', url: 'https://buoys.example.org/mcp', headers: { 'X-Api-Key': 'hunter2-very-secret' } },
      },
    })}\n`,
  },
};

/** A plugin with a member of every kind from the three sources. */
export const toolkit = `title: Harbour toolkit
description: Everything for a day at the harbour.
version: "1.0.0"
license: MIT
keywords: [harbour]
riskTier: limited
members:
  - skill:quay/moor
  - entry: skill:quay/tide@v1.2.0
    as: tide-table
  - subagent:dock/pilot
  - command:dock/log
  - hook:dock/dock-hooks
  - mcp_server:shed/charts
  - mcp_server:shed/buoys@1
  - registry: https://registry.example.org
    name: org.example/weather
    version: 2.0.0
`;

/** A catalog over the three sources, and what can be done with it. */
export function pluginHarbour(files: Readonly<Record<string, string>>) {
  const repos = Object.fromEntries(
    Object.entries(quays).map(([id, content]) => {
      const repo = makeGitRepo();
      onTestFinished(() => repo.remove());
      repo.commit(content);
      return [id, repo];
    }),
  );
  const sources = Object.fromEntries(
    Object.entries(repos).map(([id, { folder }]) => [`sources/${id}.yaml`, `git: file://${folder}\nref: main\n`]),
  );
  const catalogDir = catalogFolder({ 'catalog.yaml': catalogYaml, ...sources, ...files });
  const cacheDir = scratchFolder();
  const lockFile = join(catalogDir, 'lock/catalog.json');
  return {
    catalogDir,
    cacheDir,
    lockFile,
    commit: (id: string, content: Readonly<Record<string, Content>>): unknown => repos[id]?.commit(content),
    write: (path: string, content: string): void => writeFileSync(join(catalogDir, path), content),
    lock: (): Lock => Lock.parse(JSON.parse(readFileSync(lockFile, 'utf8'))),
    /** What a sync says of plugins. */
    async sync(only: readonly string[] = [], now = '2026-03-01T00:00:00Z') {
      const { sources: synced, refused } = await sync({ catalogDir, cacheDir, only, now, onStep: () => undefined });
      const plugins = synced.find(({ id }) => id === 'catalog');
      return { state: plugins?.state, changes: plugins?.changes, refused, said: messages(plugins?.diagnostics ?? []) };
    },
    /** What a build says of plugins. */
    async build() {
      const { catalog } = await assemble({ catalogDir, cacheDir, onStep: () => undefined });
      if (!catalog) throw new Error('There is no catalog.');
      const outcome = catalog.outcomes.find(({ source }) => source.id === 'catalog');
      const plugins = catalog.entries.filter(({ source }) => source.id === 'catalog');
      const ofPlugins = catalog.diagnostics.filter(
        ({ source, at }) => source === 'catalog' || at.file.startsWith('plugins/'),
      );
      return { catalog, outcome, plugins, said: messages(ofPlugins) };
    },
  };
}

/** The files of a composed plugin as texts. */
export function textsOf(entry: CatalogEntry | undefined): Record<string, string> {
  return Object.fromEntries((entry?.folder ?? []).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

/** The published record of a plugin. */
export function recordOf(catalog: AssembledCatalog, name: string): FullEntry {
  const json = emitIndex(catalog, 'https://harbour.example.org').get(`api/v1/entries/plugin/catalog/${name}.json`);
  return FullEntry.parse(JSON.parse(json ?? 'null'));
}
