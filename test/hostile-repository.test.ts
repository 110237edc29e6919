import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { pretty } from '../src/report/pretty.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, catalogYaml, scratchFolder } from './helpers/catalog-folder.ts';
import { type Content, type GitRepo, makeGitRepo } from './helpers/git-repo.ts';
import { messages } from './helpers/message.ts';

const fine = '---\nname: tides\ndescription: Reads tides.\n---\n\nRead the table.\n';

/** Syncs and assembles a catalog with one source, as two commands would. */
async function publish(repo: GitRepo, listing = '') {
  const catalogDir = catalogFolder({
    'catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n`,
    'sources/quay.yaml': `git: file://${repo.folder}\n${listing}`,
  });
  const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
  const synced = await sync({ ...options, only: [], now: '2026-11-20T09:00:00Z' });
  const { catalog, diagnostics } = await assemble(options);
  if (!catalog) throw new Error(messages(diagnostics));
  return {
    synced,
    catalog,
    diagnostics,
    ids: catalog.entries.map(({ id }) => id),
    quarantined: catalog.outcomes.flatMap((outcome) => outcome.quarantined.map(({ path, rule }) => `${path} ${rule}`)),
    files: emitIndex(catalog, catalog.file.url),
  };
}

function gitRepo(files: Readonly<Record<string, Content>> = {}): GitRepo {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  repo.commit(files);
  return repo;
}

