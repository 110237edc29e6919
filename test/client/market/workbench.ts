import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { diskEffects, type Effects } from '../../../src/client/apply/effects.ts';
import { install, type InstallOptions } from '../../../src/client/commands/install.ts';
import type { CommandContext } from '../../../src/client/commands/context.ts';
import { adapters } from '../../../src/client/harnesses/index.ts';
import type { Proposal } from '../../../src/client/model/dialogue.ts';
import type { ChangeResult } from '../../../src/client/model/result.ts';
import { scratchFolder, writeTree } from '../../helpers/catalog-folder.ts';

/** A project and a home folder, and someone who agrees to everything. */
export interface Workbench {
  readonly project: string;
  readonly home: string;
  readonly context: CommandContext;
  /** What was shown before it was written. */
  readonly shown: Proposal[];
  /** The calls that changed something. */
  readonly calls: string[];
  install(requests: readonly string[], more?: Partial<InstallOptions>): Promise<ChangeResult>;
}

/** @param files What lies in the project. */
export function openWorkbench(registry: string, files: Parameters<typeof writeTree>[1] = {}, agrees = true): Workbench {
  const folder = scratchFolder();
  const [project, home] = [join(folder, 'project'), join(folder, 'home')];
  for (const one of [project, home]) mkdirSync(one);
  writeTree(project, files);
  const shown: Proposal[] = [];
  const calls: string[] = [];
  const context: CommandContext = {
    cwd: project,
    home,
    cacheDir: join(folder, 'cache'),
    env: { PATH: process.env['PATH'] },
    effects: counting(calls),
    adapters,
    dialogue: {
      choose: () => Promise.resolve(undefined),
      agree(proposals) {
        shown.push(...proposals);
        return Promise.resolve(agrees);
      },
      confirm: () => Promise.resolve(agrees),
      show: () => Promise.resolve(),
      step: () => undefined,
    },
  };
  return {
    project,
    home,
    context,
    shown,
    calls,
    install: (requests, more = {}) => install({ ...installOptions(registry), requests, ...more }, context),
  };
}

export function installOptions(registry: string): InstallOptions {
  return {
    requests: [],
    registries: [registry],
    harnesses: [],
    scope: 'project',
    frozen: false,
    dryRun: false,
    force: false,
    allowRaw: false,
    includeStubs: false,
  };
}

const names = ['writeFile', 'mkdir', 'rename', 'link', 'remove', 'rmdir'] as const;

/** The effects of the disk, each with a word before it. */
export function wrapped(
  around: (name: keyof Effects, first: string, run: () => Promise<void>) => Promise<void>,
): Effects {
  const call =
    (name: (typeof names)[number]) =>
    (...args: unknown[]): Promise<void> =>
      around(name, String(args[0]), () => (diskEffects[name] as (...all: unknown[]) => Promise<void>)(...args));
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Effects;
}

function counting(calls: string[]): Effects {
  return wrapped((name, first, run) => {
    calls.push(`${name} ${first}`);
    return run();
  });
}

/** Everything below a folder: files with their text and mode, folders, links. */
export function treeOf(folder: string, below = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(folder, below)).toSorted()) {
    const path = below === '' ? name : `${below}/${name}`;
    const found = lstatSync(join(folder, path));
    if (found.isDirectory()) Object.assign(tree, { [`${path}/`]: '' }, treeOf(folder, path));
    else if (found.isSymbolicLink()) tree[path] = `-> ${readlinkSync(join(folder, path))}`;
    else tree[path] = `${(found.mode & 0o777).toString(8)} ${readFileSync(join(folder, path), 'utf8')}`;
  }
  return tree;
}
