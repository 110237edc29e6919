import { type ChildProcess, execFile, type ExecFileOptions, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { proxyPort } from './addresses.ts';
import { type Client, startOf } from './install-clients.ts';
import type { Shop } from './serve-site.ts';

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody with a home and a project, both empty at first and gone after the test. */
export interface Customer {
  readonly home: string;
  readonly project: string;
  /** Runs a client in the project, whatever comes of it. */
  run(client: Client, ...args: readonly string[]): Promise<Ran>;
  /** Runs one that has to succeed, and gives what it prints on standard output. */
  ask(client: Client, ...args: readonly string[]): Promise<string>;
  /** Any other command, which has to succeed. */
  command(...words: readonly string[]): Promise<string>;
  /** Starts a client to speak with. */
  start(client: Client, ...args: readonly string[]): ChildProcess;
}

/** Neither telemetry nor updates, and no way out but the proxy. Nothing of the caller but the path to git. */
function environment(home: string, { certificate }: Shop): NodeJS.ProcessEnv {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  return {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    LC_ALL: 'C.UTF-8',
    CI: '1',
    NO_COLOR: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    OPENCODE_DISABLE_AUTOUPDATE: '1',
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    COPILOT_AUTO_UPDATE: 'false',
    GEMINI_TELEMETRY_ENABLED: 'false',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: certificate,
  };
}

function execute(words: readonly string[], options: ExecFileOptions): Promise<Ran> {
  const [command = '', ...args] = words;
  return new Promise((done) => {
    const child = execFile(command, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** A new person before the site. Clients get 60 seconds. */
export function newCustomer(shop: Shop): Customer {
  const home = mkdtempSync(join(tmpdir(), 'skillyard-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const project = join(home, 'work/project');
  for (const folder of [project, join(home, 'tmp')]) mkdirSync(folder, { recursive: true });
  const options = { cwd: project, env: environment(home, shop), timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };

  async function succeed(words: readonly string[]): Promise<string> {
    const ran = await execute(shop.loopback.command(words), options);
    if (ran.code !== 0) throw new Error(`${words.join(' ')} ended with ${ran.code}:\n${ran.stdout}\n${ran.stderr}`);
    return ran.stdout;
  }
  return {
    home,
    project,
    run: (client, ...args) => execute(shop.loopback.command([...startOf(client), ...args]), options),
    ask: (client, ...args) => succeed([...startOf(client), ...args]),
    command: (...words) => succeed(words),
    start(client, ...args) {
      const [command = '', ...words] = shop.loopback.command([...startOf(client), ...args]);
      return spawn(command, words, { cwd: project, env: options.env, stdio: ['pipe', 'pipe', 'ignore'] });
    },
  };
}
