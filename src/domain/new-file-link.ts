import { parseRemote } from './place.ts';
import { parseSourceAddress } from './source-address.ts';

/** Where a browser makes a new file at the host of a repository. */
export interface NewFileLink {
  readonly url: string;
  /** False where the text is too long for an address and has to be pasted. */
  readonly filled: boolean;
  /** What to expect there, in a sentence or two. */
  readonly note: string;
}

/** What the servers of all hosts take as a request line: nginx, which stands before many, takes 8 kB. In characters. */
const LONGEST = 6000;

const PASTE = 'The file is too long for a link: copy it first, and paste it there.';
const EMPTY = 'If the page comes up empty, paste the file there.';
const FORK_FIRST =
  'It is there for people who may write to that repository. Others fork it first, and make the file in their fork.';

const forms: readonly {
  readonly host: RegExp;
  /** The page, and what it calls the name and the text of the file. */
  readonly page: (repository: string, branch: string) => string;
  readonly name: string;
  readonly text: string;
  /** What the host does not do by itself. */
  readonly note: string;
}[] = [
  {
    // Makes the fork by itself where somebody may not write.
    host: /^github\./,
    page: (repository, branch) => `${repository}/new/${branch}`,
    name: 'filename',
    text: 'value',
    note: EMPTY,
  },
  {
    // The names of the fields of its form, which it fills in from the query as well. No documentation promises that.
    host: /^gitlab\./,
    page: (repository, branch) => `${repository}/-/new/${branch}`,
    name: 'file_name',
    text: 'content',
    note: `${FORK_FIRST} ${EMPTY}`,
  },
  {
    // Gitea documents it ("Pre-Fill New File name and contents"), and takes HEAD for the default branch. So does Forgejo.
    host: /^(?:codeberg\.org\/|gitea\.|forgejo\.)/,
    page: (repository, branch) => `${repository}/_new/${branch}`,
    name: 'filename',
    text: 'value',
    note: `${FORK_FIRST} ${EMPTY}`,
  },
];

/** The path of the file of a source in the repository of its catalog, which names the folder where that is not `catalog`. */
export function sourceFilePath(repository: string | undefined, id: string): string {
  const folder = repository === undefined ? undefined : parseSourceAddress(repository)?.path;
  return `${folder ?? 'catalog'}/sources/${id}.yaml`;
}

/**
 * The page at which the host of a catalog's repository makes the file of a source, with its text in it.
 *
 * @param repository `repository` of the catalog; the page of a branch or folder of it names both.
 * @returns Undefined where there is none, or none that is known.
 */
export function newFileLink(repository: string | undefined, id: string, text: string): NewFileLink | undefined {
  const address = repository === undefined ? undefined : parseSourceAddress(repository);
  const remote = address && parseRemote(address.url);
  if (!address || !remote || !/^https?$/.test(remote.transport)) return undefined;
  const form = forms.find(({ host }) => host.test(remote.repository));
  if (!form) return undefined;
  const branch = (address.ref ?? 'HEAD').split('/').map(encodeURIComponent).join('/');
  const page = form.page(`${remote.transport}://${remote.repository}`, branch);
  const name = `${form.name}=${encodeURIComponent(sourceFilePath(repository, id))}`;
  const whole = `${page}?${name}&${form.text}=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST
    ? { url: whole, filled: true, note: form.note }
    : { url: `${page}?${name}`, filled: false, note: form.note.replace(EMPTY, PASTE) };
}
