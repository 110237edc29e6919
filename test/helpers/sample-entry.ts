import { sha256 } from '../../src/domain/digest.ts';
import { harnessesOf } from '../../src/domain/harness.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import type { Kind } from '../../src/domain/kind.ts';
import { COMMIT } from './sample-sources.ts';

export type SampleEntry = Omit<FullEntry, 'id' | 'url' | 'page'>;

type Shape = Pick<SampleEntry, 'source' | 'name' | 'title' | 'description'> &
  Partial<Omit<SampleEntry, 'evidence' | 'harnesses'>> & {
    readonly text?: string;
    readonly evidence?: Partial<SampleEntry['evidence']>;
  };

const homes: Record<
  string,
  Pick<SampleEntry, 'trust'> & { readonly provenance: Omit<SampleEntry['provenance'], 'path'> }
> = {
  harbour: {
    trust: 'verified',
    provenance: {
      git: 'https://github.com/harbour/skills',
      repository: 'github.com/harbour/skills',
      ref: 'main',
      commit: COMMIT,
    },
  },
  'field-notes': { trust: 'first-party', provenance: { local: 'starter/field-notes' } },
  catalog: { trust: 'first-party', provenance: { local: 'plugins' } },
  drifters: {
    trust: 'third-party',
    provenance: {
      git: 'https://git.example.net/drifters/skills',
      repository: 'git.example.net/drifters/skills',
      ref: 'HEAD',
      commit: COMMIT,
    },
  },
};

/** Of every source that is not named above. */
const elsewhere = (source: string): (typeof homes)[string] => ({
  trust: 'third-party',
  provenance: {
    git: `https://git.example.net/${source}/skills`,
    repository: `git.example.net/${source}/skills`,
    ref: 'HEAD',
    commit: COMMIT,
  },
});

/** The format most entries of a kind are written in. */
const formatOf: Record<Kind, string> = {
  skill: 'agent-skills',
  subagent: 'claude-subagent',
  command: 'claude-command',
  hook: 'claude-hooks',
  mcp_server: 'mcp-json',
  plugin: 'claude-plugin',
  workflow: 'ambient-workflow',
};

/** An entry with everything that is not said filled in plainly. */
export function sampleEntry({ text, evidence, ...shape }: Shape): SampleEntry {
  const kind: Kind = shape.kind ?? 'skill';
  const formats = shape.formats ?? [formatOf[kind]];
  const home = homes[shape.source] ?? elsewhere(shape.source);
  const path = shape.provenance?.path ?? `skills/${shape.name}`;
  const digest = sha256(`${kind}${shape.source}${shape.name}`);
  const body = text ?? `# ${shape.title}\n\nSteps for ${shape.name}.\n`;
  const riskTier = shape.riskTier ?? 'minimal';
  const since = shape.updatedAt ?? '2026-11-18T10:00:00Z';
  const { git, commit } = home.provenance;
  return {
    formatVersion: '1.0',
    kind,
    riskTier,
    riskTierOrigin: shape.governance?.riskTier.origin ?? 'policy',
    category: 'standard',
    stub: false,
    status: 'active',
    revision: 1,
    digest,
    license: 'Apache-2.0',
    keywords: [],
    tags: {},
    harnesses: harnessesOf({ kind, formats }),
    updatedAt: since,
    governance: {
      riskTier: { value: riskTier, origin: 'policy' },
      category: { value: shape.category ?? 'standard', origin: 'policy' },
      stub: { value: shape.stub ?? false, origin: 'policy' },
      status: { value: shape.status ?? 'active', origin: 'policy' },
    },
    trust: home.trust,
    files: [{ path: 'SKILL.md', bytes: body.length, sha256: sha256(body), executable: false }],
    document: { path: `${path}/SKILL.md`, format: 'markdown', headings: [], text: body },
    formats,
    members: [],
    memberOf: [],
    references: [],
    referencedBy: [],
    variants: [],
    copies: [],
    aliases: {},
    revisions: [
      { revision: 1, digest, ...(commit !== undefined && { commit }), status: shape.status ?? 'active', since },
    ],
    findings: [],
    evidence: {
      tools: [],
      scripts: [],
      hooks: [],
      servers: [],
      hosts: [],
      packages: [],
      variables: [],
      bytes: body.length,
      tokens: { description: 30, body: 400, everything: 400 },
      ...evidence,
    },
    scans: [],
    diagnostics: [],
    distribution: git !== undefined && commit !== undefined ? { git: { url: git, commit, path } } : {},
    ...shape,
    provenance: { ...home.provenance, path },
  };
}
