import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { descriptorFiles, descriptors, firstParty } from '../helpers/adr-0009.ts';
import { builtClient, run } from '../helpers/built-client.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { openMarket } from './market/market.ts';

const client = builtClient();

type Row = Record<string, unknown>;

interface Answer {
  readonly text: string;
  readonly isError: boolean;
  readonly data: Record<string, unknown>;
  readonly skills: readonly Row[];
}

/** An agent whose harness has started the built client as its server. */
async function connect(registry: string): Promise<(tool: string, input: Record<string, unknown>) => Promise<Answer>> {
  const agent = new Client({ name: 'agent', version: '1' });
  const env = { PATH: process.env['PATH'] ?? '', SKILLYARD_REGISTRY: registry };
  const errors: unknown[] = [];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [client.bin, 'mcp'],
    env,
    stderr: 'pipe',
    cwd: scratchFolder(),
  });
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK has no other way
  agent.onerror = (error) => errors.push(error);
  await agent.connect(transport);
  onTestFinished(async () => {
    await agent.close();
    expect(errors).toEqual([]);
  });
  const { tools } = await agent.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['list_skills', 'search_skills', 'load_skill_instructions']);
  return async (name, input) => {
    const result = await agent.callTool({ name, arguments: input });
    const [content] = result.content as { type: string; text: string }[];
    const data = (result.structuredContent ?? {}) as Record<string, unknown>;
    return {
      text: content?.text ?? '',
      isError: result.isError === true,
      data,
      skills: (data['skills'] ?? []) as Row[],
    };
  };
}

const table = (skills: readonly Row[]): unknown[] =>
  skills.map(({ name, category, risk_tier: tier, stub }) => [name, category, tier, stub]);
const byName = (rows: readonly (readonly unknown[])[]): unknown[] =>
  rows.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map((row) => [...row]);

describe('the eight descriptors of ADR-0009, for an agent', { tags: ['slow'] }, () => {
  test('six are listed, eight with include_stubs, each with its tier, category and stub', async () => {
    const market = await openMarket({ ...firstParty, ...descriptorFiles() });
    const call = await connect(market.folder);

    const usual = await call('list_skills', {});
    expect(table(usual.skills)).toEqual(byName(descriptors.filter(([, , , stub]) => !stub)));
    expect(usual.data['total']).toBe(6);
    const all = await call('list_skills', { include_stubs: true });
    expect(table(all.skills)).toEqual(byName(descriptors));
    expect(JSON.parse(all.text)).toEqual(all.data);

    const found = await call('search_skills', { query: 'weather api' });
    expect(found.skills).toEqual([]);
    const stub = await call('search_skills', { query: 'weather api', include_stubs: true });
    expect(table(stub.skills)).toEqual([['weather-api', 'standard', 'minimal', true]]);
    expect(stub.skills[0]).toMatchObject({
      coordinate: 'skill:mirai/weather-api',
      source: 'mirai',
      registry: market.folder,
      risk_tier_origin: 'entry',
    });

    const high = await call('list_skills', { risk_tier: 'high', include_stubs: true });
    expect(high.skills.map(({ name }) => name)).toEqual(['database-operations', 'execution-debugging']);
    const page = await call('list_skills', { limit: 4, offset: 4 });
    expect(page.skills.map(({ name }) => name)).toEqual(['find-skills', 'pdf-extraction']);
    expect(page.data['next_offset']).toBeUndefined();
    expect((await call('list_skills', { limit: 4 })).data['next_offset']).toBe(4);
  });

  test('instructions come with what to know; those of a stub only when they are asked for', async () => {
    const governance = { 'governance/mirai.yaml': 'trust: first-party\nmirror: always\n' };
    const market = await openMarket({ ...firstParty, ...descriptorFiles(), ...governance });
    const call = await connect(market.folder);

    const { data } = await call('load_skill_instructions', { skill: 'pdf-extraction' });
    expect(data).toMatchObject({
      coordinate: 'skill:mirai/pdf-extraction',
      risk_tier: 'minimal',
      category: 'standard',
      stub: false,
      instructions: 'Do it.\n',
      files: [{ path: 'SKILL.md', bytes: expect.any(Number) }],
      findings: [],
      notes: [],
    });
    const raw = await call('load_skill_instructions', { skill: 'skill:mirai/execution-debugging' });
    expect(raw.data).toMatchObject({
      category: 'raw',
      risk_tier: 'high',
      notes: ['It is raw: wrap it before it is used.'],
    });
    const refused = await call('load_skill_instructions', { skill: 'weather-api' });
    expect(refused).toMatchObject({ isError: true, data: {} });
    expect(refused.text).toMatchInlineSnapshot(
      `"skill:mirai/weather-api is a stub: a placeholder that will be replaced. Add include_stubs if you mean it."`,
    );
    const stub = await call('load_skill_instructions', { skill: 'weather-api', include_stubs: true });
    expect(stub.data).toMatchObject({
      stub: true,
      instructions: 'Do it.\n',
      notes: ['It is a stub: The real service replaces it.'],
    });
  });
});

