import { describe, expect, test } from 'vitest';
import type { Tree } from '../../src/domain/tree.ts';
import { introspectTree } from '../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../src/introspect/measure-entries.ts';
import { link, lost, memoryTree, script, skill, submodule } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

interface Options {
  readonly path?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Names the ledger has given, by kind and path. */
  readonly bound?: Readonly<Record<string, string>>;
}

async function look(tree: Tree, { path = '', include = ['**'], exclude = [], bound = {} }: Options = {}) {
  const bindings = new Map(Object.entries(bound));
  const found = await introspectTree(tree, { source: 'harbour', selection: { path, include, exclude }, bindings });
  const measured = await measureEntries(tree, 'harbour', found.entries);
  return {
    names: measured.entries.map(({ kind, name, path: at }) => `${kind}:${name} ${at}`),
    entries: measured.entries,
    said: messages([...found.diagnostics, ...measured.diagnostics]),
    quarantined: [...found.quarantined, ...measured.quarantined].map(
      ({ kind, path: at, rule }) => `${kind} ${at} ${rule}`,
    ),
  };
}

const tides = skill('name: tides\ndescription: Reads tides.');

describe('the digest of an entry', () => {
  test('is the one computed elsewhere, and leaves links out', async () => {
    const text = '---\nname: tide-table\ndescription: Reads a tide table.\n---\n\nRead the tide table.\n';
    const files = { 'tide-table/SKILL.md': text, 'tide-table/references/north.md': 'High water 06:12\n' };
    const { entries } = await look(memoryTree({ ...files, 'tide-table/latest.md': link('references/north.md') }));
    // Python: hashlib and struct, as RFC-0008 says.
    expect(entries[0]?.digest).toBe('2d94510fb28ff34c911cfa4afa2d0c0306670d99365b377112fb6793fcafdef4');
    expect(entries[0]?.fileRecords.map(({ path, bytes }) => `${path} ${bytes}`)).toEqual([
      'SKILL.md 80',
      'references/north.md 17',
    ]);
  });

  test('does not know the executable bit, which is listed', async () => {
    const plain = await look(memoryTree({ 'tides/SKILL.md': tides, 'tides/run': '#!/bin/sh\n' }));
    const executable = await look(memoryTree({ 'tides/SKILL.md': tides, 'tides/run': script('#!/bin/sh\n') }));
    expect(executable.entries[0]?.digest).toBe(plain.entries[0]?.digest);
    expect(executable.entries[0]?.fileRecords.map(({ executable: bit }) => bit)).toEqual([false, true]);
  });

  test('does not exist where two names are one', async () => {
    const files = {
      'tides/SKILL.md': tides,
      'tides/caf\u00E9.md': 'a',
      'tides/cafe\u0301.md': 'b',
      'log/SKILL.md': tides,
    };
    const { names, quarantined, said } = await look(memoryTree(files));
    expect(names).toEqual(['skill:tides log']);
    expect(quarantined).toEqual(['skill tides digest-ambiguous']);
    expect(said).toContain('are one path after Unicode normalisation. | Rename one of the two files.');
  });
});

