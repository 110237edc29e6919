import { type EmittedFiles, emitIndex } from '../../src/emit/emit-index.ts';
import { catalogOf, type Harbour } from './harbour.ts';
import { script, skill } from './memory-tree.ts';

export const base = 'https://harbour.example.org/market';

/** Something of every kind, with a stub, a quarantined skill, and secrets that must not come out. */
export const quay: Harbour = {
  id: 'quay',
  files: {
    '.claude-plugin/plugin.json': JSON.stringify({
      name: 'desk',
      description: 'The desk.',
      license: 'Apache 2.0',
      mcpServers: { tides: { command: 'tides', args: ['--token', 'hush-1'], env: { KEY: 'hush-2' } } },
    }),
    '.mcp.json': JSON.stringify({
      sea: { url: 'https://a:hush-3@sea.example.org/?k=hush-4', headers: { K: 'hush-5' } },
    }),
    'skills/tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nmcpServers: { x: { env: { K: hush-6 } } }'),
    'skills/tides/run': script('#!/bin/sh\n'),
    'skills/log/SKILL.md': skill(
      'name: log\ndescription: Keeps a log.\nmetadata: { stub: "true", stub-reason: Soon. }',
    ),
    'agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\n\nGuide.\n',
    'commands/moor.md': 'Moor the ship.\n',
    'hooks/hooks.json': '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bell" }] }] } }',
    'broken/SKILL.md': 'nothing',
  },
  source:
    'local: quay\nentries:\n  skill:tides: { status: deprecated, reason: Old., replacedBy: "skill:dock/tides", tags: { team: sea } }',
  governance:
    'trust: verified\nentries:\n  skill:tides:\n    riskTier: high\n    aliases: { production: 1 }\n    attestation: { by: Ada, on: 2026-01-01, basis: Looked., until: 2027-01-01 }',
};
/** A draft. */
export const dock: Harbour = {
  id: 'dock',
  files: {
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nlicense: MIT', '# Tides\n\n## Low\n\nWait.'),
  },
  source: 'local: dock\nentries:\n  skill:tides: { status: draft }',
};

/** The index of these sources. */
export async function emitted(harbours: readonly Harbour[] = [quay, dock]): Promise<EmittedFiles> {
  return emitIndex(await catalogOf(harbours), base);
}

/** One file of an index, read by its schema. */
export function json<T>(files: EmittedFiles, path: string, schema: { parse(value: unknown): T }): T {
  return schema.parse(JSON.parse(files.get(path) ?? 'null'));
}
