import { join } from 'node:path';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { list } from '../../src/client/commands/list.ts';
import { pull } from '../../src/client/commands/pull.ts';
import { update, type UpdateOptions } from '../../src/client/commands/update.ts';
import { verify } from '../../src/client/commands/verify.ts';
import { doesMore, type Proposal } from '../../src/client/model/dialogue.ts';
import { plain } from '../../src/client/report/layout.ts';
import { proposalText } from '../../src/client/report/proposal.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { harbour, openMarket, skillText } from './market/market.ts';
import { openWorkbench, treeOf, type Workbench } from './market/workbench.ts';

const everything: UpdateOptions = {
  requests: [],
  registries: [],
  scope: 'project',
  dryRun: false,
  force: false,
  allowRaw: false,
  includeStubs: false,
};
const pulling = { registries: [], force: false, allowRaw: false, includeStubs: false };

/** `skill:quay/moor@2`. */
async function installed({ context }: Workbench): Promise<string[]> {
  const { entries } = await list({ scope: 'project' }, context);
  return entries.map(({ id, revision, pin }) => `${id}@${revision}${pin === undefined ? '' : ` as ${pin}`}`);
}

const second = { 'quay/skills/moor/SKILL.md': skillText('moor', 'Now with two ropes.') };

test('names and aliases are asked again, and pins stay', { tags: ['slow'] }, async () => {
  const governed = (production: number): Record<string, string> => ({
    'governance/quay.yaml': `mirror: always\nentries:\n  skill:moor: { aliases: { production: ${production} } }\n  skill:knot: { aliases: { production: 1 } }\n`,
  });
  const market = await openMarket({ ...harbour, ...governed(1) });
  const [latest, aliased, pinned] = [
    openWorkbench(market.folder),
    openWorkbench(market.folder),
    openWorkbench(market.folder),
  ];
  await latest.install(['quay/moor']);
  await aliased.install(['quay/moor@production', 'knot@production']);
  await pinned.install(['quay/moor@1']);

  await market.publish(second);
  expect((await update({ ...everything, dryRun: true }, latest.context)).entries).toMatchObject([
    { outcome: 'updated', from: 1, revision: 2 },
  ]);
  const told = [];
  for (const bench of [latest, aliased, pinned]) {
    bench.shown.length = 0;
    const { entries } = await update(everything, bench.context);
    told.push([
      ...entries.map(({ outcome, revision }) => `${outcome} ${revision}`),
      ...(await installed(bench)),
      bench.shown.length,
    ]);
  }
  // It can do no more than before, and says something else all the same.
  expect(told).toMatchInlineSnapshot(`
    [
      [
        "updated 2",
        "skill:quay/moor@2",
        1,
      ],
      [
        "unchanged 1",
        "unchanged 1",
        "skill:quay/knot@1 as production",
        "skill:quay/moor@1 as production",
        0,
      ],
      [
        "unchanged 1",
        "skill:quay/moor@1 as 1",
        0,
      ],
    ]
  `);
  expect(readFileSync(join(latest.project, '.agents/skills/moor/SKILL.md'), 'utf8')).toContain('two ropes');
  // The same again is no work.
  latest.calls.length = 0;
  expect(await update(everything, latest.context)).toMatchObject({ written: false });
  expect(latest.calls).toEqual([]);

  await market.publish(governed(2));
  await update(everything, aliased.context);
  expect(await installed(aliased)).toEqual(['skill:quay/knot@1 as production', 'skill:quay/moor@2 as production']);
});