describe('the server', { tags: ['slow'] }, () => {
  test('says why it has no text, and where it is', async () => {
    const repo = makeGitRepo();
    onTestFinished(() => repo.remove());
    const commit = repo.commit({ 'skills/moor/SKILL.md': skill('name: moor\ndescription: Moors ships.', 'Moor.') });
    const market = await openMarket({ 'sources/pier.yaml': `git: file://${repo.folder}\n` });
    const call = await connect(market.folder);
    const { data, isError } = await call('load_skill_instructions', { skill: 'pier/moor' });
    expect(isError).toBe(false);
    expect(data['instructions']).toBeUndefined();
    expect(data['withheld']).toEqual({
      reason: 'license',
      explanation: `Its licence does not allow the marketplace to copy the text. It is at file://${repo.folder}, commit ${commit}, in skills/moor.`,
      git: { url: `file://${repo.folder}`, commit, path: 'skills/moor' },
    });
  });

  test('never offers what was withdrawn or is a draft, and answers mistakes in words', async () => {
    const market = await openMarket({
      'sources/quay.yaml': 'local: quay\n',
      'governance/quay.yaml': 'mirror: always\nentries:\n  skill:draft: { status: draft }\n',
      'quay/moor/SKILL.md': skill('name: moor\ndescription: Moors ships.', 'Moor.'),
      'quay/bad/SKILL.md': skill('name: bad\ndescription: Sinks ships.', 'Sink.'),
      'quay/draft/SKILL.md': skill('name: draft\ndescription: Drafts ships.', 'Draft.'),
      'advisories/2026-01.yaml':
        'severity: high\nreason: It sinks ships.\non: 2026-01-02\naffects: [{ entry: skill:quay/bad }]\nreplacement: skill:quay/moor\n',
    });
    const call = await connect(market.folder);
    const { skills } = await call('list_skills', { include_stubs: true });
    expect(skills.map(({ name }) => name)).toEqual(['moor']);
    const texts: string[] = [];
    for (const wrong of ['bad', 'draft', 'draft@1', 'nobody', 'Not A Name', 'plugin:quay/moor', 'moor@9']) {
      const answer = await call('load_skill_instructions', { skill: wrong, include_stubs: true });
      expect(answer.isError).toBe(true);
      texts.push(answer.text.replaceAll(market.folder, '(registry)'));
    }
    expect(texts.join('\n')).toMatchInlineSnapshot(`
      "skill:quay/bad@1 has been withdrawn (2026-01): It sinks ships. Use skill:quay/moor instead.
      skill:quay/draft is a draft: ask for it by its revision, skill:quay/draft@1, if you mean it.
      skill:quay/draft@1 is a draft, and no draft is handed to an agent.
      There is no nobody in (registry). search_skills shows what there is.
      "Not A Name" is no name of an entry: write a name, source/name or kind:source/name, such as skill:anthropic/pdf@3.
      plugin:quay/moor is no skill; only skills have instructions to load.
      skill:quay/moor has no revision, version or alias "9". Its revisions are 1."
    `);
  });

  test('writes nothing but the protocol on its output', async () => {
    const market = await openMarket({ ...firstParty, ...descriptorFiles() });
    const env = { SKILLYARD_REGISTRY: market.folder };
    const hello = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
    };
    const { stdout } = await run(
      '/bin/sh',
      [
        '-c',
        `printf '%s\\n' '${JSON.stringify(hello)}' 'nonsense' | { cat; sleep 1; } | "$0" "$1" mcp --json`,
        process.execPath,
        client.bin,
      ],
      { env },
    );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { jsonrpc?: string }).jsonrpc)).toEqual(lines.map(() => '2.0'));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 1,
      result: { serverInfo: { name: 'skillyard', version: '0.1.0' } },
    });
  });

  test('says at once that no marketplace is named', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [client.bin, 'mcp'], { cwd: scratchFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^No registry is named: /);
  });
});
