import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Coordinate } from '../../../src/domain/coordinate.ts';
import { apply } from '../../../src/client/apply/apply.ts';
import { diskEffects } from '../../../src/client/apply/effects.ts';
import { claudeCode } from '../../../src/client/harnesses/claude-code.ts';
import type { Content } from '../../../src/client/model/content.ts';
import type { LockedInstall } from '../../../src/client/model/lock.ts';
import { type Board, changesOf, newBoard } from '../../../src/client/plan/board.ts';
import { planInstall } from '../../../src/client/plan/plan-install.ts';
import { planRemoval } from '../../../src/client/plan/remove-placed.ts';
import { scratchFolder } from '../../helpers/catalog-folder.ts';
import { content, file, hook } from './sample-content.ts';

function plugin(revision: number): Content {
  const manifest = file('.claude-plugin/plugin.json', `{"name":"desk","version":"1.0.${revision}"}`);
  return content({
    kind: 'plugin',
    name: 'desk',
    formats: ['claude-plugin'],
    revision,
    files: [manifest],
    parts: [hook],
  });
}

/** A home folder in which things are planned and carried out, one after the other. */
function openHome() {
  const root = scratchFolder();
  const machine = { effects: diskEffects, cacheDir: scratchFolder() };
  let entries: ReadonlyMap<Coordinate, LockedInstall> = new Map();
  async function carryOut(plan: (board: Board) => Promise<void>): Promise<string[]> {
    const board = newBoard(root, 'user', false, entries);
    await plan(board);
    const changes = changesOf(board);
    await apply(root, changes, machine, () => Promise.resolve());
    entries = board.entries;
    return changes.map(({ type, target }) => `${type} ${target}`);
  }
  const settings = join(root, '.claude/settings.json');
  return {
    root,
    install: (entry: Content) =>
      carryOut((board) =>
        planInstall(board, {
          content: entry,
          placements: [{ harness: 'claude-code', placement: claudeCode.place(entry, 'user') }],
        }),
      ),
    uninstall: (id: Coordinate) => carryOut((board) => planRemoval(board, [id])),
    read: (): unknown => JSON.parse(readFileSync(settings, 'utf8')),
    /** What `claude plugin enable` does. */
    enable: () => writeFileSync(settings, readFileSync(settings, 'utf8').replace('false', 'true')),
  };
}

test('a plugin with hooks is off before it is there, stays as a person wants it, and goes without a trace', async () => {
  const home = openHome();
  const off = { enabledPlugins: { 'desk@skills-dir': false } };
  expect(await home.install(plugin(1))).toEqual(['put-file .claude/settings.json', 'put-folder .claude/skills/desk']);
  expect(home.read()).toEqual(off);

  home.enable();
  expect(await home.install(plugin(2))).toEqual(['put-folder .claude/skills/desk']);
  expect(home.read()).toEqual({ enabledPlugins: { 'desk@skills-dir': true } });
  expect(await home.install(plugin(2))).toEqual([]);

  await home.uninstall('plugin:acme/desk');
  expect(readdirSync(home.root)).toEqual([]);
});
