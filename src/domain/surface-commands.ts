import { type Harness, harnessesOf } from './harness.ts';
import type { FullEntry } from './index-v1.ts';
import type { Kind } from './kind.ts';
import { claudeMarketplacePath, repositoryPath } from './paths.ts';
import { parseRemote } from './place.ts';

/** What a person types to have an entry from one of the surfaces for harnesses. */
export interface SurfaceCommands {
  readonly surface: 'client' | 'wellKnown' | 'claude' | 'codex' | 'copilot' | 'gemini' | 'opencode';
  /** Who takes it that way. */
  readonly title: string;
  /** Lines of a shell, or of the file that the title names. */
  readonly lines: readonly string[];
}

/** Addresses that no shell takes apart. */
const PLAIN = /^[\w:/.@+~%-]+$/;

/** Kinds that can be installed by themselves; hooks and servers mostly start files of their plugin. */
const alone: readonly Kind[] = ['skill', 'subagent', 'command', 'plugin'];

type Taken = Pick<FullEntry, 'id' | 'kind' | 'name' | 'category' | 'stub' | 'files' | 'distribution'>;

interface Shop {
  /** The id of the catalog, which is the name of its marketplaces. */
  readonly id: string;
  /** Its public address, without a slash at its end. */
  readonly base: string;
}

/** Each gives the lines for an entry that can be had that way. In the order in which readers see them. */
const ways: readonly {
  readonly surface: SurfaceCommands['surface'];
  readonly title: string;
  readonly lines: (entry: Taken, shop: Shop) => readonly string[] | undefined;
}[] = [
  { surface: 'client', title: 'Any harness, with the skillyard client', lines: clientLines },
  {
    surface: 'wellKnown',
    title: 'Any harness, with the skills client',
    lines: ({ distribution }, { base }) => {
      const scope = distribution.surfaces?.wellKnown?.scope;
      return scope === undefined ? undefined : [`npx skills add ${base}/${scope}`];
    },
  },
  {
    surface: 'claude',
    title: 'Claude Code',
    lines: ({ distribution }, { base, id }) => {
      const name = distribution.surfaces?.claude?.name;
      if (name === undefined) return undefined;
      return [`claude plugin marketplace add ${base}/${claudeMarketplacePath}`, `claude plugin install ${name}@${id}`];
    },
  },
  {
    surface: 'codex',
    title: 'Codex',
    lines: ({ distribution }, { base, id }) => {
      const repository = distribution.surfaces?.repository;
      if (!repository?.harnesses.includes('codex')) return undefined;
      return [
        `codex plugin marketplace add ${base}/${repositoryPath.slice(0, -1)}`,
        `codex plugin add ${repository.name}@${id}`,
      ];
    },
  },
  { surface: 'copilot', title: 'GitHub Copilot', lines: copilotLines },
  {
    surface: 'gemini',
    title: 'Gemini CLI',
    lines: ({ distribution }, { base }) => {
      const path = archiveOf(distribution, 'skill');
      return path === undefined
        ? undefined
        : [`curl -fsSLO ${base}/${path}`, `gemini skills install ./${path.split('/').at(-1)}`];
    },
  },
  {
    surface: 'opencode',
    title: 'OpenCode, in opencode.json',
    lines: ({ distribution }, { base }) => {
      const scope = distribution.surfaces?.wellKnown?.scope;
      if (scope === undefined) return undefined;
      return [JSON.stringify({ skills: { urls: [`${base}/${scope}/.well-known/agent-skills/`] } })];
    },
  },
];

/**
 * The commands by which an entry can be had: with the client of this project, and on the surfaces on which it stands.
 *
 * @param catalog Its id, which is the name of its marketplaces, and its public address.
 * @returns None where the address of the catalog means something to a shell.
 */
export function surfaceCommands(
  entry: Taken,
  catalog: { readonly id: string; readonly url: string },
): SurfaceCommands[] {
  const base = catalog.url.replace(/\/$/, '');
  if (!PLAIN.test(base)) return [];
  return ways.flatMap(({ surface, title, lines }) => {
    const text = lines(entry, { id: catalog.id, base });
    return text === undefined ? [] : [{ surface, title, lines: text }];
  });
}

/**
 * The line by which the client of this project places an entry for one harness, for each that takes it.
 *
 * @param catalog Its public address.
 * @returns None where the client cannot have the entry.
 */
export function clientCommands(
  entry: Taken & Pick<FullEntry, 'formats'>,
  { url }: { readonly url: string },
): { readonly harness: Harness; readonly line: string }[] {
  const base = url.replace(/\/$/, '');
  const [line] = (PLAIN.test(base) && clientLines(entry, { base })) || [];
  if (line === undefined) return [];
  return harnessesOf(entry).map((harness) => ({ harness, line: `${line} --harness ${harness}` }));
}

/** Stubs and raw entries are installed by those who say that they know. */
function clientLines(
  { id, kind, category, stub, distribution }: Taken,
  { base }: Pick<Shop, 'base'>,
): string[] | undefined {
  const { archives = [], git } = distribution;
  const isThere = archives.length > 0 || git?.url.startsWith('https://');
  if (!alone.includes(kind) || !isThere) return undefined;
  const flags = `${stub ? ' --include-stubs' : ''}${category === 'raw' ? ' --allow-raw' : ''}`;
  return [`npx skillyard install ${id} --registry ${base}/${flags}`];
}

/**
 * Copilot (1.0.102) clones no repository that is plain files, so a clone comes first; from a clone it installs only what
 * lies in it, and nothing that is pinned elsewhere. Of a skill it takes the SKILL.md alone, over HTTPS.
 */
function copilotLines({ name, files, distribution }: Taken, { base, id }: Shop): string[] | undefined {
  const { wellKnown, repository } = distribution.surfaces ?? {};
  if (repository?.harnesses.includes('github-copilot') && !isPinnedElsewhere(distribution)) {
    return [
      `git clone --quiet ${base}/${repositoryPath.slice(0, -1)} ${id}`,
      `copilot plugin marketplace add "$PWD/${id}"`,
      `copilot plugin install ${repository.name}@${id}`,
    ];
  }
  const isOneFile = files.length === 1 && files[0]?.path === 'SKILL.md';
  if (!wellKnown || !isOneFile || !base.startsWith('https://')) return undefined;
  return [`copilot skill add ${base}/${wellKnown.scope}/.well-known/agent-skills/${name}/SKILL.md`];
}

/** True for what marketplaces name by its address in another repository. */
export function isPinnedElsewhere({ git }: FullEntry['distribution']): boolean {
  return git !== undefined && parseRemote(git.url)?.transport !== 'bundle';
}

/** The path of an archive below the site's base. Addresses of a record lead there first. */
function archiveOf({ archives = [] }: FullEntry['distribution'], format: string): string | undefined {
  return archives.find((archive) => archive.format === format)?.url.replace(/^(?:\.\.\/)+/, '');
}
