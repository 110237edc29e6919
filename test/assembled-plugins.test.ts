import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CatalogEntry } from '../src/domain/entry.ts';
import { emitFolders } from '../src/emit/emit-folders.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { introspectTree } from '../src/introspect/introspect-tree.ts';
import { memoryTree } from './helpers/memory-tree.ts';
import { messages } from './helpers/message.ts';
import { pluginHarbour, quays, recordOf, textsOf, toolkit } from './helpers/plugin-harbour.ts';

const path = 'plugins/toolkit.yaml';
const toolkitHarbour = () => pluginHarbour({ [path]: toolkit });

/** What the parser of packaged plugins makes of a composed folder. */
async function introspected(entry: CatalogEntry | undefined) {
  const { entries, diagnostics, quarantined } = await introspectTree(memoryTree(textsOf(entry)), {
    source: 'folder',
    selection: { path: '', include: ['**'], exclude: [] },
    bindings: new Map(),
  });
  return { entries, quarantined, said: messages(diagnostics) };
}

describe(
  'a plugin of a skill, a subagent, a command, a hook and MCP servers from three sources',
  { tags: ['slow'] },
  () => {
    test('is composed for Claude Code and Agent Plugins, and reads back without a word', async () => {
      const harbour = toolkitHarbour();
      expect(await harbour.sync()).toMatchObject({ state: 'locked', said: '' });
      const { plugins, said } = await harbour.build();
      expect(said).toBe('');
      const [plugin] = plugins;
      expect(Object.keys(textsOf(plugin))).toEqual([
        '.claude-plugin/plugin.json',
        '.mcp.json',
        'README.md',
        'agents/pilot.md',
        'commands/log.md',
        'hooks/hooks.json',
        'mcp.json',
        'plugin.json',
        'skills/moor/SKILL.md',
        'skills/moor/scripts/lines.sh',
        'skills/tide-table/SKILL.md',
      ]);

      expect(textsOf(plugin)['README.md']).toMatchInlineSnapshot(`
        "# Harbour toolkit

        Everything for a day at the harbour.

        Version 1.0.0, put together by \`Harbour office\` from entries of a catalog, each at one revision. The authors of an entry answer for it, and its licence is theirs. The selection itself is under \`MIT\`.

        ## What is in it

        - \`moor\`, skill: \`skill:quay/moor@1\`, digest \`448b305fde4a\`, licence \`MIT\`
        - \`tide-table\`, skill: \`skill:quay/tide@1\`, digest \`30be53f8c156\`, licence \`MIT\`
        - \`pilot\`, subagent: \`subagent:dock/pilot@1\`, digest \`be1b02f84d9b\`, licence \`MIT\`
        - \`log\`, command: \`command:dock/log@1\`, digest \`31186043194a\`, licence \`MIT\`
        - \`dock-hooks\`, hook: \`hook:dock/dock-hooks@1\`, digest \`ce1f6bd05539\`, licence \`MIT\`
        - \`charts\`, MCP server: \`mcp_server:shed/charts@1\`, digest \`70fe792c98f8\`, licence \`MIT\`
        - \`buoys\`, MCP server: \`mcp_server:shed/buoys@1\`, digest \`e21b0b82eabb\`, licence \`MIT\`

        ## What it needs from other registries

        - \`org.example/weather 2.0.0\` in \`https://registry.example.org\`
        "
      `);

      const back = await introspected(plugin);
      expect(back.said).toBe('');
      expect(back.quarantined).toEqual([]);
      expect(back.entries.map(({ kind, name }) => `${kind}:${name}`)).toEqual([
        'command:log',
        'hook:toolkit-hooks',
        'mcp_server:buoys',
        'mcp_server:charts',
        'plugin:toolkit',
        'skill:moor',
        'skill:tide-table',
        'subagent:pilot',
      ]);
      const whole = back.entries.find(({ kind }) => kind === 'plugin');
      expect(whole?.members).toHaveLength(7);
      expect(whole?.formats).toEqual(expect.arrayContaining(['agent-plugins', 'claude-plugin']));
    });

    test('never gives out what stands in env and headers', async () => {
      const harbour = toolkitHarbour();
      await harbour.sync();
      const { plugins, catalog } = await harbour.build();
      const everything = [
        ...Object.values(textsOf(plugins[0])),
        ...emitIndex(catalog, 'https://harbour.example.org').values(),
        readFileSync(harbour.lockFile, 'utf8'),
      ].join('\n');
      expect(everything).not.toContain('hunter2');
      expect(textsOf(plugins[0])['.mcp.json']).toContain('"CHART_KEY": "${CHART_KEY}"');
      // Clients of Agent Plugins fill in nothing (section 9.2): a placeholder would be sent as it stands.
      expect(textsOf(plugins[0])['mcp.json']).not.toContain('${');
    });

    test('is published with its members, their revisions, the reference and the place of its files', async () => {
      const harbour = toolkitHarbour();
      await harbour.sync();
      const { catalog, plugins } = await harbour.build();
      const full = recordOf(catalog, 'toolkit');
      const digest = plugins[0]?.digest ?? '';
      expect(full.members.map(({ id, title, revision, as }) => [id, title, revision, as])).toEqual([
        ['skill:quay/moor', 'moor', 1, undefined],
        ['skill:quay/tide', 'tide', 1, 'tide-table'],
        ['subagent:dock/pilot', 'pilot', 1, undefined],
        ['command:dock/log', 'log', 1, undefined],
        ['hook:dock/dock-hooks', 'dock-hooks', 1, undefined],
        ['mcp_server:shed/charts', 'charts', 1, undefined],
        ['mcp_server:shed/buoys', 'buoys', 1, undefined],
      ]);
      expect(full.members.every((member) => member.digest?.length === 64)).toBe(true);
      expect(full.references).toEqual([
        {
          name: 'org.example/weather',
          type: 'registry',
          registry: 'https://registry.example.org',
          version: '2.0.0',
          pinned: true,
        },
      ]);
      expect(full.distribution).toEqual({
        folder: `../../../../../dl/toolkit-${digest.slice(0, 12)}/`,
        surfaces: {
          claude: { name: 'toolkit' },
          repository: { name: 'toolkit', harnesses: ['claude-code', 'codex', 'cursor', 'github-copilot'] },
        },
      });
      expect([...emitFolders(catalog).keys()]).toEqual(
        full.files.map((file) => `dl/toolkit-${digest.slice(0, 12)}/${file.path}`),
      );
      expect(full.revisions[0]?.members).toHaveLength(7);
      expect(full.version).toBe('1.0.0');
      const member = catalog.membersOf.get('plugin:catalog/toolkit');
      expect(member).toContain('mcp_server:shed/charts');
    });
  },
);

