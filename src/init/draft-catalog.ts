import { parseRemote } from '../domain/place.ts';
import { isSlug, toSlug } from '../domain/slug.ts';
import { parseSourceAddress } from '../domain/source-address.ts';
import { reservedBy, reservedCatalogIds } from '../load/reserved-ids.ts';

/** Whose workflows and forms a new catalog gets. */
export const hosts = ['github', 'none'] as const;
export type Host = (typeof hosts)[number];

/** What a person answers who begins a catalog, as it was typed. What is empty is not said. */
export interface CatalogAnswers {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Where the site will be. */
  readonly url: string;
  /** The name of who answers for it. */
  readonly owner: string;
  readonly ownerUrl: string;
  /** The page of the repository it will be kept in. */
  readonly repository: string;
  readonly host: string;
  /** Accounts and teams that decide, such as `@acme/operators`, with blanks or commas. */
  readonly operators: string;
}

/** A catalog that can be written. */
export interface CatalogDraft {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly owner?: { readonly name: string; readonly url?: string };
  readonly repository?: string;
  readonly host: Host;
  readonly operators: readonly string[];
}

/** A sentence for each answer that has to be another one. */
export type CatalogErrors = { readonly [answer in keyof CatalogAnswers]?: string | undefined };

/** What ends a line, cannot be seen, or turns the direction of the words around it. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** It also stands in workflows and forms, so that nothing in it may end a quote or begin an expression there. */
const ADDRESS = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[\w.~%+@-]+)*\/?$/i;

const OPERATOR = /^@[a-z0-9][a-z0-9-]{0,38}(?:\/[\w.-]{1,100})?$/i;

/**
 * Makes the description of a catalog of answers, or says of each answer what is wrong with it. All of them are looked at.
 *
 * @returns No draft where there are errors.
 */
export function draftCatalog(typed: CatalogAnswers): { readonly draft?: CatalogDraft; readonly errors: CatalogErrors } {
  const answers = Object.fromEntries(
    Object.entries(typed).map(([key, text]) => [key, text.trim()]),
  ) as unknown as CatalogAnswers;
  const operators = answers.operators.split(/[\s,]+/).filter((name) => name !== '');
  const host = hosts.find((name) => name === (answers.host || 'none'));
  const errors: CatalogErrors = {
    id: wrongId(answers.id),
    title: wrongLine(answers.title, 80, 'a title such as "Acme skills"'),
    description: wrongLine(answers.description, 500, 'one sentence on what is listed and for whom'),
    url: wrongAddress(answers.url, 'where the site will be, such as https://acme.github.io/skills'),
    owner: answers.owner === '' ? wrongOwner(answers) : wrongLine(answers.owner, 200, 'a name'),
    ownerUrl:
      answers.ownerUrl === '' ? undefined : wrongAddress(answers.ownerUrl, 'an address such as https://acme.example'),
    repository: answers.repository === '' ? undefined : wrongRepository(answers.repository),
    host: host === undefined ? `Write one of ${hosts.join(', ')}.` : undefined,
    operators: operators.every((name) => OPERATOR.test(name))
      ? undefined
      : 'Write accounts or teams of the host with an @, such as @acme/operators.',
  };
  const found = Object.entries(errors).filter(([, error]) => error !== undefined);
  if (found.length > 0 || host === undefined) return { errors: Object.fromEntries(found) };
  const { id, title, description, url, owner, ownerUrl, repository } = answers;
  const draft: CatalogDraft = {
    id,
    title,
    description,
    url,
    host,
    operators,
    ...(owner !== '' && { owner: { name: owner, ...(ownerUrl !== '' && { url: ownerUrl }) } }),
    ...(repository !== '' && { repository }),
  };
  return { draft, errors: {} };
}

function wrongId(id: string): string | undefined {
  if (reservedCatalogIds.has(id)) return `"${id}" is reserved by ${reservedBy(id)}. Take another id.`;
  if (isSlug(id)) return undefined;
  const meant = toSlug(id);
  const rule = 'Use lower-case letters, digits and single dashes, at most 64.';
  return meant === undefined || reservedCatalogIds.has(meant) ? rule : `${rule} Did you mean "${meant}"?`;
}

function wrongLine(text: string, most: number, what: string): string | undefined {
  if (text === '') return `Write ${what}.`;
  return text.length <= most && !HIDDEN.test(text)
    ? undefined
    : `Write ${what}, in one line of at most ${most} characters, without characters that cannot be seen.`;
}

function wrongOwner({ ownerUrl }: CatalogAnswers): string | undefined {
  return ownerUrl === '' ? undefined : 'Write the name of who is found at that address.';
}

function wrongAddress(text: string, what: string): string | undefined {
  return text.length <= 500 && ADDRESS.test(text) && URL.canParse(text)
    ? undefined
    : `Write ${what}: https:// (or http://), a host and a path, nothing behind it.`;
}

function wrongRepository(text: string): string | undefined {
  const remote = parseRemote(parseSourceAddress(text)?.url ?? '');
  return ADDRESS.test(text) && remote && /^https?$/.test(remote.transport)
    ? undefined
    : 'Write the page of the repository, such as https://github.com/acme/skills.';
}

/** What can be said before anybody is asked. */
export interface Surroundings {
  /** The name of the folder. */
  readonly folder: string;
  /** Where its git repository is pushed to. */
  readonly remote?: string | undefined;
}

/** What the answers probably are. Where nothing is known it is empty. */
export function proposeCatalog({ folder, remote }: Surroundings): CatalogAnswers {
  const id = toSlug(folder) ?? '';
  const place = remote === undefined ? undefined : parseRemote(remote);
  const [host = '', owner = '', name = '', ...more] = place?.repository.split('/') ?? [];
  const isGithub = host === 'github.com' && name !== '' && more.length === 0;
  const isOfOwner = name === `${owner}.github.io`;
  return {
    id: reservedCatalogIds.has(id) ? '' : id,
    title: id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase()),
    description: '',
    url: isGithub ? `https://${owner}.github.io/${isOfOwner ? '' : name}` : '',
    owner: '',
    ownerUrl: '',
    repository: isGithub ? `https://github.com/${owner}/${name}` : '',
    host: 'github',
    operators: isGithub ? `@${owner}` : '',
  };
}
