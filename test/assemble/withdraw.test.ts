import { describe, expect, test } from 'vitest';
import { collectLedger } from '../../src/assemble/collect-ledger.ts';
import { reportWithdrawn } from '../../src/assemble/report-withdrawn.ts';
import { withdraw } from '../../src/assemble/withdraw.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { RatedRevision } from '../../src/domain/lifecycle.ts';
import { coordinate } from '../../src/domain/coordinate.ts';
import { advisoriesOf, assembled, changed, withRevisions } from '../helpers/advisories.ts';
import { type Harbour, outcomeOf } from '../helpers/harbour.ts';
import { messages } from '../helpers/message.ts';
import { catalogWith, down, manifest, moor, quay, shed } from '../helpers/withdrawn-harbour.ts';

test('without advisories nothing is withdrawn', async () => {
  const { withdrawals } = await catalogWith({});
  expect(withdrawals).toEqual({ advisories: [], entries: new Map(), revisions: new Map() });
});

describe('an advisory by name', () => {
  test('takes back the entry, its copies elsewhere and the plugins that hold it', async () => {
    const catalog = await catalogWith({ leak: `affects: [{ entry: ${moor} }]\nreplacement: skill:quay/sail` });
    expect(down(catalog)).toEqual({
      [moor]: 'leak',
      'plugin:quay/kit': `leak with ${moor}`,
      'skill:shed/moor': `leak as ${moor}`,
    });
    const { withdrawals, entries } = catalog;
    expect(withdrawals.entries.get(moor)).toEqual({
      advisory: 'leak',
      severity: 'high',
      reason: 'It sends keys away.',
      replacement: 'skill:quay/sail',
    });
    // What replaces the skill does not replace the plugin.
    expect(withdrawals.entries.get('plugin:quay/kit')).not.toHaveProperty('replacement');
    const digestOf = (id: string) => entries.find((entry) => entry.id === id)?.digest;
    expect(withdrawals.advisories).toEqual([
      {
        id: 'leak',
        origin: 'advisory',
        severity: 'high',
        reason: 'It sends keys away.',
        on: '2026-11-20',
        replacement: 'skill:quay/sail',
        references: [],
        affected: [
          {
            digest: digestOf('plugin:quay/kit'),
            entry: 'plugin:quay/kit',
            revision: 1,
            through: 'member',
            member: moor,
          },
          { digest: digestOf(moor), entry: moor, revision: 1, through: 'name' },
          { digest: digestOf(moor), entry: 'skill:shed/moor', revision: 1, through: 'copy' },
        ],
      },
    ]);
  });

  test('reaches a plugin that holds a copy, by way of that copy', async () => {
    expect(down(await catalogWith({ leak: 'affects: [{ entry: skill:shed/moor }]' }))).toEqual({
      'skill:shed/moor': 'leak',
      [moor]: 'leak as skill:shed/moor',
      'plugin:quay/kit': `leak with ${moor}`,
    });
  });

  test('that is about older revisions marks those and leaves the entry', async () => {
    const outcome = changed(await outcomeOf(quay), { [moor]: (entry) => withRevisions(entry, ['one', 'two']) });
    const catalog = assembled([outcome], await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 1-2 }]` }));
    expect(down(catalog)).toEqual({});
    expect([...catalog.withdrawals.revisions]).toEqual([
      [`${moor}@1`, 'leak'],
      [`${moor}@2`, 'leak'],
    ]);
  });

  test('reaches what comes back with the same bytes', async () => {
    const outcome = changed(await outcomeOf(quay), {
      [moor]: (entry) => withRevisions(entry, ['one', 'two', 'one', 'four']),
    });
    const { withdrawals } = assembled(
      [outcome],
      await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 1 }]` }),
    );
    expect([...withdrawals.revisions.keys()]).toEqual([`${moor}@1`, `${moor}@3`]);
  });

  test('reaches what is not listed any more, and its copies', async () => {
    const [home, away] = [await outcomeOf(shed), await outcomeOf(quay)];
    const catalog = assembled(
      [{ ...home, entries: [] }, away],
      await advisoriesOf({ leak: 'affects: [{ entry: skill:shed/moor }]' }),
    );
    expect(Object.keys(down(catalog)).toSorted()).toEqual(['plugin:quay/kit', moor, 'skill:shed/moor']);
    expect(catalog.diagnostics.filter(({ rule }) => rule.startsWith('advisory'))).toEqual([]);
  });
});

