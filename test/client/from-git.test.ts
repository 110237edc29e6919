import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { install } from '../../src/client/commands/install.ts';
import { verify } from '../../src/client/commands/verify.ts';
import { type GitRepo, makeGitRepo } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { serveFolder } from '../helpers/static-server.ts';
import { type Market, openMarket } from './market/market.ts';
import { installOptions, openWorkbench, treeOf } from './market/workbench.ts';

const text = (body: string): string => skill('name: moor\ndescription: Moors ships.', body);
const kit = {
  'kit/.claude-plugin/plugin.json': JSON.stringify({ name: 'kit', description: 'The kit.', version: '1.0.0' }),
  'kit/skills/knot/SKILL.md': skill('name: knot\ndescription: Ties.', 'Tie.'),
  'kit/hooks/hooks.json': '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "bell" }] }] } }',
};
const first = { ...kit, 'skills/moor/SKILL.md': text('One rope.'), 'skills/moor/run': { script: '#!/bin/sh\n' } };
const second = { ...first, 'skills/moor/SKILL.md': text('Two ropes.') };

/** A market whose only source is a repository, of which no copy may be offered. */
async function gitMarket(): Promise<{ readonly repo: GitRepo; readonly market: Market }> {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  repo.commit(first);
  const market = await openMarket({ 'sources/quay.yaml': `git: file://${repo.folder}\nref: main\n` });
  repo.commit(second);
  await market.publish();
  return { repo, market };
}

test('what is not mirrored comes from the pinned commit, in every revision', { tags: ['slow'] }, async () => {
  const { repo, market } = await gitMarket();
  const bench = openWorkbench(market.folder);
  const read = (): string => readFileSync(join(bench.project, '.agents/skills/moor/SKILL.md'), 'utf8');
  await bench.install(['moor']);
  expect(read()).toContain('Two ropes.');
  expect(bench.shown[0]?.content).toMatchObject({
    from: { type: 'git', url: `file://${repo.folder}`, path: 'skills/moor' },
    evidence: { scripts: [{ path: 'run', executable: true }] },
  });
  await bench.install(['moor@1']);
  expect(read()).toContain('One rope.');
  expect(treeOf(bench.project)['.agents/skills/moor/run']).toBe('755 #!/bin/sh\n');
  // Its source may be gone: the objects are in the cache.
  repo.remove();
  await bench.install(['moor@1'], { harnesses: ['claude-code'] });
  expect(await verify({ requests: [], registries: [], scope: 'project' }, bench.context)).toMatchObject({
    findings: [],
  });
});

test('a plugin of a repository brings its parts, and hooks come with its text', { tags: ['slow'] }, async () => {
  const { market } = await gitMarket();
  const bench = openWorkbench(market.folder);
  await bench.install(['plugin:quay/kit', 'moor'], { harnesses: ['codex'] });
  expect(bench.shown[0]?.content.parts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'hook kit-hooks',
    'skill knot',
  ]);
  expect(Object.keys(treeOf(bench.project))).toContain('.agents/skills/knot/SKILL.md');
  const other = openWorkbench(market.folder);
  await other.install(['hook:quay/kit-hooks'], { harnesses: ['claude-code'] });
  expect(other.shown[0]?.content).toMatchObject({ from: { type: 'git' }, evidence: { hooks: [{ command: 'bell' }] } });
});

test('a registry of others may not send git anywhere but to https', { tags: ['slow'] }, async () => {
  const { repo, market } = await gitMarket();
  const server = await serveFolder(market.folder);
  onTestFinished(() => server.close());
  const bench = openWorkbench(server.url);
  const before = treeOf(bench.project);
  const sentence = await bench.install(['moor']).then(JSON.stringify, String);
  expect(sentence.replace(repo.folder, '/REPOSITORY')).toMatchInlineSnapshot(
    `"Refusal: file:///REPOSITORY is reached over file, and only https is used. Set SKILLYARD_TRANSPORTS=file if you trust that way."`,
  );
  expect(treeOf(bench.project)).toEqual(before);
  const trusting = { ...bench.context, env: { ...bench.context.env, SKILLYARD_TRANSPORTS: 'file' } };
  const { entries } = await install({ ...installOptions(server.url), requests: ['moor'] }, trusting);
  expect(entries).toMatchObject([{ id: 'skill:quay/moor', outcome: 'installed' }]);
});
