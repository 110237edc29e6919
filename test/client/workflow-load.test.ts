import { appendFileSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderName } from '../../src/domain/place-folder.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { skill } from '../helpers/memory-tree.ts';
import { skillText } from './market/market.ts';
import { type Bench, filesBelow, openBench, workflow } from './workflow-bench.ts';

/** A skill with everything that must not reach a session. */
const tools = {
  'skills/lint/SKILL.md': skillText('lint'),
  'skills/lint/scripts/run.sh': { script: '#!/bin/sh\necho hello\n' },
  'skills/lint/.claude-plugin/plugin.json': '{"name":"lint","hooks":"./hooks.json"}',
  'skills/lint/hooks.json': '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"echo"}]}]}}',
  'skills/lint/.mcp.json': '{"mcpServers":{"x":{"command":"x"}}}',
  'skills/linked': { link: '/etc' },
  'skills/hooked/SKILL.md': skill(
    'name: hooked\ndescription: Has hooks.\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: echo',
  ),
  '.claude/commands/haul.md': '---\ndescription: Hauls.\n---\nHaul.\n',
  '.claude/agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\nGuide.\n',
  '.claude/settings.json': '{"hooks":{}}',
  'hooks/hooks.json': '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"echo"}]}]}}',
  '.mcp.json': '{"mcpServers":{"x":{"command":"x"}}}',
} as const;

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1[:-]\d+/g, 'HOST')
    .replaceAll(/\bat [0-9a-f]{12}/g, 'at COMMIT')
    .replaceAll(/(?<=-)[0-9a-f]{8}\b/g, 'HASH')
    .replaceAll(/127-0-0-1-\d+/g, 'HOST');
}

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});

