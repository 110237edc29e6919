import { tmpdir } from 'node:os';
import type { Limits } from '../domain/catalog.ts';
import type { Remote, Transport } from '../domain/place.ts';
import { type Environment, namesSsh, networkEnvironment } from './git-environment.ts';
import type { Network, Outcome } from './network.ts';
import { runGit } from './run-git.ts';

export interface FetchOptions {
  /** Holds the repositories; made where it is missing. */
  readonly cacheDir: string;
  /** Bundles are relative to it. */
  readonly catalogDir: string;
  readonly limits: Limits;
  /** `policy.transports`. */
  readonly transports: readonly Transport[];
  /** Ends everything; the functions then throw its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Instead of `process.env`. Only what git needs of it is passed on. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** One remote, ready to be asked. */
export interface GitRemote {
  /** The lines of `ls-remote` for these names. `folder` is any that exists. */
  listRefs(names: readonly string[], folder: string): Promise<Outcome>;
  /** The lines of `ls-remote` for the tags that begin so, at most `outputBytes` of them. `folder` is any that exists. */
  listTags(prefix: string, folder: string, outputBytes: number): Promise<Outcome>;
  /** Fetches one commit with its trees, and no file where the server can leave them out. */
  fetchCommit(commit: string, repository: string): Promise<Outcome>;
  /** Fetches these objects and nothing else, all or none. */
  fetchObjects(oids: readonly string[], repository: string): Promise<Outcome>;
}

const NAME = 'skillyard';
const quietly = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc', '--recurse-submodules=no'];

/**
 * The settings that make the remote known to one command. Nothing of it is written to the repository: a missing object
 * is then simply missing to every reader, where a repository that knows its promisor would fetch it on its own.
 */
function remoteSettings(url: string, partial: boolean): string[] {
  const settings = [`url=${url}`, ...(partial ? ['promisor=true', 'partialclonefilter=blob:none'] : [])];
  return settings.flatMap((setting) => ['-c', `remote.${NAME}.${setting}`]);
}

/** @param remote - One that passed `checkRemote`; the url of a bundle is its absolute path. */
export function gitRemote(
  remote: Remote,
  { transports, environment: from = process.env }: FetchOptions,
  network: Network,
): GitRemote {
  const bundle = remote.transport === 'bundle';
  const filter = bundle ? [] : ['--filter=blob:none'];
  const settings = remoteSettings(remote.url, !bundle);
  let ssh: Environment | undefined;

  async function environmentOf(repository: string): Promise<Environment> {
    const environment = networkEnvironment(repository, from, remote, transports);
    if (!transports.includes('ssh') || namesSsh(environment)) return environment;
    ssh ??= await neverAsk(environment);
    return { ...environment, ...ssh };
  }

  return {
    async listRefs(names, folder) {
      // Outside of any repository, so that none gives it settings.
      const environment = await environmentOf(`${folder}/none`);
      return network.run({ args: ['ls-remote', '--quiet', '--', remote.url, ...names], cwd: folder, environment });
    },
    async listTags(prefix, folder, outputBytes) {
      const environment = await environmentOf(`${folder}/none`);
      const args = ['ls-remote', '--quiet', '--tags', '--', remote.url, `refs/tags/${prefix}*`];
      return network.run({ args, cwd: folder, environment, outputBytes });
    },
    async fetchCommit(commit, repository) {
      const depth = bundle ? [] : ['--depth=1'];
      // The ref lets the next fetch say what is there already.
      const refspec = `${commit}:refs/commits/${commit}`;
      const args = [...settings, 'fetch', ...depth, ...filter, ...quietly, '--', NAME, refspec];
      return network.run({ args, repository, cwd: repository, environment: await environmentOf(repository) });
    },
    async fetchObjects(oids, repository) {
      // A bundle was unpacked whole: what is missing is not in it.
      if (bundle) return { failure: { kind: 'unavailable-object', stderr: oids.join(' ') } };
      const args = [
        ...settings,
        '-c',
        'fetch.negotiationAlgorithm=noop',
        'fetch',
        '--stdin',
        ...filter,
        ...quietly,
        '--',
        NAME,
      ];
      const input = oids.map((oid) => `${oid}\n`).join('');
      return network.run({ args, input, repository, cwd: repository, environment: await environmentOf(repository) });
    },
  };
}

/** Keeps ssh from asking questions, where the user's configuration does not say how ssh is called. */
async function neverAsk(environment: Environment): Promise<Environment> {
  const signal = new AbortController().signal;
  const { stdout } = await runGit(['config', '--get', 'core.sshCommand'], { cwd: tmpdir(), environment, signal });
  return stdout.trim() === '' ? { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oConnectTimeout=20' } : {};
}
