import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Ran } from './built-client.ts';

/** A folder in which the command of the generator can be run. */
export interface Workplace {
  /** Where the catalog is begun: an empty folder. */
  readonly project: string;
  /** Runs the command there. */
  skillyard(...args: readonly string[]): Promise<Ran>;
  /** The same for a command that does not end by itself. */
  readonly program: readonly [file: string, ...args: string[]];
  readonly env: Readonly<Record<string, string>>;
}

/** One command and what came of it. */
export interface Told extends Ran {
  readonly command: string;
}

const answers = {
  id: 'quay-skills',
  title: 'Skills "of the quay": ${{ github.token }} ⚓',
  description: 'What people at the quay use.',
  url: 'https://quay.example.org/market',
  owner: 'Quay & Co',
  operators: '@quay/operators',
};

/** What `init` is given; nobody is asked in a test. */
export const initArguments: readonly string[] = [
  'init',
  ...Object.entries(answers).flatMap(([option, text]) => [`--${option}`, text]),
  '--yes',
];

/** From an initialised project to a page that is served: `add`, `sync`, `build`, `preview`, `check`. It ends where one fails. */
export async function tellStory(place: Workplace, address: string): Promise<Told[]> {
  const steps: (readonly string[])[] = [
    ['build'],
    ['check'],
    ['add', address, '--id', 'quay', '--owner', 'github:quay', '--yes'],
    ['sync'],
    ['build', '--frozen', '--strict'],
    ['preview'],
    ['check'],
  ];
  const told: Told[] = [];
  for (const args of steps) {
    if (args[0] === 'add') allowHttp(place.project);
    const ran = args[0] === 'preview' ? await preview(place) : await place.skillyard(...args);
    told.push({ command: args.join(' '), ...ran });
    if (ran.code !== 0) break;
  }
  return told;
}

/** A test serves its sources from this machine, which only reaches it by http. */
function allowHttp(project: string): void {
  const file = join(project, 'catalog/catalog.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^( *)- https$/m, '$1- https\n$1- http'));
}

/** Serves the site, gets the page of the entry, and ends. */
async function preview({ project, program: [file, ...args], env }: Workplace): Promise<Ran> {
  const server = spawn(file, [...args, 'preview', '--port', '0'], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    const lines = createInterface({ input: server.stdout });
    const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(30_000) })) as [string];
    const [url = ''] = /http:\S+/.exec(line) ?? [];
    const page = await fetch(new URL('skills/quay/moor/', url));
    const text = await page.text();
    server.kill('SIGTERM');
    const [code] = (await ended) as [number];
    const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '';
    return { code, stdout: `${page.status} ${title}\n`, stderr: '' };
  } finally {
    server.kill('SIGKILL');
  }
}

/** The paths of all files below a folder, in order, without what npm has put there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((node) => node.isFile())
    .map((node) => join(node.parentPath, node.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/') && !path.startsWith('.git/'))
    .toSorted();
}
