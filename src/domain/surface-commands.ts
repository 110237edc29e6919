import type { FullEntry } from './index-v1.ts';
import type { Kind } from './kind.ts';
import { claudeMarketplacePath, repositoryPath } from './paths.ts';

/** What a person types to have an entry from one of the surfaces for harnesses. */
interface SurfaceCommands {
  readonly surface: 'client' | 'wellKnown' | 'claude' | 'codex';
  /** Who takes it that way. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** Addresses that no shell takes apart. */
const PLAIN = /^[\w:/.@+~%-]+$/;

/** Kinds that can be installed by themselves; hooks and servers mostly start files of their plugin. */
const alone: readonly Kind[] = ['skill', 'subagent', 'command', 'plugin'];

type Taken = Pick<FullEntry, 'id' | 'kind' | 'category' | 'stub' | 'distribution'>;

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
  const { wellKnown, claude, repository } = entry.distribution.surfaces ?? {};
  const client = clientCommand(entry, base);
  return [
    ...(client === undefined
      ? []
      : [{ surface: 'client' as const, title: 'Any harness, with the skillyard client', lines: [client] }]),
    ...(wellKnown
      ? [
          {
            surface: 'wellKnown' as const,
            title: 'Any harness, with the skills client',
            lines: [`npx skills add ${base}/${wellKnown.scope}`],
          },
        ]
      : []),
    ...(claude
      ? [
          {
            surface: 'claude' as const,
            title: 'Claude Code',
            lines: [
              `claude plugin marketplace add ${base}/${claudeMarketplacePath}`,
              `claude plugin install ${claude.name}@${catalog.id}`,
            ],
          },
        ]
      : []),
    ...(repository?.harnesses.includes('codex')
      ? [
          {
            surface: 'codex' as const,
            title: 'Codex',
            lines: [
              `codex plugin marketplace add ${base}/${repositoryPath.slice(0, -1)}`,
              `codex plugin add ${repository.name}@${catalog.id}`,
            ],
          },
        ]
      : []),
  ];
}

/** Stubs and raw entries are installed by those who say that they know. */
function clientCommand({ id, kind, category, stub, distribution }: Taken, base: string): string | undefined {
  const { archives = [], git } = distribution;
  const isThere = archives.length > 0 || git?.url.startsWith('https://');
  if (!alone.includes(kind) || !isThere) return undefined;
  const flags = `${stub ? ' --include-stubs' : ''}${category === 'raw' ? ' --allow-raw' : ''}`;
  return `skillyard install ${id} --registry ${base}/${flags}`;
}
