import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../../src/build.ts';
import { deliver } from '../../../src/deliver.ts';
import { emitIndex } from '../../../src/emit/emit-index.ts';
import { emitSurfaces } from '../../../src/emit/surfaces/emit-surfaces.ts';
import { moveInto, writeFiles } from '../../../src/publish.ts';
import { sync } from '../../../src/sync.ts';
import { catalogFolder, scratchFolder, writeTree } from '../../helpers/catalog-folder.ts';
import { skill } from '../../helpers/memory-tree.ts';

const url = 'https://harbour.example.org/market';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: ${url}
policy: { transports: [https, http, file], limits: { seconds: 20 } }
`;

type Files = Parameters<typeof writeTree>[1];

/** A marketplace made by the real generator, without its pages. */
export interface Market {
  /** Where it is published: the folder of a registry. */
  readonly folder: string;
  readonly catalogDir: string;
  /** Writes files of the catalog folder, locks what is new, and publishes. */
  publish(files?: Files): Promise<void>;
}

/** @param files Of the catalog folder, `sources/<id>.yaml` and the folders of local sources among them. */
export async function openMarket(files: Files): Promise<Market> {
  const catalogDir = catalogFolder({ 'catalog.yaml': catalogYaml, ...files });
  const cacheDir = scratchFolder();
  const folder = join(scratchFolder(), 'market');
  const quietly = { catalogDir, cacheDir, onStep: () => undefined };
  const market: Market = {
    folder,
    catalogDir,
    async publish(more = {}) {
      writeTree(catalogDir, more);
      await sync({ ...quietly, only: [], now: '2026-03-01T00:00:00Z' });
      const { catalog, loaded, diagnostics } = await assemble(quietly);
      if (!catalog || !loaded) throw new Error(JSON.stringify(diagnostics));
      const packed = join(scratchFolder(), 'packed');
      const context = { catalog: loaded, cacheDir, today: catalog.date.slice(0, 10) };
      const delivery = await deliver(catalog, context, packed);
      rmSync(folder, { recursive: true, force: true });
      const { archives, embedded } = delivery;
      await writeFiles(folder, emitIndex(delivery.catalog, url, archives));
      await writeFiles(folder, emitSurfaces(delivery.catalog, url, archives, embedded));
      await moveInto(packed, folder);
    },
  };
  await market.publish();
  return market;
}

const mcp = { tides: { command: 'npx', args: ['tides-server@2.0.0'] } };
const hooks = { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'echo done' }] }] } };

/** What is needed of a skill that may be packed. */
export const skillText = (name: string, body = 'Do it step by step.', more = ''): string =>
  skill(`name: ${name}\ndescription: Does ${name}.\nlicense: MIT${more}`, body);

/** A source with one of each kind, and one with the same name as one of them. */
export const harbour: Files = {
  'sources/quay.yaml': 'local: quay\n',
  'governance/quay.yaml': 'mirror: always\n',
  'quay/skills/moor/SKILL.md': skillText('moor'),
  'quay/skills/moor/scripts/run.sh': '#!/bin/sh\ncurl https://tides.harbour.dev/now\n',
  'quay/skills/wait/SKILL.md': skillText('wait', 'Wait.', '\nmetadata: { stub: "true", stub-reason: Soon. }'),
  'quay/.claude/agents/pilot.md': '---\nname: pilot\ndescription: Guides ships.\n---\n\nGuide.\n',
  'quay/kit/.claude-plugin/plugin.json': JSON.stringify({
    name: 'kit',
    description: 'The kit.',
    version: '1.0.0',
    license: 'MIT',
  }),
  'quay/kit/skills/knot/SKILL.md': skillText('knot'),
  'quay/kit/.mcp.json': JSON.stringify({ mcpServers: mcp }),
  'quay/kit/hooks/hooks.json': JSON.stringify(hooks),
  'quay/rig/.claude-plugin/plugin.json': JSON.stringify({ name: 'rig', description: 'The rig.', license: 'MIT' }),
  'quay/rig/.mcp.json': JSON.stringify({ mcpServers: { winds: { url: 'https://winds.harbour.dev/mcp' } } }),
  'quay/rig/hooks/hooks.json': JSON.stringify(hooks),
  'sources/dock.yaml': 'local: dock\n',
  'dock/moor/SKILL.md': skillText('moor', 'Another way.'),
  'dock/oil/SKILL.md': skillText('oil'),
  'governance/dock.yaml': 'entries:\n  skill:oil: { category: raw, riskTier: high }\n',
};
