import type { Surfaces } from './index-v1.ts';
import { claudeMarketplacePath, repositoryPath } from './paths.ts';

/** What a person types to have an entry from one of the surfaces for harnesses. */
interface SurfaceCommands {
  readonly surface: 'wellKnown' | 'claude' | 'codex';
  /** Who takes it that way. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** Addresses that no shell takes apart. */
const PLAIN = /^[\w:/.@+~%-]+$/;

/**
 * The commands for the surfaces on which an entry stands.
 *
 * @param catalog Its id, which is the name of its marketplaces, and its public address.
 * @returns None where the address of the catalog means something to a shell.
 */
export function surfaceCommands(
  { wellKnown, claude, repository }: Surfaces,
  catalog: { readonly id: string; readonly url: string },
): SurfaceCommands[] {
  const base = catalog.url.replace(/\/$/, '');
  if (!PLAIN.test(base)) return [];
  return [
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
