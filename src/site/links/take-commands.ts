import { fileOf } from '../../domain/entry-path.ts';
import { type Harness, harnessFacts } from '../../domain/harness.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import type { Kind } from '../../domain/kind.ts';
import { parseRemote } from '../../domain/place.ts';

interface TakePlace {
  /** Tells the places of one entry apart. */
  readonly id: string;
  /** Below the folder of a project. */
  readonly folder: string;
  /** Those that look there. */
  readonly harnesses: readonly Harness[];
}

/** Kinds that are one file or one folder in their source, and that a harness takes as they lie there. */
const copied: readonly Kind[] = ['skill', 'subagent', 'command'];

/** The folders of a project into which an entry is copied; empty where it has to be merged, installed or bundled. */
export function takePlaces(entry: Pick<FullEntry, 'kind' | 'formats'>): TakePlace[] {
  if (!copied.includes(entry.kind)) return [];
  const places = new Map<string, Harness[]>();
  for (const { harness, fact } of harnessFacts(entry)) {
    const folder = fact?.project?.split('/<name>', 1)[0];
    if (folder !== undefined) places.set(folder, [...(places.get(folder) ?? []), harness]);
  }
  return [...places].map(([folder, harnesses], index) => ({ id: String(index + 1), folder, harnesses }));
}

type Taken = Pick<FullEntry, 'kind' | 'name' | 'source' | 'provenance' | 'distribution'>;

interface Take {
  /** How the files come: from a host, from a folder of the catalog, or from a bundle kept in it. */
  readonly from: 'remote' | 'local' | 'bundle';
  /** What brings the files onto the machine; empty where the checkout of the catalog has them. */
  readonly fetch: readonly string[];
  /** Puts them where a harness looks; undefined for kinds that are not files of their own. */
  copyTo(folder: string): string | undefined;
}

/** A word a POSIX shell takes as it is, or the text in single quotes. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path a shell can take that no line of a text ends early. */
function isPlainPath(path: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/**
 * The commands that bring an entry onto a machine with nothing but git and a shell, pinned where git has a commit.
 *
 * @returns Undefined where the place of the entry has no form that others can use.
 */
export function takeCommands(entry: Taken): Take | undefined {
  const { kind, name, source, provenance } = entry;
  const path = fileOf(provenance.path);
  if (!isPlainPath(path)) return undefined;
  if (provenance.local !== undefined) {
    const from = join('catalog', provenance.local, path);
    return { from: 'local', fetch: [], copyTo: (target) => copy(kind, name, from, target) };
  }
  const pinned = entry.distribution.git;
  const transport = pinned && parseRemote(pinned.url)?.transport;
  if (!pinned || transport === undefined || transport === 'file') return undefined;

  const clone = transport === 'bundle' ? source : name;
  const fetch = transport === 'bundle' ? cloneBundle(pinned, source, provenance.ref) : cloneRemote(pinned, name, path);
  const copyTo = (target: string): string | undefined => {
    if (path === '' && kind === 'skill') {
      // The root of a repository: what is taken is the files of the commit, without the history.
      const own = `${target}/${name}`;
      return `mkdir -p ${own} && git -C ${clone} archive ${pinned.commit} | tar -x -C ${own}`;
    }
    return copy(kind, name, join(clone, path), target);
  };
  return { from: transport === 'bundle' ? 'bundle' : 'remote', fetch, copyTo };
}

type Git = NonNullable<FullEntry['distribution']['git']>;

function cloneRemote({ url, commit }: Git, name: string, path: string): string[] {
  return [
    `git clone --filter=blob:none --no-checkout -- ${shellWord(url)} ${name}`,
    `git -C ${name} --literal-pathspecs checkout ${commit} -- ${shellWord(path === '' ? '.' : path)}`,
  ];
}

function cloneBundle({ url, commit }: Git, source: string, ref: string | undefined): string[] {
  const branch = ref === undefined || ref === 'HEAD' ? '' : `--branch ${shellWord(ref)} `;
  return [
    `git clone ${branch}-- ${shellWord(`catalog/${url}`)} ${source}`,
    `git -C ${source} checkout --quiet ${commit}`,
  ];
}

function copy(kind: Kind, name: string, from: string, target: string): string | undefined {
  const last = from.split('/').at(-1) ?? '';
  if (kind === 'skill' && !last.endsWith('.md')) return `mkdir -p ${target} && cp -r ${shellWord(from)} ${target}/`;
  if (kind === 'skill') return `mkdir -p ${target}/${name} && cp ${shellWord(from)} ${target}/${name}/SKILL.md`;
  return copied.includes(kind) ? `mkdir -p ${target} && cp ${shellWord(from)} ${target}/` : undefined;
}
