import { noArchiveReasons } from '../../domain/distribution.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { parseRemote } from '../../domain/place.ts';
import { surfaceCommands } from '../../domain/surface-commands.ts';
import { words } from './markdown-text.ts';

/**
 * The ways to have an entry, as lines of Markdown.
 *
 * @param base What leads from the page to the site's base.
 */
export function takeLines(entry: FullEntry, catalogId: string, baseUrl: string, base: string): string[] {
  const { archives = [], git, noArchive } = entry.distribution;
  const commands = surfaceCommands(entry, { id: catalogId, url: baseUrl });
  return [
    ...commands.map(({ title, lines }) => `- ${title}: ${lines.map((one) => `\`${one}\``).join(', then ')}`),
    ...archives.map(
      ({ url, format, bytes, sha256 }) =>
        `- [Archive, ${format}](${base}${fromBase(url)}): ${bytes} bytes, SHA-256 \`${sha256}\``,
    ),
    ...(git ? [gitLine(git)] : []),
    ...(noArchive === undefined ? [] : [`- No copy is offered here: ${noArchiveReasons[noArchive]}.`]),
  ];
}

function gitLine({ url, commit, path }: NonNullable<FullEntry['distribution']['git']>): string {
  const isBundle = parseRemote(url)?.transport === 'bundle';
  const folder = path === '' ? '' : `, folder ${words(path)}`;
  return `- git${isBundle ? ', from a bundle in the repository of this catalog' : ''}: ${words(url)} at commit \`${commit}\`${folder}`;
}

/** Addresses of a record lead to the base first, whatever folder it stands in. */
function fromBase(url: string): string {
  return url.replace(/^(?:\.\.\/)+/, '');
}
