import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';

const cli = resolve(import.meta.dirname, '../src/cli.ts');
const publicCatalog = resolve(import.meta.dirname, '../examples/public');

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, SKILLYARD_CACHE: scratchFolder() };
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('the command line', { tags: ['slow'] }, () => {
  test.each([
    [
      [],
      'Say what to do: init, add, sync, build, check, preview, explain, install, update, list, verify, uninstall, pull, search, show, introspect, harnesses, workflow, mcp. See --help.',
    ],
    [['polish'], 'There is no command "polish". See --help.'],
    [['buid'], 'There is no command "buid". Did you mean "build"?'],
    [['build', '--frozzen'], '"build" has no option --frozzen. Did you mean --frozen?'],
    [['preview', 'a', 'b'], 'There are words too many: a, b. See skillyard preview --help.'],
    [['add', '--catalog', publicCatalog], 'Say which repository: skillyard add https://github.com/acme/skills'],
    [['check', '--catalog', 'no-such-folder'], 'There is no folder no-such-folder. Name the catalog with --catalog.'],
    [
      ['build', '--base-url', 'market'],
      '--base-url takes an address such as https://example.org/market, not "market".',
    ],
    [['preview', '--out', '/no-such-folder'], 'There is no site in /no-such-folder. Run "skillyard build" first.'],
    [['preview', '--port', 'many'], '--port takes a number from 0 to 65535, not "many".'],
    [['explain', 'skill-nam-mismatch'], 'There is no rule "skill-nam-mismatch". Did you mean "skill-name-mismatch"?'],
    [
      ['sync', 'antropic', '--catalog', publicCatalog],
      'There is no usable source "antropic". Did you mean "anthropic"?',
    ],
    [['sync', 'nobody', '--catalog', publicCatalog], 'There is no usable source "nobody".'],
  ])('answers %j with a sentence and exit code 2', async (args, answer) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `${answer}\n` });
  });

  test('explains a rule, and lists them all', async () => {
    const one = await run(['explain', 'skill-name-mismatch']);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toMatchInlineSnapshot(`
      "skill-name-mismatch (warning)
      Name and folder differ

      Why: The specification requires them to be equal; some harnesses go by the one, some by the other.
      What to do: Rename the folder or the skill.
      "
    `);
    const all = await run(['explain']);
    expect(all.stdout).toMatch(/^Catalog files\n {2}catalog-file-missing +error +A file of the catalog is missing\n/);
  });

  test('reports eleven mistakes in five files in one run, each with place and hint', async () => {
    const catalog = catalogFolder({
      'catalog.yaml':
        'id: Harbour Market\ntitle: Harbour\ndescription: Skills.\nurl: harbour.example.org\npolicy:\n  tranports: [https]\n',
      'sources/quay.yaml': 'git: https://ada:secret@example.org/quay\nentires: {}\n',
      'sources/shed.yaml': 'local: shed\nref: main\nentries:\n  skill:sweep: { riskTier: tiny }\n',
      'sources/Dock.yaml': 'git: https://github.com/harbour/dock\nref: [main\n',
      'governance/pier.yaml':
        'trust: first-party\nexceptions:\n  - { rule: skill-name-mismatch, reason: Old., owner: Ada }\n',
      'shed/skills/sweep/SKILL.md': '---\nname: sweep\ndescription: Sweeps.\n---\nSweep.\n',
    });
    const { code, stdout, stderr } = await run(['check', '--catalog', catalog]);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatchInlineSnapshot(`
      "catalog.yaml:1:1  error  value-invalid
        "id" cannot be "Harbour Market".
        Use lower-case letters, digits and single dashes.

      catalog.yaml:4:1  error  value-invalid
        "url" cannot be "harbour.example.org".
        Write an address that starts with https:// (or http://).

      catalog.yaml:6:3  error  key-unknown
        "tranports" has no meaning below "policy".
        Did you mean "transports"?

      governance/pier.yaml  error  governance-without-source
        There is no sources/pier.yaml.
        Known here: Dock, quay, shed.

      governance/pier.yaml:3:5  error  key-missing
        "exceptions.0.until" is missing.
        Add "until".

      sources/Dock.yaml  error  source-id-invalid
        "Dock" cannot be the id of a source.
        Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken.

      sources/Dock.yaml:3:1  error  yaml-syntax
        A [ is not closed before this line.
        Add the ] where it ends.

      sources/quay.yaml:1:1  error  source-address-invalid
        The address holds a user name or a password.
        Take it out; private sources use the credential helpers of git. A password stays in the history: revoke it.

      sources/quay.yaml:2:1  error  key-unknown
        "entires" has no meaning in this file.
        Did you mean "entries"?

      sources/shed.yaml:1:1  error  value-invalid
        "local" cannot be "shed".
        A local source has no "ref", "commit" or "versions".

      sources/shed.yaml:4:18  error  value-invalid
        "entries.skill:sweep.riskTier" cannot be "tiny".
        Known here: minimal, limited, high.


      0 entries from 0 sources. 11 errors, 0 warnings, 1 notice (--verbose lists them).
      "
    `);
  });

  test('prints JSON that a machine can read, and nothing else', async () => {
    const catalog = catalogFolder({ 'sources/quay.yaml': 'git: https://github.com/harbour/quay\n' });
    const { code, stdout, stderr } = await run(['check', '--catalog', catalog, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
      {
        "diagnostics": [
          {
            "at": {
              "file": "catalog.yaml",
              "root": "catalog",
            },
            "hint": "Build from a clone of the catalog with its whole history.",
            "message": "The catalog is not committed to a git repository, so it is not known who decided what and when.",
            "rule": "history-absent",
            "severity": "info",
          },
          {
            "at": {
              "file": "sources/quay.yaml",
              "line": 1,
              "root": "catalog",
            },
            "hint": "Nothing, or run "skillyard sync" if you are the operator.",
            "message": "The source "quay" has not been locked yet.",
            "rule": "source-pending",
            "severity": "info",
            "source": "quay",
          },
        ],
      }
    `);
  });

  test('marks the lines of a pull request', async () => {
    const catalog = catalogFolder({ 'sources/quay.yaml': 'git: https://github.com/harbour/quay\ntrust: verified\n' });
    const { code, stdout } = await run(['check', '--catalog', catalog, '--annotations']);
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toMatchInlineSnapshot(`"sources/quay.yaml:2:1  error  operator-only"`);
  });
});
