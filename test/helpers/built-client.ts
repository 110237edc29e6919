import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildClient } from '../../scripts/build-client.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the package of the client once for a file of tests, in a folder with a space in its name. */
export function builtClient(): { readonly folder: string; readonly bin: string; readonly bundled: readonly string[] } {
  const scratch = mkdtempSync(join(tmpdir(), 'skillyard-client-'));
  const folder = join(scratch, 'the client');
  const bundled: string[] = [];
  beforeAll(async () => {
    bundled.push(...(await buildClient(folder)).bundled);
  }, 120_000);
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  return { folder, bin: join(folder, 'dist/skillyard.js'), bundled };
}

/** Runs a program and gives what it printed; it knows nothing of the environment but what is given. */
export function run(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> },
): Promise<Ran> {
  const env = { PATH: process.env['PATH'] ?? '', ...options.env };
  return new Promise((done) => {
    execFile(file, args, { ...options, env, maxBuffer: 50e6 }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}