describe('workflow load', { tags: ['slow'] }, () => {
  test('takes nothing that grants rights, nor a folder of programs', async () => {
    bench.repo.commit({
      'skills/lint/SKILL.md': skillText('lint'),
      'skills/lint/bin/git': { script: '#!/bin/sh\n' },
      '.claude/agents/bold.md': '---\nname: bold\ndescription: Dares.\npermissionMode: bypassPermissions\n---\nGo.\n',
    });
    writeTree(join(bench.project, 'flow'), workflow([{ url: bench.url, branch: 'main' }]));
    const { text } = await bench.load(['flow']);
    expect(text).toContain('left out: subagent bold. Its settings have "permissionMode"');
    expect(text).toContain('left out: skill lint: bin/git. Files by which harnesses are configured are not loaded.');
    const placed = filesBelow(bench.sources).map((path) => path.split('/').slice(1).join('/'));
    expect(placed).toContain('.claude/skills/lint/SKILL.md');
    expect(placed.join()).not.toMatch(/bold|bin\//);
  });

  test('lays every source into a folder of its own, as texts that Claude Code finds and nothing that runs', async () => {
    bench.repo.commit(tools);
    bench.repo.git(['branch', 'stable']);
    writeTree(join(bench.project, 'flow'), workflow([{ url: bench.url, branch: 'stable' }]));
    const { loaded, text, exitCode } = await bench.load(['flow']);
    expect(exitCode).toBe(0);
    expect(steady(text)).toMatchInlineSnapshot(`
      "Review

        loaded     flow
                   skill own
                   local-flow-HASH

        loaded     http://HOST/tools (stable) at COMMIT
                   command haul, skill lint, subagent pilot
                   HOST-tools-stable-HASH
                   left out: hook lint-hooks. Hooks and servers are not loaded: they run programs.
                   left out: mcp_server x. Hooks and servers are not loaded: they run programs.
                   left out: skill hooked. Its front matter has "hooks", which runs programs.
                   left out: skill lint: .claude-plugin/plugin.json, .mcp.json, hooks.json. Files by which harnesses are configured are not loaded.

      Give them to Claude Code:

        CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD=1 claude --add-dir .skillyard/sources/local-flow-HASH --add-dir .skillyard/sources/HOST-tools-stable-HASH"
    `);

    const [own = '', other = ''] = loaded.sources.map(({ folder }) => folder);
    expect(own).toBe(folderName('local:flow'));
    expect(other).toBe(folderName(`${bench.url.slice('http://'.length)}#stable`));
    expect(filesBelow(join(bench.sources, own))).toEqual(['.claude/skills/own/SKILL.md', 'CLAUDE.md']);
    expect(filesBelow(join(bench.sources, other))).toEqual([
      '.claude/agents/pilot.md',
      '.claude/commands/haul.md',
      '.claude/skills/lint/SKILL.md',
      '.claude/skills/lint/scripts/run.sh',
    ]);
    for (const path of filesBelow(bench.sources)) {
      const found = lstatSync(join(bench.sources, path));
      expect([path, found.isFile(), found.mode & 0o111]).toEqual([path, true, 0]);
    }
  });

  test('takes what is named by address, branch, tag, commit and path, and each place once', async () => {
    const first = bench.repo.commit({ 'skills/old/SKILL.md': skillText('old') });
    bench.repo.git(['tag', '-a', 'v1', '-m', 'One']);
    bench.repo.commit({ 'skills/lint/SKILL.md': skillText('lint'), 'skills/haul/SKILL.md': skillText('haul') });
    const sources = [
      bench.url,
      { url: bench.url, tag: 'v1' },
      { url: `${bench.url}.git`, branch: 'main', path: 'skills/haul' },
      { url: bench.url, sha: first },
      `${bench.url}/`,
    ];
    writeTree(join(bench.project, 'flow'), workflow(sources));
    const { loaded } = await bench.load(['flow']);
    expect(loaded.sources.map(({ state, entries }) => `${state} ${entries.map(({ name }) => name).join(' ')}`)).toEqual(
      ['loaded own', 'loaded haul lint', 'loaded old', 'loaded haul', 'loaded old'],
    );
  });

  test('does nothing the second time, follows a branch, and keeps what was changed here', async () => {
    bench.repo.commit({ 'skills/lint/SKILL.md': skillText('lint') });
    writeTree(join(bench.project, 'flow'), workflow([bench.url]));
    const first = await bench.load(['flow']);
    const folder = join(bench.sources, first.loaded.sources[1]?.folder ?? '');
    const lock = readFileSync(join(bench.sources, 'sources.lock.json'), 'utf8');
    const born = lstatSync(folder).ino;

    const again = await bench.load(['flow']);
    expect(again.loaded.sources.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
    expect([lstatSync(folder).ino, readFileSync(join(bench.sources, 'sources.lock.json'), 'utf8')]).toEqual([
      born,
      lock,
    ]);

    bench.repo.commit({ 'skills/haul/SKILL.md': skillText('haul') });
    const moved = await bench.load(['flow']);
    expect(moved.loaded.sources.map(({ state }) => state)).toEqual(['unchanged', 'replaced']);
    expect(filesBelow(folder)).toEqual(['.claude/skills/haul/SKILL.md']);

    appendFileSync(join(folder, '.claude/skills/haul/SKILL.md'), 'Mine.\n');
    const kept = await bench.load(['flow']);
    expect(kept.exitCode).toBe(1);
    expect(kept.loaded.sources[1]).toMatchObject({ state: 'kept' });
    expect(kept.text).toContain('--force replaces it');
    expect(readFileSync(join(folder, '.claude/skills/haul/SKILL.md'), 'utf8')).toContain('Mine.');
    const forced = await bench.load(['flow', '--force']);
    expect(forced.loaded.sources[1]).toMatchObject({ state: 'replaced' });
    expect(readFileSync(`${folder}.backup/.claude/skills/haul/SKILL.md`, 'utf8')).toContain('Mine.');

    rmSync(folder, { recursive: true });
    expect((await bench.load(['flow'])).loaded.sources[1]).toMatchObject({ state: 'loaded' });
    expect(readdirSync(bench.sources).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('tells a source that cannot be had, and loads the others and what is added', async () => {
    bench.repo.commit({ 'skills/lint/SKILL.md': skillText('lint') });
    writeTree(
      join(bench.project, 'flow'),
      workflow([bench.url.replace('tools', 'nobody'), 'ftp://x', { url: bench.url, branch: 'gone' }]),
    );
    writeTree(join(bench.project, 'mine'), { 'SKILL.md': skillText('mine') });
    const { text, exitCode, loaded } = await bench.load(['flow', bench.url, 'mine']);
    expect(exitCode).toBe(1);
    expect(loaded.sources.map(({ state }) => state)).toEqual([
      'loaded',
      'failed',
      'failed',
      'failed',
      'loaded',
      'loaded',
    ]);
    expect(steady(text)).toMatchInlineSnapshot(`
      "Review

        loaded     flow
                   skill own
                   local-flow-HASH

        failed     .ambient/ambient.json:1
                   "ftp://x" is none of a repository or a folder in one.

        failed     http://HOST/nobody
                   There is no repository at http://HOST/nobody. Check the address: was it renamed, deleted or made private?

        failed     http://HOST/tools (gone)
                   http://HOST/tools has no branch or tag "gone".

        loaded     http://HOST/tools at COMMIT
                   skill lint
                   HOST-tools-head-HASH

        loaded     mine
                   skill mine
                   local-mine-HASH

      Give them to Claude Code:

        CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD=1 claude --add-dir .skillyard/sources/local-flow-HASH --add-dir .skillyard/sources/HOST-tools-head-HASH --add-dir .skillyard/sources/local-mine-HASH"
    `);
  });

  test('shows what it would write, and writes nothing where nobody agrees', async () => {
    bench.repo.commit(tools);
    writeTree(join(bench.project, 'flow'), workflow([bench.url]));
    await expect(bench.load(['flow'], false)).rejects.toThrow(/nobody agreed to it\. Add --yes/);
    expect(readdirSync(bench.project).toSorted()).toEqual(['README.md', 'flow']);
    expect(steady(bench.asked.join('\n'))).toMatchInlineSnapshot(`
      "Review: what would be loaded into .skillyard/sources

        load       flow
                   skill own
                   can do: no tools, scripts, hooks, servers, hosts or packages were found
                   local-flow-HASH

        load       http://HOST/tools at COMMIT
                   command haul, skill lint, subagent pilot
                   scripts: scripts/run.sh
                   warning skills/lint/.claude-plugin/plugin.json:1 A harness can be configured by this file of a skill. (finding-harness-settings)
                   HOST-tools-head-HASH
                   left out: hook lint-hooks. Hooks and servers are not loaded: they run programs.
                   left out: mcp_server x. Hooks and servers are not loaded: they run programs.
                   left out: skill hooked. Its front matter has "hooks", which runs programs.
                   left out: skill lint: .claude-plugin/plugin.json, .mcp.json, hooks.json. Files by which harnesses are configured are not loaded.
      "
    `);
    await bench.load(['flow']);
    bench.asked.length = 0;
    // The same again is no work, so nobody is asked.
    expect((await bench.load(['flow'], false)).exitCode).toBe(0);
    expect(bench.asked).toEqual([]);
  });

  test('writes nothing with --dry-run', async () => {
    bench.repo.commit(tools);
    writeTree(join(bench.project, 'flow'), workflow([bench.url]));
    const { text, exitCode } = await bench.load(['flow', '--dry-run', '--destination', 'there']);
    expect(exitCode).toBe(0);
    expect(text).toContain('Review: what would be loaded into there');
    expect(text).toMatch(/Nothing was written\.$/);
    expect(readdirSync(bench.project).toSorted()).toEqual(['README.md', 'flow']);
  });

  test('asks what a workflow of others names only over https, unless a person says otherwise', async () => {
    bench.repo.commit(workflow([{ url: bench.url, branch: 'main' }, 'git@quay.example:a/b.git']));
    const { loaded } = await bench.load([bench.url]);
    expect(loaded.sources.map(({ state, problem = '' }) => steady(`${state} ${problem}`))).toMatchInlineSnapshot(`
      [
        "loaded ",
        "failed http://HOST/tools is reached over http, and only https is used. Set SKILLYARD_TRANSPORTS=http if you trust that way.",
        "failed git@quay.example:a/b.git is reached over ssh, and only https is used. Set SKILLYARD_TRANSPORTS=ssh if you trust that way.",
      ]
    `);
  });

  test('refuses a place with no workflow, several, or one that cannot be read', async () => {
    writeTree(bench.project, {
      'empty/README.md': 'x',
      'many/a/.ambient/ambient.json': '{"name":"A"}',
      'many/b/.ambient/ambient.json': '{"name":"B"}',
      'broken/.ambient/ambient.json': '{',
    });
    const sentences: string[] = [];
    for (const name of ['empty', 'many', 'broken'])
      sentences.push(await bench.load([name]).then(String, (error: Error) => error.message));
    expect(sentences.join('\n')).toMatchInlineSnapshot(`
      "There is no workflow in empty: no folder in it has an .ambient/ambient.json.
      many holds several workflows: a, b. Name the folder of one.
      The workflow in broken cannot be read. .ambient/ambient.json: It is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)."
    `);
  });
});
