import { parseDocument } from 'yaml';
import { CLAIM_FILE, catalogAddress, claimText, isWrittenByOwners } from '../domain/claim-text.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import { homeUser, parseRemote } from '../domain/place.ts';
import { shorten } from '../domain/shorten.ts';
import { claimant, ClaimFile } from '../domain/source-claim.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { type JsonFile, readJson } from './read-json.ts';

/** What a source says about being listed here. */
export interface ReadClaim {
  /** Absent where nothing in the source names this catalog, or where it cannot be believed. */
  readonly claim?: { readonly path: string; readonly catalog: string };
  readonly diagnostics: readonly Diagnostic[];
}

/** In bytes. A hundred catalogs have room. */
const LARGEST = 16_384;

/** A file can be made to break every rule at once. */
const MOST_PROBLEMS = 5;

type Claimed = Pick<Source, 'id' | 'origin' | 'ref'>;

/** The paths of a tree that hold its claim, to be prefetched with what else is read. */
export function claimPaths({ nodes }: Pick<Tree, 'nodes'>): string[] {
  return nodes.get(CLAIM_FILE)?.type === 'file' ? [CLAIM_FILE] : [];
}

/**
 * Looks whether the people who can write to a source have named this catalog in it, in `skillyard.json` at the root of
 * the repository, wherever the source's own `path` leads.
 *
 * @param url The `url` of `catalog.yaml`.
 */
export async function readClaim(tree: Tree, source: Claimed, url: string): Promise<ReadClaim> {
  const [repository, node] = [claimant(source), tree.nodes.get(CLAIM_FILE)];
  const catalog = catalogAddress(url);
  if (repository === undefined || catalog === undefined || !node) return { diagnostics: [] };
  const wanted = writtenOut(source, catalog);
  const read = await readClaimFile(tree, node.type, source.id, wanted);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { value, at } = read;
  const told = (diagnostic: Diagnostic): ReadClaim => ({ diagnostics: [{ ...diagnostic, source: source.id }] });
  const isSameHome = 'remote' in source.origin && homeUser(value.repository) === homeUser(source.origin.remote.url);
  if (parseRemote(value.repository)?.repository !== repository || !isSameHome) {
    const message = `It speaks of "${shorten(value.repository)}" and lies in ${repository}, so it claims nothing: copies of a repository carry it along.`;
    return told(
      diagnose('claim-elsewhere', { message, hint: `Where it is meant, write ${wanted}`, at: at(['repository']) }),
    );
  }
  if (!value.catalogs.some((text) => catalogAddress(text) === catalog)) {
    const message = `It names ${value.catalogs.length === 1 ? 'another catalog' : 'other catalogs'} and not ${catalog}.`;
    return told(
      diagnose('claim-elsewhere', { message, hint: `To name this one, add "${catalog}".`, at: at(['catalogs']) }),
    );
  }
  if (!isWrittenByOwners(source.ref)) {
    const message = `It names this catalog, and the source is pinned to ${shorten(source.ref)}, which may come from a fork.`;
    return told(diagnose('claim-unproven', { message, at: at([]) }));
  }
  return { claim: { path: CLAIM_FILE, catalog }, diagnostics: [] };
}

/** The claim that would hold, in one line. */
function writtenOut({ origin }: Claimed, catalog: string): string {
  const repository = 'remote' in origin ? origin.remote.url : '';
  return claimText(repository, [catalog])
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

type ReadFile =
  | { readonly value: ClaimFile; readonly at: JsonFile['at']; readonly diagnostics?: undefined }
  | { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] };

async function readClaimFile(tree: Tree, type: string, source: string, wanted: string): Promise<ReadFile> {
  const place: Place = { root: 'source', file: CLAIM_FILE };
  const invalid = (message: string, at: Place = place, hint = `Write ${wanted}`): Diagnostic =>
    diagnose('claim-invalid', { message, hint, at, source });
  const refuse = (message: string, at?: Place): ReadFile => ({ diagnostics: [invalid(message, at)] });
  if (type === 'link') return refuse('It is a symbolic link, and where that leads is not looked at.');
  if (type === 'submodule') return refuse('It is a submodule.');
  const { bytes } = await tree.read(CLAIM_FILE);
  if (bytes && bytes.byteLength > LARGEST) return refuse(`It has ${bytes.byteLength} bytes; ${LARGEST} are read.`);
  const read = await readJson(tree, CLAIM_FILE);
  if (!read.json) return refuse(read.diagnostic.message, read.diagnostic.at);
  const { value, at } = read.json;
  const twice = repeatedKey(new TextDecoder().decode(bytes));
  if (twice !== undefined) return refuse('A key stands in it twice.', { ...place, line: twice });
  const result = ClaimFile.safeParse(value);
  if (result.success) return { value: result.data, at };
  const problems = result.error.issues.flatMap((issue) => explain(issue, { value, at, invalid }));
  return { diagnostics: problems.slice(0, MOST_PROBLEMS) };
}

/** JSON leaves open which of two equal keys counts (RFC 8259, section 4), and a reader of the file sees the other one. */
function repeatedKey(text: string): number | undefined {
  const { errors } = parseDocument(text, { logLevel: 'silent', uniqueKeys: true });
  return errors.find(({ code }) => code === 'DUPLICATE_KEY')?.linePos?.[0].line;
}

type Issue = NonNullable<ReturnType<typeof ClaimFile.safeParse>['error']>['issues'][number];

interface Written {
  readonly value: unknown;
  readonly at: JsonFile['at'];
  readonly invalid: (message: string, at: Place, hint?: string) => Diagnostic;
}

function explain(issue: Issue, { value, at, invalid }: Written): Diagnostic[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const place = at(path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      invalid(`"${shorten(key)}" has no meaning here.`, at([...path, key]), suggest(key, ['repository', 'catalogs'])),
    );
  const name = path.join('.');
  if (name === '') return [invalid('It is not an object with "repository" and "catalogs".', place)];
  if (issue.code === 'custom')
    return [invalid(`"${name}" cannot be ${quoted(valueAt(value, path))}.`, place, issue.message)];
  if (issue.code === 'too_big') return [invalid(`"${name}" is too long.`, place)];
  if (issue.code === 'too_small') return [invalid(`"${name}" is empty.`, place)];
  return [invalid(`"${name}" is missing, or no ${name === 'catalogs' ? 'list' : 'text'}.`, place)];
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (Object(inner) as Readonly<Record<string, unknown>>)[key], value);
}

/** A text as it stands. An address with a user in it can hold a password, and a list is too long to be repeated. */
function quoted(value: unknown): string {
  return typeof value === 'string' && !/:\/\/[^/]*@/.test(value) ? `"${shorten(value)}"` : 'that';
}
