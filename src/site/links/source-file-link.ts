import { sourceFilePath } from '../../domain/new-file-link.ts';
import { parseRemote } from '../../domain/place.ts';
import { parseSourceAddress } from '../../domain/source-address.ts';

/** Where hosts show a file of a branch; each has its pencil there. */
const pages: readonly (readonly [RegExp, (repository: string, branch: string, path: string) => string])[] = [
  [/^github\./, (repository, branch, path) => `${repository}/blob/${branch}/${path}`],
  [/^gitlab\./, (repository, branch, path) => `${repository}/-/blob/${branch}/${path}`],
];

/**
 * The page of the file that lists a source, in the repository of the catalog.
 *
 * @param repository `repository` of the catalog; the page of a branch or folder of it names both.
 * @returns Undefined where there is none, or none that is known.
 */
export function sourceFileLink(repository: string | undefined, id: string): string | undefined {
  const address = repository === undefined ? undefined : parseSourceAddress(repository);
  const remote = address && parseRemote(address.url);
  if (!address || remote?.transport !== 'https') return undefined;
  const page = pages.find(([host]) => host.test(remote.repository))?.[1];
  const branch = (address.ref ?? 'HEAD').split('/').map(encodeURIComponent).join('/');
  const path = sourceFilePath(repository, id).split('/').map(encodeURIComponent).join('/');
  return page?.(`https://${remote.repository}`, branch, path);
}

const people: Readonly<Record<string, string>> = { github: 'https://github.com/', gitlab: 'https://gitlab.com/' };

/** The page of an owner such as `github:acme`; undefined for whoever is named otherwise. */
export function ownerLink(owner: string): string | undefined {
  const [, host = '', name = ''] = /^(\w+):@?([a-z\d](?:[a-z\d-]{0,38}))$/i.exec(owner) ?? [];
  return Object.hasOwn(people, host) ? `${people[host]}${name}` : undefined;
}
