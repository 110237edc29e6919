import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emitFolders } from '../src/emit/emit-folders.ts';
import { pluginHarbour, quays, recordOf, toolkit } from './helpers/plugin-harbour.ts';

const path = 'plugins/toolkit.yaml';
const toolkitHarbour = () => pluginHarbour({ [path]: toolkit });

describe('what stands in the way', { tags: ['slow'] }, () => {
  test('a member whose licence allows no copy keeps the folder away, and is named', async () => {
    const harbour = toolkitHarbour();
    harbour.commit('quay', {
      ...quays['quay'],
      'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties ships up.\n---\n\nTwo lines.\n',
    });
    await harbour.sync();
    const { catalog, said } = await harbour.build();
    expect(said).toMatchInlineSnapshot(
      `"info plugin-copy-withheld plugins/toolkit.yaml:1:1 [plugin:catalog/toolkit] No copy may be offered of skill:quay/moor. | Look at the files and licences of the members that are named; the operator can allow a licence in catalog.yaml, or copies of a source with "mirror: always"."`,
    );
    expect(recordOf(catalog, 'toolkit').distribution).toEqual({
      noArchive: 'member',
      withheld: ['skill:quay/moor'],
    });
    expect(emitFolders(catalog).size).toBe(0);
  });

  test('a member with a page that would run at the address of the site keeps the folder away too', async () => {
    const harbour = toolkitHarbour();
    const page = '<script>fetch("https://evil.example")</script>';
    harbour.commit('quay', { ...quays['quay'], 'skills/moor/assets/page.SVG': page });
    await harbour.sync();
    const { catalog } = await harbour.build();
    expect(recordOf(catalog, 'toolkit').distribution).toEqual({
      noArchive: 'member',
      withheld: ['skill:quay/moor'],
    });
    expect(emitFolders(catalog).size).toBe(0);
  });

  test('a source that cannot be had takes its plugins along', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    rmSync(harbour.cacheDir, { recursive: true });
    mkdirSync(harbour.cacheDir);
    const folder =
      /file:\/\/(\S+)/.exec(readFileSync(join(harbour.catalogDir, 'sources/shed.yaml'), 'utf8'))?.[1] ?? '';
    rmSync(folder, { recursive: true });
    const { plugins, outcome, said } = await harbour.build();
    expect(plugins).toEqual([]);
    expect(outcome?.quarantined.map(({ rule }) => rule)).toEqual(['revision-unavailable']);
    expect(said).toContain(
      'error revision-unavailable plugins/toolkit.yaml:14:5 The content of revision 1 of mcp_server:shed/charts',
    );
  });

  test('a local source keeps no older content for a version that holds it', async () => {
    const skill = (words: string): string => `---\nname: sweep\ndescription: ${words}\nlicense: MIT\n---\n\n${words}\n`;
    const harbour = pluginHarbour({
      'sources/yard.yaml': 'local: yard\n',
      'yard/skills/sweep/SKILL.md': skill('Sweeps.'),
      'plugins/kit.yaml':
        'description: All.\nversion: "1.0.0"\nriskTier: minimal\nmembers:\n  - skill:quay/moor\n  - skill:yard/sweep\n',
    });
    await harbour.sync();
    expect((await harbour.build()).plugins).toHaveLength(1);
    harbour.write('yard/skills/sweep/SKILL.md', skill('Sweeps twice.'));
    await harbour.sync();
    const { plugins, said } = await harbour.build();
    expect(plugins).toEqual([]);
    expect(said).toMatchInlineSnapshot(
      `"error revision-unavailable plugins/kit.yaml:6:5 The content of revision 1 of skill:yard/sweep, a member of kit, cannot be had. | Bring the commit back at its source, or raise "version" so that a revision is taken that can be had."`,
    );
  });

  test('what is taken back takes the plugin and its files along, and no new version can have it', async () => {
    const harbour = pluginHarbour({ [path]: toolkit, 'advisories/README.md': '' });
    await harbour.sync();
    harbour.write(
      'advisories/harbour-1.yaml',
      'severity: high\nreason: It sinks ships.\non: 2026-03-02\naffects:\n  - entry: skill:quay/moor\n    revisions: 1\n',
    );
    const { catalog } = await harbour.build();
    expect(catalog.withdrawals.entries.get('plugin:catalog/toolkit')).toMatchObject({ member: 'skill:quay/moor' });
    expect(emitFolders(catalog).size).toBe(0);
    expect(recordOf(catalog, 'toolkit').distribution).toEqual({ noArchive: 'withdrawn' });
    harbour.write(path, toolkit.replace('1.0.0', '1.0.1'));
    expect((await harbour.sync()).said).toContain(
      'error plugin-member-unresolved plugins/toolkit.yaml:8:5 Revision 1 of skill:quay/moor is taken back by advisories/harbour-1.yaml',
    );
  });

  test('a file with an error is neither locked nor published, and its name stays taken', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    harbour.write(path, toolkit.replace('riskTier: limited', 'risktier: limited'));
    expect((await harbour.sync([], '2026-06-01T00:00:00Z')).state).toBe('failed');
    const { plugins, outcome, catalog } = await harbour.build();
    expect(plugins).toEqual([]);
    expect(outcome?.quarantined.map(({ rule }) => rule)).toEqual(['revision-unavailable']);
    expect(catalog.former.map(({ id, state }) => [id, state])).toEqual([['plugin:catalog/toolkit', 'unavailable']]);
    expect(harbour.lock().entries['plugin:toolkit']?.absences).toBeUndefined();
  });

  test('a plugin of a source that is not locked yet waits with it', async () => {
    const harbour = toolkitHarbour();
    const { said, plugins, outcome } = await harbour.build();
    expect(said).toContain('info plugin-pending plugins/toolkit.yaml:3:1 Version 1.0.0 of toolkit is not locked yet.');
    expect(said).toContain('info plugin-pending plugins/toolkit.yaml:8:5 The source "quay" has not been locked yet.');
    expect(said).not.toContain('error');
    expect([plugins, outcome?.state]).toEqual([[], 'pending']);
    expect(await harbour.sync(['catalog'])).toMatchObject({ state: 'unchanged' });
    expect(existsSync(harbour.lockFile)).toBe(false);
  });

  test('only what is locked is published: another digest in the ledger is not', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    harbour.write(
      'lock/catalog.json',
      readFileSync(harbour.lockFile, 'utf8').replace(/"digest": "[0-9a-f]/, '"digest": "f'),
    );
    const first = await harbour.build();
    const { digest } = harbour.lock().entries['plugin:toolkit']?.revisions[0] ?? {};
    expect(digest).toMatch(/^f/);
    expect(first.plugins).toEqual([]);
    expect(first.said).toContain('error entry-not-locked plugins/toolkit.yaml:1:1');
  });

  test('a lock that cannot be read is left as it is', async () => {
    const harbour = pluginHarbour({ [path]: toolkit, 'lock/catalog.json': '{' });
    expect((await harbour.sync()).state).toBe('failed');
    expect(readFileSync(harbour.lockFile, 'utf8')).toBe('{');
    const { outcome } = await harbour.build();
    expect(outcome?.state).toBe('unavailable');
    expect(outcome?.entries).toEqual([]);
  });

  test('members that are bound, in another form or unknown are refused, all in one run', async () => {
    const harbour = toolkitHarbour();
    harbour.commit('dock', {
      ...quays['dock'],
      'hooks/hooks.json': `{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "\${CLAUDE_PLUGIN_ROOT}/end.sh" }] }] } }`,
      '.codex/agents/diver.toml': 'name = "diver"\ndescription = "Dives."\ndeveloper_instructions = "Dive."\n',
    });
    harbour.write(path, `${toolkit}  - subagent:dock/diver\n  - skill:quay/mor\n`);
    const { state, said } = await harbour.sync();
    expect(state).toBe('failed');
    expect(said).toMatchInlineSnapshot(`
      "error plugin-member-unknown plugins/toolkit.yaml:20:5 The source "quay" has no skill:mor. | Did you mean "skill:quay/moor"?
      error plugin-member-format plugins/toolkit.yaml:19:5 subagent:dock/diver: It is written as codex-agent. | Take the member out, or list the entry in the form of Claude Code.
      error plugin-member-bound plugins/toolkit.yaml:13:5 hook:dock/dock-hooks: It uses \${CLAUDE_PLUGIN_ROOT}/end.sh, which lies beside it. | Offer the plugin it comes from instead, and take this member out."
    `);
    expect(existsSync(harbour.lockFile)).toBe(false);
    // A build says the same, so that a pull request is told before anything is locked.
    const { said: built, plugins } = await harbour.build();
    for (const line of said.split('\n')) expect(built).toContain(line.split(' | ')[0]);
    expect(plugins).toEqual([]);
  });
});
