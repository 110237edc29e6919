import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskEffects, type Effects } from '../../src/client/apply/effects.ts';
import { type CommandContext } from '../../src/client/commands/context.ts';
import { install } from '../../src/client/commands/install.ts';
import { list } from '../../src/client/commands/list.ts';
import { uninstall } from '../../src/client/commands/uninstall.ts';
import { update } from '../../src/client/commands/update.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { harbour, openMarket, skillText } from './market/market.ts';
import { installOptions, openWorkbench, treeOf, wrapped } from './market/workbench.ts';

/** The process is gone: nothing is done any more, and a file that was being written is half there. */
class Killed extends Error {}

/** Dies in the n-th call. */
function dyingAt(n: number): { readonly effects: Effects; readonly count: () => number } {
  let calls = 0;
  const dying = wrapped((_name, _first, run) => {
    calls += 1;
    if (calls >= n) return Promise.reject(new Killed());
    return run();
  });
  const effects: Effects = {
    ...dying,
    async writeFile(path, bytes, mode) {
      if (calls + 1 === n) {
        calls += 1;
        writeFileSync(path, bytes.subarray(0, Math.floor(bytes.byteLength / 2)), { mode, flag: 'wx' });
        throw new Killed();
      }
      await dying.writeFile(path, bytes, mode);
    },
  };
  return { effects, count: () => calls };
}

const own = {
  '.mcp.json': '{"mcpServers": {"own": {"command": "own"}}}\n',
  '.claude/settings.json': '{}\n',
  'AGENTS.md': 'mine\n',
};
const harnesses = ['claude-code', 'agents', 'codex'];
const all = ['quay/moor', 'subagent:quay/pilot', 'plugin:quay/kit', 'mcp_server:quay/winds'];
const updating = {
  requests: [],
  registries: [],
  scope: 'project',
  dryRun: false,
  force: false,
  allowRaw: false,
  includeStubs: false,
} as const;
const removing = { requests: all, harnesses: [], scope: 'project', dryRun: false, force: false } as const;

interface Scenario {
  readonly name: string;
  readonly before: (context: CommandContext, registry: string) => Promise<unknown>;
  readonly run: (context: CommandContext, registry: string) => Promise<unknown>;
}

const installAll = (context: CommandContext, registry: string): Promise<unknown> =>
  install({ ...installOptions(registry), requests: all, harnesses }, context);

const scenarios: Scenario[] = [
  { name: 'install', before: () => Promise.resolve(), run: installAll },
  { name: 'update', before: installAll, run: (context) => update(updating, context) },
  { name: 'uninstall', before: installAll, run: (context) => uninstall(removing, context) },
];

test.each(scenarios)(
  '$name, killed at any write, leaves the old or the new, and the next run mends it',
  { tags: ['slow'] },
  async ({ name, before, run }) => {
    const market = await openMarket(harbour);
    const bench = openWorkbench(market.folder, own);
    await before(bench.context, market.folder);
    if (name === 'update')
      await market.publish({
        'quay/skills/moor/SKILL.md': skillText('moor', 'Now with two ropes.'),
        'quay/skills/moor/two.md': 'Two.\n',
      });
    const old = treeOf(bench.project);
    const fresh = (): CommandContext => {
      const cwd = join(scratchFolder(), 'project');
      cpSync(bench.project, cwd, { recursive: true });
      // The key of journals is made by whoever writes first.
      return { ...bench.context, cwd, cacheDir: join(scratchFolder(), 'cache') };
    };

    const whole = fresh();
    const counter = dyingAt(Infinity);
    await run({ ...whole, effects: counter.effects }, market.folder);
    const done = treeOf(whole.cwd);
    expect(done).not.toEqual(old);
    expect(Object.keys(done).filter((path) => /staging|journal|busy/.test(path))).toEqual([]);

    const outcomes = { old: 0, new: 0 };
    for (let n = 1; n <= counter.count(); n += 1) {
      const context = fresh();
      const { effects } = dyingAt(n);
      await expect(run({ ...context, effects }, market.folder)).rejects.toThrow();
      const isCommitted = existsSync(join(context.cwd, '.skillyard/journal.json'));
      expectWhole(treeOf(context.cwd), old, done, isCommitted);
      await list({ scope: 'project' }, { ...context, effects: diskEffects });
      const mended = treeOf(context.cwd);
      // Once the journal is gone again, everything is in its place.
      const isNew = isCommitted || JSON.stringify(mended) === JSON.stringify(done);
      expect(mended).toEqual(isNew ? done : old);
      outcomes[isNew ? 'new' : 'old'] += 1;
    }
    expect(outcomes.old).toBeGreaterThan(5);
    expect(outcomes.new).toBeGreaterThan(5);

    // Killed again while it is mended, at every write of that.
    const middle = outcomes.old + 2;
    for (let n = 1; ; n += 1) {
      const context = fresh();
      await expect(run({ ...context, effects: dyingAt(middle).effects }, market.folder)).rejects.toThrow();
      const second = dyingAt(n);
      const isMended = await list({ scope: 'project' }, { ...context, effects: second.effects }).then(
        () => true,
        () => false,
      );
      await list({ scope: 'project' }, { ...context, effects: diskEffects });
      expect(treeOf(context.cwd)).toEqual(done);
      if (isMended) break;
    }
  },
);

/** What is outside of the folder of the client is as it was or as it shall be, file by file. */
function expectWhole(
  now: Record<string, string>,
  old: Record<string, string>,
  done: Record<string, string>,
  isCommitted: boolean,
): void {
  const paths = new Set([...Object.keys(now), ...Object.keys(old), ...Object.keys(done)]);
  for (const path of paths) {
    if (path.startsWith('.skillyard/')) continue;
    const allowed = [old[path], done[path], ...(isCommitted ? [undefined] : [])];
    expect({ path, is: allowed.includes(now[path]) }).toEqual({ path, is: true });
    if (!isCommitted && now[path] !== done[path]) expect([path, now[path]]).toEqual([path, old[path]]);
  }
}

test('a run that is killed by the system is taken over, one that lives is not', async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.skillyard/busy': '2147483646 elsewhere x\n' });
  await expect(bench.install(['quay/moor'])).rejects.toThrow(/Another run of skillyard is at work/);
  const { pid } = process;
  writeFileSync(join(bench.project, '.skillyard/busy'), `${process.ppid} ${hostname()} x\n`);
  await expect(bench.install(['quay/moor'])).rejects.toThrow(/Another run of skillyard is at work/);
  for (const dead of [2147483646, pid]) {
    writeFileSync(join(bench.project, '.skillyard/busy'), `${dead} ${hostname()} x\n`);
    await bench.install(['quay/moor']);
    expect(existsSync(join(bench.project, '.skillyard/busy'))).toBe(false);
  }
});

test('what somebody puts in a place after it was planned is kept', async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, own);
  let written = false;
  const effects: Effects = {
    ...diskEffects,
    async rename(from, to) {
      if (!written && to.endsWith('journal.json')) {
        written = true;
        writeFileSync(join(bench.project, '.mcp.json'), '{"mcpServers": {"late": {"command": "late"}}}\n');
      }
      await diskEffects.rename(from, to);
    },
  };
  const { notes } = await install(
    { ...installOptions(market.folder), requests: ['mcp_server:quay/winds'], harnesses: ['claude-code'] },
    { ...bench.context, effects },
  );
  expect(notes).toContain('.mcp.json has changed in this moment; what was there is kept as .mcp.json.backup-1.');
  expect(readFileSync(join(bench.project, '.mcp.json.backup-1'), 'utf8')).toContain('late');
});