describe('what cannot be read', () => {
  test('is quarantined with its reason, and the rest is listed', async () => {
    const tree = memoryTree({
      'fine/SKILL.md': tides,
      'large/SKILL.md': 'x'.repeat(1_000_001),
      'larger/SKILL.md': lost('too-large'),
      'lost/SKILL.md': lost('unavailable'),
      'data/SKILL.md': skill('name: data\ndescription: Has a large file.'),
      'data/chart.bin': lost('too-large'),
      'part/SKILL.md': skill('name: part\ndescription: Has a lost file.'),
      'part/notes.md': lost('unavailable'),
      'nul/SKILL.md': `${tides}\0`,
      'latin/SKILL.md': new Uint8Array([...new TextEncoder().encode(tides), 0xe9]),
      'empty/SKILL.md': '',
      'blank/SKILL.md': '---\nname: blank\ndescription: "  "\n---\n',
      'null/SKILL.md': '---\nname: nothing\ndescription:\n---\n',
    });
    const { names, quarantined, said } = await look(tree);
    expect(names).toEqual(['skill:latin-tides latin', 'skill:tides fine']);
    expect(quarantined).toMatchInlineSnapshot(`
      [
        "skill blank skill-description-missing",
        "skill empty front-matter-missing",
        "skill large definition-too-large",
        "skill larger definition-too-large",
        "skill lost object-unavailable",
        "skill nul definition-not-text",
        "skill null skill-description-missing",
        "skill data file-too-large",
        "skill part object-unavailable",
      ]
    `);
    expect(said).toMatchInlineSnapshot(`
      "error skill-description-missing source:blank/SKILL.md:3:1 The skill says nowhere what it does and when to use it. | Add description to the front matter: what the skill does, and when to use it.
      error front-matter-missing source:empty/SKILL.md:1:1 The file is empty. | Begin the file with a line of three dashes, name and description, and three dashes again.
      error definition-too-large source:large/SKILL.md The file has 1000001 bytes; 1000000 are read. | Move what is not needed at once into reference files beside it.
      error definition-too-large source:larger/SKILL.md The file is over the limit for a single file. | Move what is not needed at once into reference files beside it.
      warning definition-encoding source:latin/SKILL.md:7:1 The byte 0xE9 is no UTF-8; it and its like (1 in all) are shown as U+FFFD. | Save the file as UTF-8.
      error object-unavailable source:lost/SKILL.md The content of lost/SKILL.md cannot be had. | Try again; if it stays, the repository is damaged at its host.
      error definition-not-text source:nul/SKILL.md:7:1 The file contains NUL characters; here is the first. | Save the file as UTF-8 without NUL characters.
      error skill-description-missing source:null/SKILL.md:3:1 The skill says nowhere what it does and when to use it. | Add description to the front matter: what the skill does, and when to use it.
      warning entry-name-taken source:latin/SKILL.md:2:1 The name "tides" is taken by another skill of this source; this one is listed as "latin-tides". | Give the two different names, or exclude one of them.
      error file-too-large source:data/chart.bin data/chart.bin is over the limit for a single file. | Take the file out of the entry, or raise policy.limits.fileBytes in catalog.yaml.
      error object-unavailable source:part/notes.md The content of part/notes.md cannot be had. | Try again; if it stays, the repository is damaged at its host."
    `);
  });

  test('is a manifest that was made to be deep or odd', async () => {
    const deep = `{ "name": "deep", "x": ${'['.repeat(50_000)}${']'.repeat(50_000)} }`;
    const { names, said } = await look(
      memoryTree({
        'a/.claude-plugin/plugin.json': deep,
        'b/.claude-plugin/plugin.json': '["no object"]',
        'c/.claude-plugin/plugin.json': '\uFEFF{ "name": "c", "name": "twice" }',
        'd/.claude-plugin/plugin.json': '../plugin.json',
        'e/.claude-plugin/plugin.json': '{ "name": "e" }',
        'e/.mcp.json': deep,
        '.claude-plugin/marketplace.json': '{ "plugins": { "a": 1 } }',
        'fine/SKILL.md': tides,
      }),
    );
    expect(names).toEqual(['plugin:e e', 'plugin:twice c', 'skill:tides fine']);
    expect(said).toMatchInlineSnapshot(`
      "warning link-as-text source:d/.claude-plugin/plugin.json:1 d/.claude-plugin/plugin.json holds a path that is not there. | Commit it as a link (git config core.symlinks true), or put a copy there.
      error manifest-invalid source:.claude-plugin/marketplace.json:1:14 "plugins" is not a list. | Correct the JSON at the place that is named.
      error manifest-invalid source:a/.claude-plugin/plugin.json:1 It is nested too deeply to be read. | Correct the JSON at the place that is named.
      error manifest-invalid source:b/.claude-plugin/plugin.json:1:1 The manifest is not an object. | Correct the JSON at the place that is named.
      error manifest-invalid source:e/.mcp.json:1 It is nested too deeply to be read. | Correct the JSON at the place that is named."
    `);
  });
});

