import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const platform = `${process.platform}-${process.arch}`;

/** A client as the registry has it, and the file below `node_modules` that starts it. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly start: string;
  /** The start file is a script for Node. */
  readonly script?: true;
}

/**
 * The versions that the tests were written for. The natively built ones are started directly: no install script runs, and
 * none needs to.
 */
const packages = {
  skills: { name: 'skills', version: '1.7.4', start: 'skills/bin/cli.mjs', script: true },
  opencode: { name: 'opencode-ai', version: '1.18.33', start: `opencode-${platform}/bin/opencode` },
  claude: {
    name: '@anthropic-ai/claude-code',
    version: '2.1.328',
    start: `@anthropic-ai/claude-code-${platform}/claude`,
  },
  codex: { name: '@openai/codex', version: '0.169.0', start: '@openai/codex/bin/codex.js', script: true },
  copilot: { name: '@github/copilot', version: '1.0.102', start: `@github/copilot-${platform}/copilot` },
  gemini: {
    name: '@google/gemini-cli',
    version: '0.61.0',
    start: '@google/gemini-cli/bundle/gemini.js',
    script: true,
  },
  node20: { name: `node-${platform}`, version: '20.20.2', start: `node-${platform}/bin/node` },
  node22: { name: `node-${platform}`, version: '22.23.3', start: `node-${platform}/bin/node` },
} satisfies Readonly<Record<string, Package>>;

export type Client = keyof typeof packages;

/** One folder for each version of a client, outside the repository. */
function folderOf({ name, version }: Package): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'skillyard/clients', `${name.replace(/^@/, '').replace('/', '-')}-${version}`);
}

/** The words that start a client that is installed. */
export function startOf(client: Client): readonly string[] {
  const wanted: Package = packages[client];
  const file = join(folderOf(wanted), 'node_modules', wanted.start);
  return wanted.script ? [process.execPath, file] : [file];
}

async function install(wanted: Package): Promise<void> {
  const folder = folderOf(wanted);
  const file = join(folder, 'node_modules', wanted.start);
  if (existsSync(file)) return;
  // In a folder of its own until it is whole, so that a broken download is not taken for a client.
  const next = `${folder}.next-${process.pid}`;
  mkdirSync(next, { recursive: true });
  try {
    writeFileSync(join(next, 'package.json'), '{ "private": true }\n');
    const what = `${wanted.name}@${wanted.version}`;
    await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', what], {
      cwd: next,
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` },
    });
    if (!existsSync(join(next, 'node_modules', wanted.start)))
      throw new Error(`${what} has no ${wanted.start}: there is no build of it for ${platform}.`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** Installs from the registry what is missing in the cache. */
export async function installClients(): Promise<void> {
  for (const wanted of Object.values(packages)) await install(wanted);
}
