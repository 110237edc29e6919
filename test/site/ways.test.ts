import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { EntryList, type FullEntry } from '../../src/domain/index-v1.ts';
import { pagePath } from '../../src/domain/paths.ts';
import { sync } from '../../src/sync.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { faultsOf, type Published, recordOf } from '../helpers/checked-commands.ts';
import { type GitRepo, makeGitRepo } from '../helpers/git-repo.ts';
import { marketFiles, pierFiles } from '../helpers/market-of-all-kinds.ts';

const room = mkdtempSync(join(tmpdir(), 'skillyard-ways-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const quietly = { onStep: () => undefined };
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#34': '"' };

function decoded(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&([a-z]+|#\d+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** The ways that the page of an entry shows, with the lines of all steps of each. */
function waysOn(site: string, entry: FullEntry): Map<string, string> {
  const html = readFileSync(join(site, pagePath(entry), 'index.html'), 'utf8');
  const blocks = [...html.matchAll(/<pre id="take-([a-z]+)(?:-\d+)?"[^>]*>(.*?)<\/pre>/gis)];
  const byWay = Map.groupBy(blocks, ([, way = '']) => way);
  return new Map([...byWay].map(([way, steps]) => [way, steps.map(([, , text = '']) => decoded(text)).join('\n')]));
}

function entriesOf(site: string): FullEntry[] {
  const list = EntryList.parse(JSON.parse(readFileSync(join(site, 'api/v1/entries.all.json'), 'utf8')));
  return list.entries.map((entry) => recordOf(site, entry));
}

/** Every line of every page that asks for what is not published. */
function faults(published: Published): string[] {
  return entriesOf(published.site).flatMap((entry) =>
    [...waysOn(published.site, entry).values()].flatMap((text) => faultsOf(text, entry, published)),
  );
}

function summary(site: string): Record<string, string> {
  return Object.fromEntries(entriesOf(site).map((entry) => [entry.id, [...waysOn(site, entry).keys()].join(' ')]));
}

describe('the commands of the default catalog', { tags: ['slow'] }, () => {
  const checkout = resolve(import.meta.dirname, '../..');
  const site = join(room, 'starter');

  beforeAll(async () => {
    const options = { catalogDir: join(checkout, 'catalog'), outDir: site, cacheDir: join(room, 'cache') };
    expect((await build({ ...options, frozen: false, ...quietly })).refused).toEqual([]);
  }, 120_000);

  test('ask for nothing that is not published', () => {
    expect(faults({ site, checkout })).toEqual([]);
  });

  test('are there for every kind in every way that it has', () => {
    const ways = summary(site);
    expect({
      skill: ways['skill:field-notes/license-a-skill'],
      stub: ways['skill:field-notes/translate-skill-description'],
      subagent: ways['subagent:workbench/trigger-tester'],
      command: ways['command:yard-tools/release-notes'],
      hook: ways['hook:yard-tools/listing-desk-hooks'],
      server: ways['mcp_server:yard-tools/index-search'],
      packaged: ways['plugin:yard-tools/release-desk'],
      assembled: ways['plugin:catalog/author-bench'],
      workflow: ways['workflow:yard-tools/take-in-a-source'],
    }).toMatchInlineSnapshot(`
      {
        "assembled": "claude codex cursor copilot client download",
        "command": "claude copilot client git download",
        "hook": "download",
        "packaged": "claude codex copilot client download",
        "server": "",
        "skill": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "stub": "claude codex cursor gemini copilot opencode client git download",
        "subagent": "claude cursor copilot client git download",
        "workflow": "download",
      }
    `);
  });
});

describe('the commands of a market with every kind from a host', { tags: ['slow'] }, () => {
  const site = join(room, 'market');
  const checkout = join(room, 'checkout');
  const before = process.env['GIT_CONFIG_GLOBAL'];
  let pier: GitRepo;

  beforeAll(async () => {
    pier = makeGitRepo();
    pier.commit(pierFiles);
    // So that the source has the address of a host, and nothing is asked of one.
    const settings = `[url "file://${pier.folder}"]\n  insteadOf = https://github.com/harbour/pier\n`;
    writeTree(room, { 'settings/config': settings });
    process.env['GIT_CONFIG_GLOBAL'] = join(room, 'settings/config');
    const catalogDir = join(checkout, 'catalog');
    writeTree(catalogDir, marketFiles);
    const folders = { catalogDir, cacheDir: join(room, 'cache') };
    await sync({ ...folders, only: [], now: '2026-03-01T00:00:00Z', ...quietly });
    expect((await build({ ...folders, outDir: site, frozen: false, ...quietly })).refused).toEqual([]);
  }, 120_000);
  afterAll(() => {
    if (before === undefined) delete process.env['GIT_CONFIG_GLOBAL'];
    else process.env['GIT_CONFIG_GLOBAL'] = before;
    pier.remove();
  });

  test('ask for nothing that is not published', () => {
    expect(faults({ site, checkout })).toEqual([]);
  });

  test('are there in every way that each entry has', () => {
    expect(summary(site)).toMatchInlineSnapshot(`
      {
        "command:pier/log": "claude copilot client git download",
        "hook:pier/dock-hooks": "git download",
        "mcp_server:pier/charts": "git",
        "plugin:catalog/toolkit": "claude codex cursor copilot client download",
        "plugin:pier/dock": "claude codex copilot client git download",
        "plugin:pier/extension": "gemini client git",
        "skill:pier/berth": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "skill:pier/moor": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "skill:pier/sealed": "claude codex cursor gemini copilot opencode client git",
        "skill:pier/sound": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "skill:pier/tide": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "skill:quay/crane": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "skill:quay/lamp": "claude codex cursor gemini copilot opencode client git download",
        "skill:quay/tide": "claude codex cursor gemini copilot opencode client wellKnown git download",
        "subagent:pier/pilot": "claude cursor copilot client git download",
      }
    `);
  });

  test('would be found out, were they wrong', () => {
    const entry = recordOf(site, { kind: 'skill', source: 'pier', name: 'tide' });
    const wrong = [
      'npx skills add https://harbour.example.org/market/s/pier/gone',
      'npx skills add https://elsewhere.example.org/s/pier/tide',
      'claude plugin install gone@harbour-market',
      'codex plugin add tide@harbour-market',
      `echo '${'0'.repeat(64)}  tide.tar.gz' | sha256sum --check`,
      'npx skillyard install skill:pier/tide --registry https://harbour.example.org/market/ --allow-raw',
      'npx skillyard install skill:pier/tide --registry https://harbour.example.org/market/ --harness pier',
      'sudo reboot',
    ];
    expect(wrong.map((line) => faultsOf(line, entry, { site, checkout }).length)).toEqual(wrong.map(() => 1));
  });
});
