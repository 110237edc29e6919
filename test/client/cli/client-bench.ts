import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, onTestFinished } from 'vitest';
import { builtClient, type Ran, run } from '../../helpers/built-client.ts';

/** The built client in a project that is new for every test, with a home folder of its own. */
export interface ClientBench {
  /** Set for the test that runs. */
  readonly project: () => string;
  readonly skillyard: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
}

/** Builds the client once for a file of tests. The project has a `.claude` folder; places are told in brackets. */
export function clientBench(): ClientBench {
  const client = builtClient();
  let project = '';
  let home = '';
  beforeEach(() => {
    const scratch = mkdtempSync(join(tmpdir(), 'skillyard-cli-'));
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
    [project, home] = [join(scratch, 'project'), join(scratch, 'home')];
    for (const folder of [join(project, '.claude'), home]) mkdirSync(folder, { recursive: true });
  });
  const steady = (text: string): string =>
    text
      .replaceAll(new RegExp(String.raw`${tmpdir()}/\S*/market\b`, 'g'), '(market)')
      .replaceAll(project, '(project)')
      .trimEnd();
  return {
    project: () => project,
    async skillyard(args, env = {}) {
      const options = { cwd: project, env: { HOME: home, ...env } };
      const { code, stdout, stderr } = await run(process.execPath, [client.bin, ...args], options);
      return { code, stdout: steady(stdout), stderr: steady(stderr) };
    },
  };
}