describe('an advisory by digest', () => {
  test('takes back everything with this content, of whatever kind', async () => {
    const digest = (await outcomeOf(shed)).entries[0]?.digest ?? '';
    expect(down(await catalogWith({ leak: `affects: [{ digest: ${digest} }]` }))).toEqual({
      [moor]: 'leak',
      'skill:shed/moor': 'leak',
      'plugin:quay/kit': `leak with ${moor}`,
    });
  });

  test('is published where nothing has it', async () => {
    const { withdrawals, diagnostics } = await catalogWith({ leak: `affects: [{ digest: ${sha256('x')} }]` });
    expect(withdrawals.advisories[0]?.affected).toEqual([{ digest: sha256('x'), through: 'digest' }]);
    expect(messages(diagnostics.filter(({ rule }) => rule === 'advisory-digest-unknown'))).toMatchInlineSnapshot(
      `"info advisory-digest-unknown advisories/leak.yaml:4:13 Nothing in this catalog ever had the digest 2d711642b726…. | Nothing, if that is meant; else compare the digest with that of the revision."`,
    );
  });
});

describe('the same line is not the same content where it starts a file of its plugin', () => {
  const server = (command: string): Harbour['files'] => ({
    '.claude-plugin/plugin.json': manifest('radio'),
    '.mcp.json': JSON.stringify({ mcpServers: { radio: { command } } }),
  });
  const harbours = (command: string): Harbour[] => ['a', 'b'].map((id) => ({ id, files: server(command) }));
  const leak = 'affects: [{ entry: mcp_server:a/radio }]';

  test('unless an advisory names the digest', async () => {
    const own = harbours('${CLAUDE_PLUGIN_ROOT}/radio');
    expect(Object.keys(down(await catalogWith({ leak }, own)))).toEqual(['mcp_server:a/radio', 'plugin:a/radio']);
    const digest = (await outcomeOf(own[0] as Harbour)).entries.find(({ kind }) => kind === 'mcp_server')?.digest ?? '';
    const named = down(await catalogWith({ leak: `affects: [{ digest: ${digest} }]` }, own));
    expect(Object.keys(named)).toHaveLength(4);
  });

  test('and is where it does not', async () => {
    const reached = down(await catalogWith({ leak }, harbours('radio-server')));
    expect(reached['mcp_server:b/radio']).toBe('leak as mcp_server:a/radio');
  });
});

describe('deleted', () => {
  const says = (
    id: string,
    who: 'operator' | 'publisher' | 'first-party',
    files: Harbour['files'],
    key: string,
  ): Harbour => {
    const words = `entries: { "${key}": { status: deleted, reason: Wrong., replacedBy: skill:quay/sail } }`;
    const byOperator = who === 'operator';
    return {
      id,
      files,
      source: `local: ${id}${byOperator ? '' : `\n${words}`}`,
      governance: byOperator ? words : who === 'first-party' ? 'trust: first-party' : '',
    };
  };
  const copies = { [moor]: 'skill:shed/moor as skill:shed/moor', 'plugin:quay/kit': `skill:shed/moor with ${moor}` };

  test.each(['operator', 'first-party'] as const)('by the %s reaches copies', async (who) => {
    const catalog = await catalogWith({}, [quay, says('shed', who, shed.files, 'skill:moor')]);
    expect(down(catalog)).toEqual({ 'skill:shed/moor': 'skill:shed/moor', ...copies });
    expect(catalog.withdrawals.advisories).toMatchObject([
      { id: 'skill:shed/moor', origin: 'status', reason: 'Wrong.', replacement: 'skill:quay/sail' },
    ]);
    expect(catalog.withdrawals.advisories[0]).not.toHaveProperty('severity');
  });

  test('by the publisher of another source does not', async () => {
    expect(down(await catalogWith({}, [quay, says('shed', 'publisher', shed.files, 'skill:moor')]))).toEqual({
      'skill:shed/moor': 'skill:shed/moor',
    });
    expect(down(await catalogWith({}, [shed, says('quay', 'publisher', quay.files, 'skill:moor')]))).toEqual({
      [moor]: moor,
      'plugin:quay/kit': `${moor} with ${moor}`,
    });
  });

  test('of the newest revision leaves the one before it, and takes the plugin that holds the newest', async () => {
    const deleted: RatedRevision['status'] = { value: 'deleted', origin: 'governance', reason: 'Leaks.' };
    const outcome = changed(await outcomeOf(quay), {
      [moor]: (entry) => withRevisions(entry, ['one'], [{}, { status: deleted }]),
      'plugin:quay/kit': (entry) => withRevisions(entry, ['kit one']),
    });
    const { withdrawals } = assembled(
      [outcome],
      await advisoriesOf({ leak: `affects: [{ entry: ${moor}, revisions: 2 }]` }),
    );
    expect([...withdrawals.entries.keys()]).toEqual(['plugin:quay/kit']);
    expect([...withdrawals.revisions]).toEqual([
      [`${moor}@2`, 'leak'],
      ['plugin:quay/kit@2', 'leak'],
    ]);
  });
});