describe('names', () => {
  const two = {
    'cargo/skills/setup/SKILL.md': skill('name: setup\ndescription: Sets up cargo.'),
    'skills/setup/SKILL.md': skill('name: setup\ndescription: Sets up everything.'),
  };

  test('go to the shortest path first', async () => {
    const { names, said } = await look(memoryTree(two));
    expect(names).toEqual(['skill:cargo-setup cargo/skills/setup', 'skill:setup skills/setup']);
    expect(said).toMatchInlineSnapshot(
      `"warning entry-name-taken source:cargo/skills/setup/SKILL.md:2:1 The name "setup" is taken by another skill of this source; this one is listed as "cargo-setup". | Give the two different names, or exclude one of them."`,
    );
  });

  test('stay with whom the ledger gave them, and the difference is still said', async () => {
    const bound = { 'skill cargo/skills/setup': 'setup' };
    const first = await look(memoryTree(two), { bound });
    expect(first.names).toEqual(['skill:setup cargo/skills/setup', 'skill:setup-2 skills/setup']);
    const again = await look(memoryTree(two), { bound: { ...bound, 'skill skills/setup': 'setup-2' } });
    expect(again.names).toEqual(first.names);
    expect(again.said).toBe(first.said);
    expect(again.said).toMatchInlineSnapshot(
      `"warning entry-name-taken source:skills/setup/SKILL.md:2:1 The name "setup" is taken by another skill of this source; this one is listed as "setup-2". | Give the two different names, or exclude one of them."`,
    );
  });

  test('of what is gone are not given to others', async () => {
    const { names } = await look(memoryTree(two), { bound: { 'skill old/setup': 'setup' } });
    expect(names).toEqual(['skill:cargo-setup cargo/skills/setup', 'skill:setup-2 skills/setup']);
  });

  test('stay when the author chooses another', async () => {
    const renamed = { 'skills/setup/SKILL.md': skill('name: first steps\ndescription: Sets up everything.') };
    const { names, said } = await look(memoryTree(renamed), { bound: { 'skill skills/setup': 'setup' } });
    expect(names).toEqual(['skill:setup skills/setup']);
    expect(said).toMatchInlineSnapshot(
      `"info entry-name-changed source:skills/setup/SKILL.md:2:1 "first steps" is listed as "setup", the name it was first listed under. | Nothing, or use a name of that form in the source."`,
    );
  });

  test('stay when a copy for another harness is added, whose path would go first', async () => {
    const files = { '.claude/skills/tides/SKILL.md': tides, 'skills/tides/SKILL.md': tides };
    const { names, entries } = await look(memoryTree(files), { bound: { 'skill .claude/skills/tides': 'tides' } });
    expect(names).toEqual(['skill:tides .claude/skills/tides']);
    expect(entries[0]?.variants).toEqual(['skills/tides']);
  });

  test('may be anything', async () => {
    const named = (name: string): string => skill(`name: ${JSON.stringify(name)}\ndescription: Odd.`);
    const odd = ['<script>alert(1)</script>', 'x'.repeat(10_000), '\u001B[31mred', '__proto__', 'constructor', '潮汐'];
    const files = Object.fromEntries(odd.map((name, n) => [`s${n}/SKILL.md`, named(name)]));
    const { names, said } = await look(memoryTree({ ...files, '潮/汐/SKILL.md': named('表') }));
    expect(names.map((name) => name.slice(0, 90))).toMatchInlineSnapshot(`
      [
        "skill:31mred s2",
        "skill:constructor s4",
        "skill:proto s3",
        "skill:s5 s5",
        "skill:script-alert-1-script s0",
        "skill:skill-c35f8084 潮/汐",
        "skill:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx s1",
      ]
    `);
    expect(said.replaceAll(/x{100,}/g, 'x…x').replaceAll('\u001B', '<ESC>')).toMatchInlineSnapshot(`
      "info entry-name-changed source:s0/SKILL.md:2:1 "<script>alert(1)</script>" is listed as "script-alert-1-script". | Nothing, or use a name of that form in the source.
      info entry-name-changed source:s1/SKILL.md:2:1 "x…x…" is listed as "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx". | Nothing, or use a name of that form in the source.
      info entry-name-changed source:s2/SKILL.md:2:1 "<ESC>[31mred" is listed as "31mred". | Nothing, or use a name of that form in the source.
      info entry-name-changed source:s3/SKILL.md:2:1 "__proto__" is listed as "proto". | Nothing, or use a name of that form in the source.
      info entry-name-changed source:s5/SKILL.md:2:1 "潮汐" is listed as "s5". | Nothing, or use a name of that form in the source.
      info entry-name-changed source:潮/汐/SKILL.md:2:1 "表" is listed as "skill-c35f8084". | Nothing, or use a name of that form in the source."
    `);
  });

  test('of three thousand skills that want the same one are found soon', async () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`skills/s${n}/SKILL.md`, tides]));
    const begin = performance.now();
    const { names } = await look(memoryTree(files));
    expect(new Set(names.map((name) => name.split(' ')[0])).size).toBe(3000);
    expect(performance.now() - begin).toBeLessThan(6000);
  });
});