describe('a hostile repository', { tags: ['slow'] }, () => {
  test('gets a diagnostic for each trick, runs nothing, and all else is published', async () => {
    const pwned = join(scratchFolder(), 'pwned');
    const code = `require("node:fs").writeFileSync(${JSON.stringify(pwned)}, "");\n({ name: "x", description: "y" })`;
    const evil = (head: string): string => `---${head}\n${code}\n---\nBody\n`;
    const named = (name: string): string => `---\nname: ${JSON.stringify(name)}\ndescription: Odd.\n---\n\nBody\n`;
    const rows = [...'abcdefghij'].map((name, n, all) => `${name}: &${name} [${`*${all[n - 1] ?? name},`.repeat(10)}]`);
    const repo = gitRepo({
      'skills/tides/SKILL.md': fine,
      'skills/js/SKILL.md': evil('js'),
      'skills/javascript/SKILL.md': evil('javascript'),
      'skills/coffee/SKILL.md': evil('coffee'),
      'skills/json/SKILL.md': evil(' json'),
      'skills/large/SKILL.md': `${fine}${'x'.repeat(10_500_000)}`,
      'skills/aliases/SKILL.md': `---\nname: &a x\ndescription: [${'*a,'.repeat(50_000)}]\n---\n`,
      'skills/laughs/SKILL.md': `---\nname: laughs\ndescription: x\n${rows.join('\n')}\n---\n`,
      'skills/brackets/SKILL.md': `---\nname: ${'['.repeat(100_000)}\ndescription: x\n---\n`,
      'skills/proto/SKILL.md': `---\nname: __proto__\ndescription: Odd.\n__proto__: { stub: true }\nmetadata: { __proto__: { a: 1 }, stub: constructor }\n---\n\nBody\n`,
      'skills/constructor/SKILL.md': named('constructor'),
      'skills/prototype/SKILL.md': named('prototype'),
      'skills/script/SKILL.md': named('<script>alert(1)</script>'),
      'skills/long/SKILL.md': named('n'.repeat(10_000)),
      'skills/escape/SKILL.md': named('\u001B[2Jgone'),
      'skills/markdown/SKILL.md': `${fine.replace('tides', 'markdown')}${'> '.repeat(200_000)}`,
      'out-relative': { link: '../../../../etc/passwd' },
      'out-absolute': { link: '/etc/passwd' },
      'skills/linked/SKILL.md': { link: '/etc/passwd' },
    });
    const begin = performance.now();
    const { ids, quarantined, diagnostics, files, synced } = await publish(repo);
    expect(performance.now() - begin).toBeLessThan(20_000);

    expect(existsSync(pwned)).toBe(false);
    expect({}).not.toHaveProperty('stub');
    expect(ids).toMatchInlineSnapshot(`
      [
        "skill:quay/2jgone",
        "skill:quay/constructor",
        "skill:quay/markdown",
        "skill:quay/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
        "skill:quay/proto",
        "skill:quay/prototype",
        "skill:quay/script-alert-1-script",
        "skill:quay/tides",
      ]
    `);
    expect(quarantined).toMatchInlineSnapshot(`
      [
        "skills/aliases front-matter-invalid",
        "skills/brackets front-matter-invalid",
        "skills/coffee front-matter-language",
        "skills/javascript front-matter-language",
        "skills/js front-matter-language",
        "skills/json front-matter-language",
        "skills/large definition-too-large",
        "skills/laughs front-matter-feature-refused",
      ]
    `);
    const shown = messages(diagnostics)
      .replaceAll(/n{90,}/g, 'n…')
      .replaceAll('\u001B', '<ESC>');
    expect(shown).toMatchInlineSnapshot(`
      "info history-absent catalog.yaml The catalog is not committed to a git repository, so it is not known who decided what and when. | Build from a clone of the catalog with its whole history.
      error link-escapes source:out-absolute The link out-absolute leads out of the repository. | Replace the link by the file it should bring in.
      error link-escapes source:out-relative The link out-relative leads out of the repository. | Replace the link by the file it should bring in.
      error front-matter-invalid source:skills/aliases/SKILL.md:1:1 The front matter is longer than 65536 characters. | Keep to name, description and a few keys; move the rest into the body.
      warning front-matter-recovered source:skills/aliases/SKILL.md:4:1 The closing dashes are missing; the front matter was taken to end before this line. | Close the front matter with a line that holds three dashes and nothing else.
      error front-matter-invalid source:skills/brackets/SKILL.md:1:1 The front matter is longer than 65536 characters. | Keep to name, description and a few keys; move the rest into the body.
      error front-matter-language source:skills/coffee/SKILL.md:1:1 The first line asks to read the front matter as "coffee"; it was not looked at. | Write YAML, and nothing behind the three dashes of the first line.
      info risk-tier-default source:skills/constructor/SKILL.md:1 [skill:quay/constructor] The tier of skill:constructor is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info risk-tier-default source:skills/escape/SKILL.md:1 [skill:quay/2jgone] The tier of skill:2jgone is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info entry-name-changed source:skills/escape/SKILL.md:2:1 [skill:quay/2jgone] "<ESC>[2Jgone" is listed as "2jgone". | Nothing, or use a name of that form in the source.
      warning skill-name-format source:skills/escape/SKILL.md:2:1 [skill:quay/2jgone] The name is "<ESC>[2Jgone". | Use lower-case letters, digits and single dashes.
      warning skill-name-mismatch source:skills/escape/SKILL.md:2:1 [skill:quay/2jgone] The skill is called "<ESC>[2Jgone", its folder "escape". | Rename the folder or the skill.
      error front-matter-language source:skills/javascript/SKILL.md:1:1 The first line asks to read the front matter as "javascript"; it was not looked at. | Write YAML, and nothing behind the three dashes of the first line.
      error front-matter-language source:skills/js/SKILL.md:1:1 The first line asks to read the front matter as "js"; it was not looked at. | Write YAML, and nothing behind the three dashes of the first line.
      error front-matter-language source:skills/json/SKILL.md:1:1 The first line asks to read the front matter as "json"; it was not looked at. | Write YAML, and nothing behind the three dashes of the first line.
      error definition-too-large source:skills/large/SKILL.md The file is over the limit for a single file. | Move what is not needed at once into reference files beside it.
      error front-matter-feature-refused source:skills/laughs/SKILL.md:4:7 The anchor &a is not read. | Write the values out.
      error link-escapes source:skills/linked/SKILL.md The link skills/linked/SKILL.md leads out of the repository. | Replace the link by the file it should bring in.
      info risk-tier-default source:skills/long/SKILL.md:1 [skill:quay/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn] The tier of skill:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info entry-name-changed source:skills/long/SKILL.md:2:1 [skill:quay/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn] "n……" is listed as "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn". | Nothing, or use a name of that form in the source.
      warning skill-name-long source:skills/long/SKILL.md:2:1 [skill:quay/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn] The name has 10000 characters. | Shorten the name.
      warning skill-name-mismatch source:skills/long/SKILL.md:2:1 [skill:quay/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn] The skill is called "n……", its folder "long". | Rename the folder or the skill.
      info risk-tier-default source:skills/markdown/SKILL.md:1 [skill:quay/markdown] The tier of skill:markdown is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info entry-name-changed source:skills/proto/SKILL.md:2:1 [skill:quay/proto] "__proto__" is listed as "proto". | Nothing, or use a name of that form in the source.
      warning skill-name-format source:skills/proto/SKILL.md:2:1 [skill:quay/proto] The name is "__proto__". | Use lower-case letters, digits and single dashes.
      warning skill-name-mismatch source:skills/proto/SKILL.md:2:1 [skill:quay/proto] The skill is called "__proto__", its folder "proto". | Rename the folder or the skill.
      info skill-key-unknown source:skills/proto/SKILL.md:4:1 [skill:quay/proto] Not in the specification: __proto__. | Move them below metadata.
      info risk-tier-default source:skills/proto/SKILL.md:5:1 [skill:quay/proto] The tier of skill:proto is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      warning skill-metadata-invalid source:skills/proto/SKILL.md:5:13 [skill:quay/proto] Not a text: __proto__. | Put quotes around numbers and dates, and flatten lists and maps.
      error stub-invalid source:skills/proto/SKILL.md:5:34 [skill:quay/proto] "constructor" is neither true nor false. | Write true or false.
      info risk-tier-default source:skills/prototype/SKILL.md:1 [skill:quay/prototype] The tier of skill:prototype is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info risk-tier-default source:skills/script/SKILL.md:1 [skill:quay/script-alert-1-script] The tier of skill:script-alert-1-script is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/.
      info entry-name-changed source:skills/script/SKILL.md:2:1 [skill:quay/script-alert-1-script] "<script>alert(1)</script>" is listed as "script-alert-1-script". | Nothing, or use a name of that form in the source.
      warning skill-name-format source:skills/script/SKILL.md:2:1 [skill:quay/script-alert-1-script] The name is "<script>alert(1)</script>". | Use lower-case letters, digits and single dashes.
      warning skill-name-mismatch source:skills/script/SKILL.md:2:1 [skill:quay/script-alert-1-script] The skill is called "<script>alert(1)</script>", its folder "script". | Rename the folder or the skill.
      info risk-tier-default source:skills/tides/SKILL.md:1 [skill:quay/tides] The tier of skill:tides is "minimal" by policy only. | Set riskTier for the entry in your sources/<id>.yaml, or risk-tier below metadata in its front matter; the operator sets it in governance/."
    `);
    expect(pretty(diagnostics, { color: false, showInfo: true, perRule: 99 })).not.toContain('\u001B');
    expect(synced.diagnostics.length).toBeGreaterThan(0);
    for (const text of files.values()) expect(text).not.toContain('root:x:0');
  });

  test('two names that are one after normalising cost only their own entry', async () => {
    const { ids, quarantined } = await publish(
      gitRepo({
        'skills/tides/SKILL.md': fine,
        'skills/cafe/SKILL.md': fine.replace('tides', 'cafe'),
        'skills/cafe/caf\u00E9.md': 'one',
        'skills/cafe/cafe\u0301.md': 'other',
      }),
    );
    expect(ids).toEqual(['skill:quay/tides']);
    expect(quarantined).toEqual(['skills/cafe digest-ambiguous']);
  });

  test('patterns made to be slow are quick', async () => {
    const repo = gitRepo({ 'skills/tides/SKILL.md': fine, [`${'a'.repeat(200)}/${'a'.repeat(200)}/x.md`]: 'x' });
    const begin = performance.now();
    const listing = `include: ['skills', '${'*a'.repeat(90)}b', '${'**/*a/'.repeat(28)}b', '+(+(+(a|aa)))b']\n`;
    const { ids } = await publish(repo, listing);
    expect(ids).toEqual(['skill:quay/tides']);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

describe('digests of what git holds', { tags: ['slow'] }, () => {
  test('are the ones computed elsewhere, links left out', async () => {
    const text = '---\nname: tide-table\ndescription: Reads a tide table.\n---\n\nRead the tide table.\n';
    const { catalog } = await publish(
      gitRepo({
        'tide-table/SKILL.md': text,
        'tide-table/references/north.md': 'High water 06:12\n',
        'tide-table/latest.md': { link: 'references/north.md' },
      }),
    );
    expect(catalog.entries[0]?.digest).toBe('2d94510fb28ff34c911cfa4afa2d0c0306670d99365b377112fb6793fcafdef4');
  });

  test('of a skill and of the plugin around it are told apart when nothing in them moved', async () => {
    const plugin = {
      'desk/.claude-plugin/plugin.json': '{ "name": "desk", "description": "Desk." }',
      'desk/SKILL.md': fine,
      'desk/deep/SKILL.md': fine.replace('tides', 'deep'),
    };
    const repo = gitRepo(plugin);
    const catalogDir = catalogFolder({
      'catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n`,
      'sources/quay.yaml': `git: file://${repo.folder}\n`,
    });
    const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
    const run = () => sync({ ...options, only: [], now: '2026-11-20T09:00:00Z' });
    await run();
    repo.commit({ ...plugin, 'README.md': 'Moved on.' });
    const { sources } = await run();
    expect(sources.map(({ state, changes }) => ({ state, changes }))).toEqual([{ state: 'locked', changes: [] }]);
    const { catalog } = await assemble(options);
    expect(catalog?.entries.map(({ id }) => id)).toEqual(['plugin:quay/desk', 'skill:quay/deep', 'skill:quay/tides']);
  });

  test('change with what the source file excludes, although nothing moved', async () => {
    const repo = gitRepo({ 'tides/SKILL.md': fine, 'tides/deep/SKILL.md': fine.replace('tides', 'deep') });
    const catalogDir = catalogFolder({
      'catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n`,
      'sources/quay.yaml': `git: file://${repo.folder}\nexclude: [tides/deep]\n`,
    });
    const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
    const run = () => sync({ ...options, only: [], now: '2026-11-20T09:00:00Z' });
    await run();
    const before = readFileSync(join(catalogDir, 'lock/quay.json'), 'utf8');
    writeFileSync(join(catalogDir, 'sources/quay.yaml'), `git: file://${repo.folder}\n`);
    await run();
    expect(readFileSync(join(catalogDir, 'lock/quay.json'), 'utf8')).not.toBe(before);
    const { catalog, diagnostics } = await assemble(options);
    expect(catalog?.entries.map(({ id, revisions }) => `${id} ${revisions.length}`)).toEqual([
      'skill:quay/deep 1',
      'skill:quay/tides 2',
    ]);
    expect(messages(diagnostics)).not.toContain('entry-not-locked');
  });
});