describe('a version is frozen', { tags: ['slow'] }, () => {
  const moved = {
    ...quays['quay'],
    'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties ships up twice.\nlicense: MIT\n---\n\nTwice.\n',
  };

  test('nothing is written when nothing changed, and a member that moves on changes nothing', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    const before = readFileSync(harbour.lockFile, 'utf8');
    const { plugins: first } = await harbour.build();
    expect(await harbour.sync([], '2026-04-01T00:00:00Z')).toMatchObject({ state: 'unchanged', said: '' });
    harbour.commit('quay', moved);
    const { state, said } = await harbour.sync([], '2026-04-02T00:00:00Z');
    expect(state).toBe('unchanged');
    expect(said).toMatchInlineSnapshot(
      `"info plugin-members-behind plugins/toolkit.yaml:3:1 With a new version these would move: skill:quay/moor from 1 to 2. | Raise "version" to take up what is new."`,
    );
    expect(readFileSync(harbour.lockFile, 'utf8')).toBe(before);
    const { plugins: second, said: built } = await harbour.build();
    expect(built).toBe('');
    expect(textsOf(second[0])).toEqual(textsOf(first[0]));
    expect(second[0]?.digest).toBe(first[0]?.digest);
  });

  test('a raised version takes up what is new; until the sync the old one stays published', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    harbour.commit('quay', moved);
    harbour.write(path, toolkit.replace('1.0.0', '1.1.0').replace('Everything', 'All'));
    await harbour.sync(['quay']);
    const waiting = await harbour.build();
    expect(waiting.said).toMatchInlineSnapshot(
      `"info plugin-pending plugins/toolkit.yaml:3:1 Version 1.1.0 of toolkit is not locked yet. | Run "skillyard sync" and commit the locks."`,
    );
    expect(waiting.plugins[0]?.version).toBe('1.0.0');
    expect(waiting.plugins[0]?.description).toBe('Everything for a day at the harbour.');

    const { changes, said } = await harbour.sync(['catalog'], '2026-04-03T00:00:00Z');
    expect(said).toBe('');
    expect(changes).toMatchObject([{ change: 'changed', revision: 2, previous: 1, version: '1.1.0' }]);
    const { plugins } = await harbour.build();
    expect(plugins[0]?.assembled?.[0]).toMatchObject({ id: 'skill:quay/moor', revision: 2 });
    expect(textsOf(plugins[0])['skills/moor/SKILL.md']).toContain('twice');
    expect(plugins[0]?.description).toBe('All for a day at the harbour.');
  });

  test.each([
    ['other words', (text: string) => text.replace('Everything', 'All'), 'reused'],
    ['another pin', (text: string) => text.replace('skill:quay/moor', 'skill:quay/moor@1'), 'reused'],
    ['a lower version', (text: string) => text.replace('1.0.0', '0.9.0'), 'lower'],
    ['another licence', (text: string) => text.replace('license: MIT', 'license: Apache-2.0'), 'reused'],
    ['another reference', (text: string) => text.replace('version: 2.0.0', 'version: 2.1.0'), 'reused'],
  ])('%s under a version that is locked is an error, and nothing is locked', async (_what, edit, rule) => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    const before = readFileSync(harbour.lockFile, 'utf8');
    harbour.write(path, edit(toolkit));
    const { state, said } = await harbour.sync();
    expect(state).toBe('failed');
    expect(said).toContain(`error plugin-version-${rule} plugins/toolkit.yaml:3:1 `);
    expect(readFileSync(harbour.lockFile, 'utf8')).toBe(before);
    const { plugins, said: built } = await harbour.build();
    expect(built).toContain(`error plugin-version-${rule} plugins/toolkit.yaml:3:1 `);
    expect(plugins[0]?.version).toBe('1.0.0');
  });

  test('what governance says can change without a new version, and is said where it stands', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    harbour.write(
      path,
      toolkit.replace('riskTier: limited\n', 'status: deprecated\nreason: Old.\naliases: { production: 4 }\n'),
    );
    expect((await harbour.sync()).said).toBe('');
    const { plugins, said } = await harbour.build();
    expect(plugins[0]?.status).toMatchObject({ value: 'deprecated', origin: 'governance' });
    expect(said).toContain('error alias-unknown-revision plugins/toolkit.yaml:8:12 ');
    expect(said).toContain('error risk-tier-default plugins/toolkit.yaml:1:1 [plugin:catalog/toolkit]');
  });

  test('`sync` of other sources leaves plugins alone, `sync catalog` does them', async () => {
    const harbour = toolkitHarbour();
    expect((await harbour.sync(['quay', 'dock', 'shed'])).state).toBeUndefined();
    expect(existsSync(harbour.lockFile)).toBe(false);
    expect(await harbour.sync(['catalog'])).toMatchObject({ state: 'locked', refused: undefined });
  });

  test('a file that goes leaves its name and revisions, and is back when it is back', async () => {
    const harbour = toolkitHarbour();
    await harbour.sync();
    rmSync(join(harbour.catalogDir, path));
    expect(await harbour.sync([], '2026-05-01T00:00:00Z')).toMatchObject({ changes: [{ change: 'removed' }] });
    expect((await harbour.sync([], '2026-05-02T00:00:00Z')).state).toBe('unchanged');
    const gone = await harbour.build();
    expect(gone.plugins).toEqual([]);
    expect(gone.catalog.former.map(({ id }) => id)).toEqual(['plugin:catalog/toolkit']);
    harbour.write(path, toolkit);
    expect(await harbour.sync([], '2026-05-03T00:00:00Z')).toMatchObject({ changes: [{ change: 'returned' }] });
    const locked = harbour.lock().entries['plugin:toolkit'];
    expect(locked?.revisions).toHaveLength(1);
    expect(locked?.absences).toEqual([{ since: '2026-05-01T00:00:00Z', until: '2026-05-03T00:00:00Z' }]);
    expect((await harbour.build()).plugins).toHaveLength(1);
  });
});
