import { parseRemote } from '../../domain/place.ts';
import { parseSourceAddress } from '../../domain/source-address.ts';

/** What the hosts call the title and the text of a new issue, and where they make one. */
const forms: readonly {
  readonly host: RegExp;
  readonly page: string;
  readonly title: string;
  readonly text: string;
}[] = [
  { host: /^github\./, page: '/issues/new', title: 'title', text: 'body' },
  { host: /^gitlab\./, page: '/-/issues/new', title: 'issue[title]', text: 'issue[description]' },
  { host: /^(?:codeberg\.org\/|gitea\.|forgejo\.)/, page: '/issues/new', title: 'title', text: 'body' },
];

/** The longest text that stands in an address, in UTF-16 units; hosts take about 8,000 bytes in all. */
const LONGEST = 2000;

/**
 * The page at which the host of a repository takes a new issue, filled in.
 *
 * @param repository The address of the repository, or of a branch or folder in it.
 * @returns Undefined where there is none, or its host is not known.
 */
export function issueLink(repository: string | undefined, title: string, text: string): string | undefined {
  const address = repository === undefined ? undefined : parseSourceAddress(repository);
  const remote = address && parseRemote(address.url);
  if (!remote || !/^https?$/.test(remote.transport)) return undefined;
  const form = forms.find(({ host }) => host.test(remote.repository));
  if (!form) return undefined;
  const query = [
    [form.title, title],
    [form.text, text.slice(0, LONGEST)],
  ].map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`);
  return `${remote.transport}://${remote.repository}${form.page}?${query.join('&')}`;
}