test('what can do more than before is asked for, and what was changed is kept', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor', 'subagent:quay/pilot'], { harnesses: ['agents', 'claude-code'] });
  await market.publish({
    ...second,
    'quay/skills/moor/scripts/more.py': 'import os\nprint(os.environ["HARBOUR_KEY"])\n',
  });
  bench.shown.length = 0;
  const before = treeOf(bench.project);
  const refusing = { ...bench.context, dialogue: { ...bench.context.dialogue, agree: () => Promise.resolve(false) } };
  await expect(update(everything, refusing)).rejects.toThrow(/nobody agreed/);
  expect(treeOf(bench.project)).toEqual(before);
  writeTree(bench.project, { '.claude/skills/moor/SKILL.md': 'mine' });
  await expect(update(everything, bench.context)).rejects.toThrow(/has been changed since/);
  const { steps } = await update({ ...everything, force: true }, bench.context);
  expect(steps).toMatchInlineSnapshot(`
    [
      {
        "id": "skill:quay/moor",
        "target": ".agents/skills/moor",
        "verb": "replace",
      },
      {
        "detail": ".claude/skills/moor.backup-1",
        "id": "skill:quay/moor",
        "target": ".claude/skills/moor",
        "verb": "back-up",
      },
      {
        "id": "skill:quay/moor",
        "target": ".claude/skills/moor",
        "verb": "create",
      },
    ]
  `);
  expect(bench.shown.map(({ content, gained }) => [content.id, ...gained.map(({ kind, value }) => `${kind} ${value}`)]))
    .toMatchInlineSnapshot(`
    [
      [
        "skill:quay/moor",
        "script scripts/more.py",
        "variable HARBOUR_KEY",
      ],
    ]
  `);
  expect(readFileSync(join(bench.project, '.claude/skills/moor.backup-1/SKILL.md'), 'utf8')).toBe('mine');
  expect(existsSync(join(bench.project, '.agents/skills/moor/scripts/more.py'))).toBe(true);
});

test(
  'every other content is shown with what changes, and nothing is written where nobody agrees',
  { tags: ['slow'] },
  async () => {
    const market = await openMarket(harbour);
    const bench = openWorkbench(market.folder);
    await bench.install(['quay/moor']);
    await market.publish({
      ...second,
      'governance/quay.yaml': 'mirror: always\nentries:\n  skill:moor: { riskTier: high }\n',
    });
    const before = treeOf(bench.project);
    bench.shown.length = 0;
    const dialogue = {
      ...bench.context.dialogue,
      agree: (proposals: readonly Proposal[]) => Promise.resolve(bench.shown.push(...proposals) < 0),
    };
    await expect(update(everything, { ...bench.context, dialogue })).rejects.toThrow(/nobody agreed/);
    expect(treeOf(bench.project)).toEqual(before);
    const lines = proposalText(bench.shown, plain).split('\n');
    expect(lines.filter((line) => /^\S|^ {2}(?:new|changes) /.test(line))).toEqual([
      'skill:quay/moor  revision 1 → 2',
      '  new          The risk tier was minimal.',
      '  changes      changed .agents/skills/moor/SKILL.md',
    ]);
    expect(bench.shown.map(doesMore)).toEqual([true]);
  },
);

test('what an entry follows is not changed without a word', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor@1']);
  await market.publish(second);
  const shown = (await bench.install(['quay/moor'], { dryRun: true })).notes;
  expect(shown).toEqual(['skill:quay/moor followed @1, and follows the latest revision from now on.']);
  expect(await installed(bench)).toEqual(['skill:quay/moor@1 as 1']);
  await bench.install(['quay/moor']);
  expect(await bench.install(['quay/moor@2'])).toMatchObject({
    entries: [{ outcome: 'unchanged' }],
    notes: ['skill:quay/moor followed the latest revision, and follows @2 from now on.'],
  });
  expect(await installed(bench)).toEqual(['skill:quay/moor@2 as 2']);
});

