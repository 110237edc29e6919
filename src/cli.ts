#!/usr/bin/env node
import { nodeTrouble } from './command-line/node-version.ts';

/*
 * An older Node would stop somewhere in the rest, and call it a bug of ours: nothing of it is loaded before the version
 * has been looked at.
 */
const argv = process.argv.slice(2);
const trouble = nodeTrouble(process.versions.node);
if (trouble !== undefined) {
  console.error(trouble);
  process.exitCode = 2;
} else if ((await import('./command-line/of-client.ts')).isForClient(argv)) await import('./client/cli.ts');
else {
  const { runCommandLine } = await import('./command-line/command-line.ts');
  const [print, report] = [(text: string) => console.log(text), (text: string) => console.error(text)];
  process.exitCode = await runCommandLine(argv, { print, report });
}