test('the most severe of several advisories speaks, then the nearest, then the first', async () => {
  const { withdrawals } = await catalogWith({
    a: `severity: low\naffects: [{ entry: ${moor} }]`,
    b: `severity: critical\naffects: [{ entry: skill:shed/moor }]`,
    c: `severity: critical\naffects: [{ entry: ${moor} }]`,
    d: `severity: critical\naffects: [{ entry: ${moor} }]`,
  });
  expect([...withdrawals.entries].map(([id, { advisory }]) => [id, advisory])).toEqual(
    expect.arrayContaining([
      [moor, 'c'],
      ['skill:shed/moor', 'b'],
    ]),
  );
  expect(withdrawals.advisories.map(({ id, affected }) => [id, affected.length])).toEqual([
    ['a', 3],
    ['b', 3],
    ['c', 3],
    ['d', 3],
  ]);
});

test('a catalog of many entries is done at once', async () => {
  const { entries } = assembled(await Promise.all([quay, shed].map(outcomeOf)));
  const [plugin, skills] = [
    entries.find(({ kind }) => kind === 'plugin'),
    entries.filter(({ kind }) => kind === 'skill'),
  ];
  const many = Array.from({ length: 30_000 }, (_, n) => {
    const entry = skills[n % skills.length];
    if (!entry || !plugin) throw new Error('No entries.');
    return { ...entry, id: coordinate('skill', 'quay', `s-${n}`), name: `s-${n}`, path: `s-${n}` };
  });
  const all = plugin ? [...many, { ...plugin, members: many.map(({ kind, path }) => ({ kind, path })) }] : [];
  const ledger = collectLedger(all, []);
  const advisories = await advisoriesOf({ leak: 'affects: [{ entry: skill:quay/s-0 }]' });
  const began = performance.now();
  const membersOf = new Map([['plugin:quay/kit' as const, many.map(({ id }) => id)]]);
  const withdrawals = withdraw({ ledger, membersOf, advisories });
  reportWithdrawn(all, advisories, ledger, withdrawals);
  expect(performance.now() - began).toBeLessThan(2000);
  // Two of the three skills are one and the same.
  expect(withdrawals.entries.size).toBe(20_001);
});

test('an advisory about all of an entry goes on to the name it has now', async () => {
  const outcome = changed(await outcomeOf(quay), {
    'skill:quay/sail': (entry) => ({ ...entry, renamedFrom: ['row'] }),
  });
  const of = async (affects: string) =>
    down(assembled([outcome], await advisoriesOf({ leak: `affects: [${affects}]` })));
  expect(await of('{ entry: skill:quay/row }')).toEqual({ 'skill:quay/sail': 'leak' });
  expect(await of('{ entry: skill:quay/row, revisions: 1 }')).toEqual({});
});
