import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { FullEntry } from '../src/domain/index-v1.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { type GitRepo, makeGitRepo } from './helpers/git-repo.ts';
import { type GitServer, startGitServer } from './helpers/git-server.ts';
import { messages } from './helpers/message.ts';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org
policy: { transports: [http], severities: { risk-tier-default: off } }
`;

const skill = (name: string): string =>
  `---\nname: ${name}\ndescription: It does ${name}. Use at the quay.\n---\n\nDo it.\n`;

const tides = {
  'skills/moor/SKILL.md': skill('moor'),
  'skills/tide-table/SKILL.md': skill('tide-table'),
  'plugins/desk/.claude-plugin/plugin.json': '{ "name": "desk", "description": "The desk." }',
  'plugins/desk/skills/log/SKILL.md': skill('log'),
  'plugins/desk/skills/bell/SKILL.md': skill('bell'),
};

/** Serves repositories as `<url>/harbour/<name>`. */
async function serve(names: readonly string[]): Promise<{ server: GitServer; repos: GitRepo[] }> {
  const root = scratchFolder();
  mkdirSync(join(root, 'harbour'));
  const repos = names.map((name) => {
    const repo = makeGitRepo();
    onTestFinished(() => repo.remove());
    symlinkSync(repo.folder, join(root, 'harbour', name));
    return repo;
  });
  const server = await startGitServer(root);
  onTestFinished(() => server.close());
  return { server, repos };
}

test('four kinds of references lead to entries, and the index holds the graph', { tags: ['slow'] }, async () => {
  const { server, repos } = await serve(['tides', 'charts', 'flows']);
  const [tidesRepo, chartsRepo, flowsRepo] = repos as [GitRepo, GitRepo, GitRepo];
  tidesRepo.commit(tides);
  tidesRepo.git(['tag', 'v1.0.0']);
  const sha = tidesRepo.commit({ ...tides, 'skills/tide-table/SKILL.md': `${skill('tide-table')}\nTwice a day.\n` });
  chartsRepo.commit({ '.claude/skills/moor/SKILL.md': skill('moor'), '.claude/agents/pilot.md': skill('pilot') });
  const url = (name: string): string => `${server.url}/harbour/${name}`;
  const sources = [
    { url: url('tides'), branch: 'main', path: 'skills/moor' },
    { url: `${url('tides')}/`, tag: 'v1.0.0', path: 'plugins/desk' },
    { url: url('tides'), sha, path: 'skills' },
    `${url('charts')}/tree/main/.claude`,
    { url: 'https://git.example.org/elsewhere/knots', branch: 'main' },
  ];
  flowsRepo.commit({
    'arrive/.ambient/ambient.json': JSON.stringify(
      { name: 'Arrive', description: 'Brings a ship in.', sources },
      null,
      2,
    ),
    'arrive/CLAUDE.md': '# Arrive\n\nRead the tides first.\n',
    'arrive/.claude/skills/greet/SKILL.md': skill('greet'),
  });
  const catalogDir = catalogFolder({
    'catalog.yaml': catalogYaml,
    'sources/charts.yaml': `git: ${url('charts')}\n`,
    'sources/flows.yaml': `git: ${url('flows')}\n`,
    'sources/tides.yaml': `git: ${url('tides')}\nref: main\n`,
    'governance/tides.yaml': 'trust: verified\n',
  });
  const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
  await sync({ ...options, only: [], now: '2026-03-01T00:00:00Z' });
  const { catalog, diagnostics } = await assemble(options);
  if (!catalog) throw new Error(messages(diagnostics));

  const files = emitIndex(catalog, catalog.file.url);
  const record = (path: string): FullEntry =>
    FullEntry.parse(JSON.parse(files.get(`api/v1/entries/${path}.json`) ?? '{}'));
  const workflow = record('workflow/flows/arrive');
  const text = JSON.stringify(workflow.references, null, 2).replaceAll(server.url, '<server>').replaceAll(sha, '<sha>');
  expect(messages(diagnostics)).toMatchInlineSnapshot(
    `
    "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.
    info trust-unclaimed governance/tides.yaml:1:1 The operator trusts it as verified, and no sync has found a file in it that names this catalog. | Nothing; or ask its publisher to name this catalog in skillyard.json."
  `,
  );
  expect(text).toMatchInlineSnapshot(`
    "[
      {
        "name": "moor",
        "type": "git",
        "url": "<server>/harbour/tides",
        "ref": "main",
        "path": "skills/moor",
        "pinned": false,
        "source": "tides",
        "entries": [
          {
            "id": "skill:tides/moor",
            "title": "moor"
          }
        ]
      },
      {
        "name": "desk",
        "type": "git",
        "url": "<server>/harbour/tides",
        "ref": "v1.0.0",
        "path": "plugins/desk",
        "pinned": false,
        "source": "tides",
        "entries": [
          {
            "id": "plugin:tides/desk",
            "title": "desk"
          }
        ]
      },
      {
        "name": "skills",
        "type": "git",
        "url": "<server>/harbour/tides",
        "sha": "<sha>",
        "path": "skills",
        "pinned": true,
        "source": "tides",
        "entries": [
          {
            "id": "skill:tides/moor",
            "title": "moor"
          },
          {
            "id": "skill:tides/tide-table",
            "title": "tide-table"
          }
        ]
      },
      {
        "name": "charts",
        "type": "git",
        "url": "<server>/harbour/charts",
        "ref": "main",
        "path": ".claude",
        "pinned": false,
        "source": "charts",
        "entries": [
          {
            "id": "skill:charts/moor",
            "title": "moor"
          },
          {
            "id": "subagent:charts/pilot",
            "title": "pilot"
          }
        ]
      },
      {
        "name": "knots",
        "type": "git",
        "url": "https://git.example.org/elsewhere/knots",
        "ref": "main",
        "pinned": false
      }
    ]"
  `);
  expect(workflow.members).toEqual([{ id: 'skill:flows/greet', title: 'greet' }]);
  expect(record('skill/flows/greet').memberOf).toEqual([{ id: 'workflow:flows/arrive', title: 'Arrive' }]);

  const referrer = [{ id: 'workflow:flows/arrive', title: 'Arrive' }];
  expect(record('skill/tides/moor')).toMatchObject({
    referencedBy: referrer,
    copies: [{ id: 'skill:charts/moor', title: 'moor' }],
  });
  expect(record('skill/charts/moor')).toMatchObject({ referencedBy: referrer, copies: [], copyOf: 'skill:tides/moor' });
  expect(record('plugin/tides/desk').referencedBy).toEqual(referrer);
  expect(record('skill/tides/log').referencedBy).toEqual([]);
  const list = JSON.parse(files.get('api/v1/entries.json') ?? '') as { entries: { id: string; copyOf?: string }[] };
  expect(list.entries.flatMap(({ id, copyOf }) => (copyOf === undefined ? [] : [`${id} ${copyOf}`]))).toEqual([
    'skill:charts/moor skill:tides/moor',
  ]);
});
