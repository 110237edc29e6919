import { access, readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { Root } from './domain/index-v1.ts';
import { UsageError } from './publish.ts';

export interface Preview {
  readonly url: string;
  /** The one that is listened on. */
  readonly port: number;
  readonly server: Server;
}

const PORTS_TO_TRY = 20;

/**
 * Serves a built site on this machine only, under the path it was built for.
 *
 * @param port The port to begin with; the next free one is taken.
 */
export async function preview(outDir: string, port: number): Promise<Preview> {
  const index = join(outDir, 'api/v1/index.json');
  try {
    await access(index);
  } catch {
    throw new UsageError(`There is no site in ${outDir}. Run "skillyard build" first.`);
  }
  const root = Root.parse(JSON.parse(await readFile(index, 'utf8')));
  const base = new URL(root.catalog.url).pathname.replace(/\/$/, '');
  const notFound = await readFile(join(outDir, '404.html'));
  const files = sirv(outDir, { dev: true, etag: true, dotfiles: true, setHeaders: sendArchivesAsTheyLie });

  const server = createServer((request, response) => {
    const missing = (): void =>
      void response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound);
    const path = request.url ?? '/';
    // What a source brought is shown as the type it has, and never tried as a page.
    response.setHeader('x-content-type-options', 'nosniff');
    if (base !== '' && path === '/') return void response.writeHead(302, { location: `${base}/` }).end();
    if (!path.startsWith(`${base}/`)) return missing();
    request.url = path.slice(base.length);
    files(request, response, missing);
  });
  const taken = await listen(server, port);
  return { url: `http://127.0.0.1:${taken}${base}/`, port: taken, server };
}

/** For sirv, which takes `.gz` for a coding that the receiver undoes; the digest of an archive would no longer hold. */
export function sendArchivesAsTheyLie(response: ServerResponse, path: string): void {
  if (!path.endsWith('.gz')) return;
  response.setHeader('Content-Type', 'application/gzip');
  response.setHeader('Content-Encoding', 'identity');
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    } catch (error) {
      server.removeAllListeners('error');
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || port >= first + PORTS_TO_TRY) throw error;
    }
  }
}
