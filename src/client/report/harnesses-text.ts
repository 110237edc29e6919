import type { HarnessFacts } from '../commands/harnesses.ts';
import { Kind, kindWords } from '../../domain/kind.ts';
import { type Layout, paint, wrap } from './layout.ts';

const foundWords = { project: 'in this project', user: 'in your home folder' };

/** Every harness: its id for `--harness`, where it was found, and which kinds it takes. */
export function harnessesText(harnesses: readonly HarnessFacts[], layout: Layout): string {
  return harnesses
    .flatMap(({ id, title, holds, found, signs }) => {
      const where =
        found.length === 0
          ? paint('dim', 'not found here', layout)
          : `found ${found.map((scope) => foundWords[scope]).join(' and ')}`;
      const onlyProject = names(holds.project.filter((kind) => !holds.user.includes(kind)));
      const onlyUser = names(holds.user.filter((kind) => !holds.project.includes(kind)));
      const both = names(holds.project.filter((kind) => holds.user.includes(kind)));
      const parts = [
        ...(both === '' ? [] : [both]),
        ...(onlyProject === '' ? [] : [`in projects also ${onlyProject}`]),
        ...(onlyUser === '' ? [] : [`with --user also ${onlyUser}`]),
      ];
      const sought = found.length > 0 ? [] : wrap(`is looked for by ${placesOf(signs)}`, layout);
      return [
        `${paint('bold', id, layout)}  ${title}, ${where}`,
        ...wrap(`takes ${parts.join('; ')}`, layout),
        ...sought,
      ];
    })
    .join('\n');
}

function placesOf({ project, user }: HarnessFacts['signs']): string {
  return `${project.join(', ')} in the project, or ${user.map((path) => `~/${path}`).join(', ')}`;
}

function names(kinds: readonly Kind[]): string {
  return Kind.options
    .filter((kind) => kinds.includes(kind))
    .map((kind) => (kind === 'mcp_server' ? kindWords[kind].labelPlural : kindWords[kind].labelPlural.toLowerCase()))
    .join(', ');
}