describe('links', () => {
  test('are followed inside the tree only', async () => {
    const tree = memoryTree({
      'store/tides/SKILL.md': tides,
      'skills/tides': link('../store/tides'),
      'skills/again': link('tides'),
      'out/a': link('../../etc/passwd'),
      'out/b': link('/etc/passwd'),
      'out/c': link('missing/../../../etc/passwd'),
      'out/d': link('../out/../../x'),
      'gone/a': link('nowhere'),
      'gone/b': link('../store/tides/SKILL.md/x'),
      'gone/c': link(''),
      'gone/d': link('a/'.repeat(3000)),
      'round/a': link('b'),
      'round/b': link('a'),
      'round/self': link('self'),
      'fine/newline': link('../store/tides\n'),
      'fine/root': link('..'),
    });
    const { names, said } = await look(tree);
    expect(names).toEqual(['skill:tides store/tides']);
    expect(said).toMatchInlineSnapshot(`
      "warning link-broken source:gone/a What the link gone/a points to is not there. | Correct or delete the link in the source.
      warning link-broken source:gone/b What the link gone/b points to is not there. | Correct or delete the link in the source.
      warning link-broken source:gone/c What the link gone/c points to is not there. | Correct or delete the link in the source.
      warning link-broken source:gone/d What the link gone/d points to is not there. | Correct or delete the link in the source.
      error link-escapes source:out/a The link out/a leads out of the repository. | Replace the link by the file it should bring in.
      error link-escapes source:out/b The link out/b leads out of the repository. | Replace the link by the file it should bring in.
      error link-escapes source:out/c The link out/c leads out of the repository. | Replace the link by the file it should bring in.
      error link-escapes source:out/d The link out/d leads out of the repository. | Replace the link by the file it should bring in.
      warning link-broken source:round/a The link round/a leads in a circle. | Correct or delete the link in the source.
      warning link-broken source:round/b The link round/b leads in a circle. | Correct or delete the link in the source.
      warning link-broken source:round/self The link round/self leads in a circle. | Correct or delete the link in the source."
    `);
  });

  test('that lead back to where they lie cost nothing', async () => {
    const links = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`agents/l${n}`, link('.')]));
    const files = { ...links, 'agents/pilot.md': '---\nname: pilot\ndescription: Guides.\n---\nGuide.\n' };
    const begin = performance.now();
    const { names } = await look(memoryTree({ '.claude-plugin/plugin.json': '{ "name": "desk" }', ...files }));
    expect(names).toEqual(['plugin:desk .', 'subagent:pilot agents/pilot.md']);
    expect(performance.now() - begin).toBeLessThan(4000);
  });
});

describe('what the source file selects', () => {
  const files = {
    'skills/tides/SKILL.md': tides,
    'skills/drafts/log/SKILL.md': skill('name: log\ndescription: Keeps a log.'),
    'templates/form/SKILL.md': skill('name: form\ndescription: A form to fill in.'),
    'vendor/tool': submodule,
  };

  test('is everything but tests, templates and copies', async () => {
    const { names, said } = await look(memoryTree(files));
    expect(names).toEqual(['skill:log skills/drafts/log', 'skill:tides skills/tides']);
    expect(said).toMatchInlineSnapshot(`
      "info submodule-skipped source:vendor/tool vendor/tool is a submodule; its content is not listed. | List the other repository as a source.
      info paths-not-listed source:templates/form/SKILL.md 1 found in folders of tests, fixtures, templates or copies: templates/form/SKILL.md. | If one of them is meant to be listed, name it under "include" in the source file."
    `);
  });

  test('is below its path', async () => {
    expect((await look(memoryTree(files), { path: 'skills/drafts' })).names).toEqual(['skill:log skills/drafts/log']);
    expect((await look(memoryTree(files), { path: 'skill' })).said).toMatchInlineSnapshot(
      `"error source-path-missing sources/harbour.yaml There is no folder skill in the source. | Correct "path" in the source file."`,
    );
  });

  test('is what it includes, templates among it, and not what it excludes', async () => {
    const included = await look(memoryTree(files), { include: ['templates', 'skills/t*'] });
    expect(included.names).toEqual(['skill:form templates/form', 'skill:tides skills/tides']);
    const excluded = await look(memoryTree(files), { exclude: ['skills/drafts/**', 'vendor'] });
    expect(excluded.names).toEqual(['skill:tides skills/tides']);
    expect(excluded.said).not.toContain('submodule');
  });
});

test('only links, manifests and Markdown are read to find entries, and each file once to measure them', async () => {
  const tree = memoryTree({ 'tides/SKILL.md': tides, 'tides/data.csv': '1,2', 'other/large.bin': lost('unavailable') });
  await introspectTree(tree, {
    source: 'harbour',
    selection: { path: '', include: ['**'], exclude: [] },
    bindings: new Map(),
  });
  expect(tree.asked).toEqual(['tides/SKILL.md']);
});
