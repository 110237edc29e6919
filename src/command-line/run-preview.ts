import { resolve } from 'node:path';
import { preview } from '../preview.ts';
import { UsageError } from '../publish.ts';
import { defaults } from './flags.ts';
import type { Run } from './input.ts';

/** `preview`: ends with the process. */
export const runPreview: Run = async ({ flags, print }) => {
  const asked = portOf(flags.port ?? defaults.port);
  const { url, port, server } = await preview(resolve(flags.out), asked);
  if (asked !== 0 && port !== asked) print(`Port ${asked} is taken by another program; this is on ${port}.`);
  print(`The marketplace is at ${url} (Ctrl-C ends it).`);
  await new Promise<void>((end) => {
    const stop = (): void => {
      server.close(() => end());
      server.closeAllConnections();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
  return 0;
};

function portOf(typed: string): number {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Infinity;
  if (port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not "${typed}".`);
  return port;
}
