import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { catalogRepo } from './helpers/catalog-repo.ts';
import { message } from './helpers/message.ts';
import { skill } from './helpers/memory-tree.ts';

const cli = resolve(import.meta.dirname, '../src/cli.ts');

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, SKILLYARD_CACHE: scratchFolder(), SOURCE_DATE_EPOCH: '1772000000' };
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const source = (words: string, top = ''): string =>
  `local: harbour\n${top}entries:\n  skill:tides:\n    tags: { team: quay }\n${words}`;
const high = '    riskTier: high\n    category: raw\n    stub: true\n    stubReason: A real one.\n';
const low = '    riskTier: limited\n    category: standard\n    stub: false\n';

/** A catalog whose only skill is locked, as `main` has it; `ask` then checks the branch `topic`. */
async function opened() {
  const catalog = catalogRepo({
    'sources/tides.yaml': source(high),
    'harbour/tides/SKILL.md': skill('name: tides\ndescription: Reads the tides at the quay.\nlicense: MIT'),
  });
  expect(await run(['sync', '--catalog', catalog.dir])).toMatchObject({ code: 0 });
  catalog.commit();
  catalog.repo.git(['checkout', '--quiet', '-b', 'topic']);
  return {
    ...catalog,
    /** The errors as lines, and the exit code. */
    async ask(...args: readonly string[]): Promise<{ code: number; errors: string[] }> {
      const { code, stdout } = await run(['check', '--catalog', catalog.dir, '--json', ...args]);
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: Parameters<typeof message>[0][] };
      return { code, errors: diagnostics.filter(({ severity }) => severity === 'error').map(message) };
    },
  };
}

describe('a pull request', { tags: ['slow'] }, () => {
  test('in which a publisher lowers a tier, clears a stub and claims trust is refused; by the operator it passes', async () => {
    const catalog = await opened();
    catalog.change({ 'sources/tides.yaml': source(low, 'trust: first-party\n') });
    catalog.commit();
    const refused = await catalog.ask('--base', 'main');
    expect(refused.code).toBe(1);
    expect(refused.errors.join('\n')).toMatchInlineSnapshot(`
      "error operator-only sources/tides.yaml:2:1 "trust" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
      error statement-lowered sources/tides.yaml:6:5 [skill:tides/tides] The publisher said riskTier "high" of skill:tides and now says "limited"; it can raise what it says, not lower it. | Say "high" again. Only the operator can lower it, with riskTier for the entry in governance/tides.yaml.
      error statement-lowered sources/tides.yaml:7:5 [skill:tides/tides] The publisher said category "raw" of skill:tides and now says "standard"; it can raise what it says, not lower it. | Say "raw" again. Only the operator can lower it, with category for the entry in governance/tides.yaml.
      error statement-lowered sources/tides.yaml:8:5 [skill:tides/tides] The publisher said stub "true" of skill:tides and now says "false"; it can raise what it says, not lower it. | Say "true" again. Only the operator can lower it, with stub for the entry in governance/tides.yaml."
    `);

    const entry = 'entries:\n  skill:tides:\n    riskTier: limited\n    category: standard\n    stub: false\n';
    catalog.change({ 'sources/tides.yaml': source(low), 'governance/tides.yaml': entry });
    catalog.commit();
    expect(await catalog.ask('--base', 'main')).toEqual({ code: 0, errors: [] });
  });

  test('that skips a step of status or lets an alias dangle is refused, at the line', async () => {
    const catalog = await opened();
    const governance = (words: string): string => `entries:\n  skill:tides:\n    riskTier: high\n${words}`;
    catalog.change({ 'governance/tides.yaml': governance('    aliases: { production: 1 }\n    status: draft\n') });
    expect(await catalog.ask()).toEqual({ code: 0, errors: [] });
    catalog.commit();
    catalog.change({
      'governance/tides.yaml': governance(
        '    aliases: { production: 1, latest: 1, Next: 1, next: 2 }\n    status: deleted\n',
      ),
    });
    expect((await catalog.ask()).errors.join('\n')).toMatchInlineSnapshot(`
      "error value-invalid governance/tides.yaml:4:42 "Next" cannot be a key here. | An alias is lower-case letters, digits and dashes, and begins with a letter.
      error alias-deleted-revision governance/tides.yaml:4:16 [skill:tides/tides] "production" points to revision 1, which is deleted. | Point it to another revision, or remove it.
      error alias-reserved governance/tides.yaml:4:31 [skill:tides/tides] The alias "latest" cannot be set. | Choose another word, for example "production".
      error alias-unknown-revision governance/tides.yaml:4:51 [skill:tides/tides] "next" points to revision 2; there is only revision 1. | Point it to a revision that the lock holds, or run "skillyard sync" first."
    `);
    const jumped = await catalog.ask('--base', 'main');
    expect(jumped.code).toBe(1);
    expect(jumped.errors.join('\n')).toContain(
      'error status-step-illegal governance/tides.yaml:5:5 [skill:tides/tides] Revision 1 of skill:tides was "active" and is now "deleted".',
    );
  });

  test('is compared with nothing that cannot be found', async () => {
    const catalog = catalogRepo({});
    const answer = (rev: string): string =>
      `There is no commit "${rev}" in this repository. In a shallow clone, fetch the history first (fetch-depth: 0 for actions/checkout).\n`;
    for (const rev of ['0123456', '12e4567']) {
      const asked = await run(['check', '--catalog', catalog.dir, '--base', rev]);
      expect(asked).toEqual({ code: 2, stdout: '', stderr: answer(rev) });
    }
    const option = await run(['check', '--catalog', catalog.dir, '--base=--output=taken']);
    expect(option).toEqual({ code: 2, stdout: '', stderr: answer('--output=taken') });
  });
});