test(
  'what was withdrawn is said by verify, and does not stop the others from being updated',
  { tags: ['slow'] },
  async () => {
    const market = await openMarket(harbour);
    const bench = openWorkbench(market.folder);
    await bench.install(['quay/moor', 'knot']);
    await market.publish({
      ...second,
      'advisories/2026-1.yaml':
        'severity: high\nreason: It sends keys away.\non: 2026-11-20\naffects:\n  - entry: skill:quay/knot\n',
    });
    const checking = { requests: [], registries: [], scope: 'project' } as const;
    const { findings } = await verify(checking, bench.context);
    expect(findings).toMatchInlineSnapshot(`
    [
      {
        "code": "withdrawn",
        "id": "skill:quay/knot",
        "message": "Revision 1 has been withdrawn (2026-1): It sends keys away. Uninstall it: skillyard uninstall skill:quay/knot.",
      },
    ]
  `);
    const { failed, entries } = await update(everything, bench.context);
    expect(entries.map(({ id, outcome }) => [id, outcome])).toEqual([['skill:quay/moor', 'updated']]);
    expect(failed).toMatchInlineSnapshot(`
    [
      {
        "code": "withdrawn",
        "id": "skill:quay/knot",
        "message": "skill:quay/knot@1 has been withdrawn (2026-1): It sends keys away. Do not use it.",
      },
    ]
  `);
    const gone = await verify({ ...checking, registries: [join(market.folder, 'none')] }, bench.context);
    expect(gone.findings.map(({ code }) => code)).toEqual(['registry-unread', 'registry-unread']);
  },
);

test('an entry that has moved is followed, and its former folder goes', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['knot']);
  rmSync(join(market.catalogDir, 'quay/kit/skills/knot'), { recursive: true });
  await market.publish({
    'quay/kit/skills/hitch/SKILL.md': skillText('hitch'),
    'sources/quay.yaml': 'local: quay\nentries:\n  skill:hitch: { renamedFrom: knot }\n',
  });
  const result = await update(everything, bench.context);
  expect(result.notes).toContain('skill:quay/knot is called skill:quay/hitch now.');
  expect(await installed(bench)).toEqual(['skill:quay/hitch@1']);
  const paths = Object.keys(treeOf(bench.project));
  expect(paths).toContain('.agents/skills/hitch/SKILL.md');
  expect(paths.filter((path) => path.includes('knot'))).toEqual([]);
  // By its former name it is found as well.
  expect((await bench.install(['quay/knot'])).entries).toMatchObject([
    { id: 'skill:quay/hitch', outcome: 'unchanged' },
  ]);
});

test('pull writes a folder, for no harness', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { 'taken/own.md': 'mine' });
  const registries = [market.folder];
  await pull({ ...pulling, registries, requests: ['quay/moor'], destination: 'vendor/moor' }, bench.context);
  await pull(
    {
      ...pulling,
      registries,
      requests: ['quay/moor', 'mcp_server:quay/winds', 'subagent:quay/pilot'],
      destination: 'all',
    },
    bench.context,
  );
  await expect(
    pull({ ...pulling, registries, requests: ['quay/moor'], destination: 'taken' }, bench.context),
  ).rejects.toThrow(/is a folder with something in it/);
  await expect(
    pull({ ...pulling, registries, requests: ['dock/oil'], destination: 'oil' }, bench.context),
  ).rejects.toThrow(/is raw/);
  const { notes } = await pull(
    { ...pulling, registries, requests: ['quay/moor'], destination: 'taken', force: true },
    bench.context,
  );
  expect(notes.map((note) => note.replace(bench.project, 'PROJECT'))).toMatchInlineSnapshot(`
    [
      "What was there is kept as PROJECT/taken.backup-1.",
    ]
  `);
  expect(Object.keys(treeOf(bench.project)).filter((path) => !path.endsWith('/'))).toMatchInlineSnapshot(`
    [
      "all/moor/SKILL.md",
      "all/moor/scripts/run.sh",
      "all/pilot/pilot.md",
      "all/winds/winds.json",
      "taken/SKILL.md",
      "taken/scripts/run.sh",
      "taken.backup-1/own.md",
      "vendor/moor/SKILL.md",
      "vendor/moor/scripts/run.sh",
    ]
  `);
});
