import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/client/model/content.ts';
import { codexAgent, command, content, file, part, skill, subagent } from '../client/harnesses/sample-content.ts';
import { askCodex } from './codex-server.ts';
import { placementOf, putInPlace } from './put-in-place.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';

const shop = openShop('/');

// Clients may start a server to list it: this one ends at once.
const server = part({
  kind: 'mcp_server',
  name: 'idle',
  formats: ['mcp-json'],
  config: { command: 'true', args: ['x'], env: { IDLE_TOKEN: '…' } },
});

const singles: readonly Content[] = [skill, subagent, codexAgent, command, server].map((one) => content(one));

const pluginFiles = [
  ...skill.files.map((one) => ({ ...one, path: `skills/greet/${one.path}` })),
  ...subagent.files.map((one) => ({ ...one, path: `agents/${one.path}` })),
  ...command.files.map((one) => ({ ...one, path: `commands/${one.path}` })),
];

const quiet = content({
  kind: 'plugin',
  name: 'desk',
  formats: ['claude-plugin'],
  files: [file('.claude-plugin/plugin.json', '{"name":"desk","version":"1.2.0"}'), ...pluginFiles],
  parts: [skill, subagent, command],
});

const hooks = file('hooks/hooks.json', '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"true"}]}]}}');
const loud: Content = { ...quiet, files: [...quiet.files, hooks] };

/** With a subagent as the adapter writes it for a home, where Gemini CLI does not list any. */
function extension(): Content {
  const [agent] = placementOf('gemini-cli', content(subagent), 'user').actions;
  if (agent?.type !== 'file') throw new Error('The subagent was not placed.');
  const manifest = file('gemini-extension.json', '{"name":"desk","version":"1.2.0"}');
  const files = [
    manifest,
    { path: 'agents/review.md', bytes: agent.bytes, executable: false },
    ...pluginFiles.slice(0, 2),
  ];
  return { ...quiet, formats: ['gemini-extension'], files };
}

