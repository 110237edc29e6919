const hosts: Record<string, (repository: string, range: string) => string> = {
  'github.com': (repository, range) => `https://${repository}/compare/${range}`,
  'gitlab.com': (repository, range) => `https://${repository}/-/compare/${range}`,
  'codeberg.org': (repository, range) => `https://${repository}/compare/${range}`,
};

/**
 * The web page of what lies between two commits, for the hosts whose addresses are known.
 *
 * @param repository Host and path, as `parseRemote` gives it.
 * @param from A whole commit id, as `to`.
 * @returns Undefined for other hosts, and where one of the commits is missing or both are the same.
 */
export function compareLink(repository: string, from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  const host = repository.split('/', 1)[0] ?? '';
  return Object.hasOwn(hosts, host) ? hosts[host]?.(repository.replaceAll(' ', '%20'), `${from}...${to}`) : undefined;
}
