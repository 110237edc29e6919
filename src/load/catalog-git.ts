import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';

/** Settings that change what git prints or starts, whatever the user or the repository has set. */
const settings = [
  '--no-pager',
  ...[
    'log.showSignature=false',
    'log.showRoot=true',
    'log.follow=false',
    'diff.relative=false',
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    // A commit can hold the files of a repository, with a configuration that names programs to run (git 2.38 and newer).
    'safe.bareRepository=explicit',
  ].flatMap((setting) => ['-c', setting]),
];

/** The user's configuration says whose repositories are trusted (`safe.directory`); it may be named by these. */
const passedOn = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/;

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || passedOn.test(name));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    // A partial clone must not begin to fetch; older versions of git know only the second.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

const MOST_OUTPUT = 256_000_000;

/**
 * What one git command prints in a folder; it reads the repository and nothing else.
 *
 * @returns Undefined where it fails: there is no repository, or what is asked for is not in it.
 */
export async function runCatalogGit(dir: string, args: readonly string[]): Promise<string | undefined> {
  return (await run(dir, args)).printed;
}

/**
 * Whether a folder is in the work tree of a repository; undefined where git does not say, as for one of another user, or
 * where the folder lies among the files that git would take for the repository: who wrote the one wrote the other.
 */
export async function isInRepository(dir: string): Promise<boolean | undefined> {
  const { printed, complaint } = await run(dir, ['rev-parse', '--is-inside-work-tree', '--absolute-git-dir']);
  if (printed !== undefined) {
    const [isInside, repository = ''] = printed.split('\n');
    if (`${await realpath(dir)}${sep}`.startsWith(`${await realpath(repository)}${sep}`)) return undefined;
    return isInside === 'true';
  }
  return complaint.includes('not a git repository') ? false : undefined;
}

interface Answer {
  readonly printed?: string;
  /** In English. */
  readonly complaint: string;
}

function run(dir: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { cwd: dir, env: environment(), encoding: 'utf8', maxBuffer: MOST_OUTPUT } as const;
    execFile('git', [...settings, ...args], options, (error, printed, complaint) =>
      resolve(error ? { complaint } : { printed, complaint }),
    );
  });
}

/** The catalog folder from the top of its repository, with a slash at its end; empty for the top itself. */
export async function catalogPrefix(dir: string): Promise<string | undefined> {
  return (await runCatalogGit(dir, ['rev-parse', '--show-prefix']))?.replace(/\n$/, '');
}

/**
 * Reads objects through one process, in the order in which they are asked for, as fast as they are taken.
 *
 * @param largest In bytes; a larger object is read over.
 * @returns The text of each, undefined for what is too large or no file. It ends early where an object is missing.
 */
export async function* readObjects(
  dir: string,
  oids: readonly string[],
  largest: number,
): AsyncGenerator<string | undefined> {
  const child = spawn('git', [...settings, 'cat-file', '--batch'], {
    cwd: dir,
    env: environment(),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const ended = once(child, 'close');
  // A git that cannot be started has said so when the objects were listed.
  ended.catch(() => {});
  // Its end is told by the end of what it prints.
  child.stdin.on('error', () => {});
  child.stdin.end(oids.map((oid) => `${oid}\n`).join(''));
  try {
    yield* parseBatch(child.stdout, largest);
  } finally {
    child.kill();
    await ended.catch(() => {});
  }
}

/** Takes the stream of `cat-file --batch` apart: `<oid> <type> <size>`, a newline, the content, a newline. */
async function* parseBatch(stream: AsyncIterable<Buffer>, largest: number): AsyncGenerator<string | undefined> {
  let header = '';
  let left = 0;
  let isKept = false;
  let parts: Buffer[] = [];
  for await (const chunk of stream) {
    let rest = chunk;
    while (rest.byteLength > 0) {
      if (left === 0) {
        const newline = rest.indexOf('\n');
        header += rest.subarray(0, newline === -1 ? undefined : newline).toString('latin1');
        if (newline === -1) break;
        rest = rest.subarray(newline + 1);
        const { type, size } = /^[0-9a-f]+ (?<type>\w+) (?<size>\d+)$/.exec(header)?.groups ?? {};
        if (size === undefined) return;
        [header, parts] = ['', []];
        left = Number(size) + 1;
        isKept = type === 'blob' && left <= largest + 1;
      } else {
        const taken = rest.subarray(0, left);
        rest = rest.subarray(taken.byteLength);
        left -= taken.byteLength;
        if (isKept) parts.push(taken);
        if (left === 0) yield isKept ? Buffer.concat(parts).subarray(0, -1).toString('utf8') : undefined;
      }
    }
  }
}
