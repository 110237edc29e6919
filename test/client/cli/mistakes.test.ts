import { describe, expect, test } from 'vitest';
import { clientBench } from './client-bench.ts';

const { skillyard } = clientBench();

describe('what cannot be understood', { tags: ['slow'] }, () => {
  test.each([
    [
      [],
      'Say what to do: install, update, list, verify, uninstall, pull, search, show, introspect, harnesses, workflow load, mcp. See --help.',
    ],
    [['instal'], 'There is no command "instal". Did you mean "install"?'],
    [['workflow'], 'There is no command "workflow". Did you mean "workflow load"?'],
    [['workflow', 'lod'], 'There is no command "workflow". Did you mean "workflow load"?'],
    [
      ['add', 'pdf'],
      '"add" is a command of the generator, for whoever keeps a catalog: npm install --save-dev skillyard-catalog, then npx skillyard add. To have an entry here: skillyard install.',
    ],
    [['init'], '"init" is a command of the generator, for whoever keeps a catalog: npx skillyard-catalog init.'],
    [['ls'], 'There is no command "ls". Did you mean "list"?'],
    [['toString'], 'There is no command "toString". See --help.'],
    [['help', 'install'], 'Help is an option: skillyard --help, or skillyard install --help.'],
    [['polish'], 'There is no command "polish". See --help.'],
    [['search', '--registri', 'x'], 'There is no option --registri. Did you mean --registry?'],
    [['install', 'x', '--allowraw'], 'There is no option --allowraw. Did you mean --allow-raw?'],
    [['search', 'x', '--force'], 'This command has no option --force. See --help.'],
    [['search', '--registry'], 'option `--registry <address>` value is missing. See --help.'],
    [['show'], 'Something is missing. Write it as: skillyard show <what>'],
    [['show', 'a', 'b'], 'There are words too many: b. See --help.'],
    [['search', 'x', '--limit', 'many'], '--limit takes a number from 1 on, not "many".'],
    [['search', 'x', '--tier', 'huge-tier'], '--tier does not take "huge-tier". Known here: minimal, limited, high.'],
    [['search', 'x', '--source', 'a', '--source', 'b'], '--source is given more than once.'],
    [['pull', 'x'], 'Say what to fetch and where to: skillyard pull <name> --destination <folder>.'],
    [
      ['search', 'x'],
      'No registry is named: give one with --registry, in SKILLYARD_REGISTRY, or in skillyard.json: {"registries": ["https://skills.example.org/market/"]}.',
    ],
    [
      ['search', 'x', '--registry', 'ftp://x'],
      'The registry "ftp://x" begins with ftp:. Give the https:// address of a marketplace, or a folder that holds one.',
    ],
  ])('%j is answered with a sentence and exit code 2', async (args, answer) => {
    expect(await skillyard(args)).toEqual({ code: 2, stdout: '', stderr: answer });
  });

  test('is one JSON document where JSON is asked for', async () => {
    const { code, stdout, stderr } = await skillyard(['show', 'Nobody!', '--json', '--registry', 'nowhere']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'request-form', message: expect.stringContaining('"Nobody!"') },
    });
  });

  test('help says every command, and of each its options with an example', async () => {
    const { code, stdout } = await skillyard(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "skillyard/0.1.0

      Usage:
        $ skillyard <command> [options]

      Commands:
        install [...what]                     Install entries for the harnesses of this project; without names, what the lock file says
        update [...what]                      Bring what is installed to the revision its name means now
        list                                  List what is installed
        verify [...what]                      Compare what is on disk with the lock file and with what has been withdrawn
        uninstall <...what>                   Remove what was installed, and nothing else
        pull <...what>                        Fetch the files of entries into a folder, for no harness
        search [...words]                     Search the marketplaces
        show <what>                           Say everything a marketplace knows of one entry
        introspect <place>                    Say what a folder or a repository holds; nothing is written or run
        harnesses                             List the harnesses, what each takes, and which are used here
        workflow load <workflow> [...source]  Fetch the sources of a workflow into folders that a harness can be given
        mcp                                   Serve the marketplaces to agents over the Model Context Protocol, on standard input and output

      Options:
        -h, --help     Display this message
        -v, --version  Display version number"
    `);
    expect((await skillyard(['install', '--help'])).stdout).toMatchInlineSnapshot(`
      "skillyard/0.1.0

      Usage:
        $ skillyard install [...what]

      Options:
        --registry <address>  A marketplace: its address, or a folder; may be given more than once
        --user                For all your projects, not only for this one
        --harness <id>        Only for this harness; otherwise for those found here; may be given more than once
        -y, --yes             Do not ask before writing
        --allow-raw           Agree to entries that must be wrapped before they are used
        --include-stubs       Also what is a stub: a placeholder that will be replaced
        --frozen              Install exactly what the lock file says
        --dry-run             Show what would be done, and write nothing
        --force               Also where you have changed something; a backup is kept
        --json                Print the result as JSON
        -h, --help            Display this message

      Examples:
        $ skillyard install skill:anthropic/pdf@production"
    `);
  });
});
