import type { Remote, Transport } from '../domain/place.ts';

/** What git calls the transports. A bundle is a local file to it. */
const protocols: Readonly<Record<Transport, string>> = {
  https: 'https',
  ssh: 'ssh',
  http: 'http',
  file: 'file',
  bundle: 'file',
};

/** Everything that is passed on, so that nothing else of the caller (GIT_DIR, GIT_INDEX_FILE, tokens of CI) reaches git. */
const machine = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'ComSpec', 'PATHEXT'];
const user = new Set(
  [
    'HOME USER LOGNAME USERPROFILE APPDATA LOCALAPPDATA XDG_CONFIG_HOME XDG_RUNTIME_DIR',
    'GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GIT_CONFIG_COUNT',
    'GIT_SSL_CAINFO GIT_SSL_CAPATH SSL_CERT_FILE SSL_CERT_DIR GNUPGHOME DBUS_SESSION_BUS_ADDRESS',
    'http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY',
    'SSH_AUTH_SOCK GIT_SSH GIT_SSH_COMMAND GIT_SSH_VARIANT',
  ].flatMap((names) => names.split(' ')),
);
const countedConfig = /^GIT_CONFIG_(KEY|VALUE)_\d+$/;

export type Environment = Readonly<Record<string, string>>;

function pick(from: NodeJS.ProcessEnv, allowed: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(from).filter((entry): entry is [string, string] => entry[1] !== undefined && allowed(entry[0])),
  );
}

/**
 * The environment of git commands that stay on this machine. They read no configuration but the repository's own: without
 * HOME there is no global one.
 *
 * @param repository - The bare repository. Named outright, git neither searches for one nor asks who owns it.
 */
export function localEnvironment(repository: string, from: NodeJS.ProcessEnv): Environment {
  return {
    ...pick(from, (name) => machine.includes(name)),
    LC_ALL: 'C',
    GIT_DIR: repository,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/**
 * The environment of git commands that reach a remote. They read the user's configuration, because credential helpers
 * and `insteadOf` live there; what is set here stands above it.
 *
 * @param allowed - The transports of the policy. After `insteadOf` git may use any of them, and no other.
 */
export function networkEnvironment(
  repository: string,
  from: NodeJS.ProcessEnv,
  remote: Remote,
  allowed: readonly Transport[],
): Environment {
  // A bundle is opened as a file, which must not open `file://` addresses to the other sources of the catalog.
  const usable = remote.transport === 'bundle' ? ['bundle' as const] : allowed.filter((name) => name !== 'bundle');
  return {
    ...pick(from, (name) => machine.includes(name) || user.has(name) || countedConfig.test(name)),
    LC_ALL: 'C',
    GIT_DIR: repository,
    GIT_ALLOW_PROTOCOL: [...new Set(usable.map((name) => protocols[name]))].join(':'),
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // Empty, not absent: git would fall back to core.askPass and SSH_ASKPASS, which open windows.
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
  };
}

/** Whether the user says in the environment how ssh is called. */
export function namesSsh(environment: Environment): boolean {
  return environment['GIT_SSH_COMMAND'] !== undefined || environment['GIT_SSH'] !== undefined;
}

/** Settings of every git command that reaches a remote, above those of the user. */
export const networkSettings: readonly string[] = [
  'core.hooksPath=/dev/null',
  'protocol.version=2',
  'credential.interactive=false',
  // Losing the cache in a power cut costs one fetch; waiting for the disk costs every fetch.
  'core.fsync=none',
  'fetch.unpackLimit=1',
  'fetch.writeCommitGraph=false',
  'fetch.recurseSubmodules=false',
  'maintenance.auto=false',
  'gc.auto=0',
].flatMap((setting) => ['-c', setting]);