/** A file of the customer's own, such as the list of folders that they trust. */
function keep({ home }: Customer, path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const namesOf = (items: readonly { readonly name: string }[]): string[] => items.map(({ name }) => name);

describe('Claude Code', () => {
  interface Session {
    readonly skills: readonly string[];
    readonly agents: readonly string[];
    readonly slash_commands: readonly string[];
    readonly mcp_servers: readonly { readonly name: string }[];
  }

  /** What a session says of itself before it finds that nobody has logged in. */
  async function session(customer: Customer): Promise<Session> {
    const { stdout } = await customer.run('claude', '-p', 'hi', '--output-format', 'stream-json', '--verbose');
    const first = stdout.split('\n').find((line) => line.includes('"subtype":"init"'));
    return JSON.parse(first ?? 'null') as Session;
  }

  interface Plugin {
    readonly id: string;
    readonly enabled: boolean;
    readonly scope: string;
  }

  const plugins = async (customer: Customer): Promise<readonly Plugin[]> =>
    JSON.parse(await customer.ask('claude', 'plugin', 'list', '--json')) as readonly Plugin[];

  test.each(['user', 'project'] as const)('has what was placed for a %s', async (scope) => {
    const customer = newCustomer(shop);
    putInPlace(customer, 'claude-code', scope, singles);
    const { skills, agents, slash_commands, mcp_servers } = await session(customer);
    expect(skills).toEqual(expect.arrayContaining(['greet']));
    expect(agents).toEqual(expect.arrayContaining(['review', 'plan']));
    expect(slash_commands).toEqual(expect.arrayContaining(['fix']));
    expect(await customer.ask('claude', 'mcp', 'list')).toContain('idle: true x');
    if (scope === 'user') expect(namesOf(mcp_servers)).toContain('idle');
  });

  test('has a plugin at once, and one with hooks not before it is enabled', async () => {
    const customer = newCustomer(shop);
    putInPlace(customer, 'claude-code', 'user', [quiet]);
    expect(await plugins(customer)).toMatchObject([{ id: 'desk@skills-dir', scope: 'user', enabled: true }]);
    expect((await session(customer)).skills).toContain('desk:greet');

    const other = newCustomer(shop);
    putInPlace(other, 'claude-code', 'user', [loud]);
    expect(await plugins(other)).toMatchObject([{ id: 'desk@skills-dir', scope: 'user', enabled: false }]);
    await other.ask('claude', 'plugin', 'enable', 'desk@skills-dir');
    expect(await plugins(other)).toMatchObject([{ enabled: true }]);
  });

  test('has the plugin of a project that is trusted, and not the one with hooks', async () => {
    for (const [plugin, enabled] of [
      [quiet, true],
      [loud, false],
    ] as const) {
      const customer = newCustomer(shop);
      const trusted = { projects: { [customer.project]: { hasTrustDialogAccepted: true } } };
      keep(customer, '.claude.json', JSON.stringify(trusted));
      putInPlace(customer, 'claude-code', 'project', [plugin]);
      expect(await plugins(customer)).toMatchObject([{ id: 'desk@skills-dir', scope: 'project', enabled }]);
    }
  });
});

describe('Codex', () => {
  interface SkillList {
    readonly data: readonly { readonly skills: readonly { readonly name: string; readonly path: string }[] }[];
  }

  async function skills(customer: Customer): Promise<string[]> {
    const { data } = (await askCodex(customer, 'skills/list', { cwds: [customer.project] })) as SkillList;
    return data.flatMap((list) => namesOf(list.skills));
  }

  const trust = (customer: Customer): void =>
    keep(customer, '.codex/config.toml', `[projects."${customer.project}"]\ntrust_level = "trusted"\n`);

  test.each(['user', 'project'] as const)('has what was placed for a %s', async (scope) => {
    const customer = newCustomer(shop);
    trust(customer);
    putInPlace(customer, 'codex', scope, singles);
    expect(await skills(customer)).toContain('greet');
    const servers = JSON.parse(await customer.ask('codex', 'mcp', 'list', '--json')) as object[];
    expect(servers).toMatchObject([
      { name: 'idle', transport: { command: 'true', args: ['x'], env_vars: ['IDLE_TOKEN'] } },
    ]);
    // The descriptions of subagents stand in what the model is shown.
    const prompt = await customer.ask('codex', 'debug', 'prompt-input', 'hi');
    expect(prompt).toContain('Reviews code.');
    expect(prompt).toContain('Plans.');
  });

  test('has a plugin in its cache, and trusts none of its hooks', async () => {
    const customer = newCustomer(shop);
    putInPlace(customer, 'codex', 'user', [loud]);
    expect(await skills(customer)).toContain('desk:greet');
    const found = JSON.stringify(await askCodex(customer, 'hooks/list', { cwds: [customer.project] }));
    expect(found).toContain('"trustStatus":"untrusted"');
    expect(await customer.ask('codex', 'debug', 'prompt-input', 'hi')).toContain('Reviews code.');
  });
});

describe('GitHub Copilot', () => {
  test.each(['user', 'project'] as const)('has what was placed for a %s', async (scope) => {
    const customer = newCustomer(shop);
    keep(customer, '.copilot/config.json', JSON.stringify({ trustedFolders: [customer.project] }));
    putInPlace(customer, 'github-copilot', scope, singles);
    const said = await customer.ask('copilot', 'skill', 'list', '--json');
    expect(said).toContain('"greet"');
    // It counts commands among skills.
    if (scope === 'project') expect(said).toContain('"fix"');
    expect(await customer.ask('copilot', 'mcp', 'list')).toContain('idle');
  });
});

describe('Gemini CLI', () => {
  const trust = (customer: Customer): void =>
    keep(customer, '.gemini/trustedFolders.json', JSON.stringify({ [customer.project]: 'TRUST_FOLDER' }));

  /** It speaks on both. */
  async function both(customer: Customer, ...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await customer.run('gemini', ...args);
    return stdout + stderr;
  }

  test.each(['user', 'project'] as const)('has what was placed for a %s', async (scope) => {
    const customer = newCustomer(shop);
    trust(customer);
    putInPlace(customer, 'gemini-cli', scope, singles);
    expect(await both(customer, 'skills', 'list', '--all')).toContain('greet');
    expect(await both(customer, 'mcp', 'list')).toContain('idle: true x');
  });

  test('has an extension', async () => {
    const customer = newCustomer(shop);
    trust(customer);
    putInPlace(customer, 'gemini-cli', 'user', [extension()]);
    const said = await both(customer, 'extensions', 'list', '-o', 'json');
    for (const word of ['"desk"', '"greet"', '"review"']) expect(said).toContain(word);
  });
});

describe('OpenCode', () => {
  interface Config {
    readonly agent: Readonly<Record<string, { readonly mode: string; readonly description: string }>>;
    readonly command: Readonly<Record<string, { readonly template: string }>>;
    readonly mcp: Readonly<Record<string, object>>;
  }

  test.each(['user', 'project'] as const)('has what was placed for a %s', async (scope) => {
    const customer = newCustomer(shop);
    putInPlace(customer, 'opencode', scope, singles);
    expect(await customer.ask('opencode', 'debug', 'skill')).toContain('"greet"');
    const config = JSON.parse(await customer.ask('opencode', 'debug', 'config')) as Config;
    expect(config.agent).toMatchObject({
      review: { mode: 'subagent', description: 'Reviews code.' },
      plan: { mode: 'subagent', description: 'Plans.' },
    });
    expect(config.command['fix']?.template).toContain('Fix $ARGUMENTS');
    expect(config.mcp).toMatchObject({ idle: { type: 'local', command: ['true', 'x'] } });
    expect(await customer.ask('opencode', 'agent', 'list')).toContain('review (subagent)');
  });
});
