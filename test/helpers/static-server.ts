import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { sendArchivesAsTheyLie } from '../../src/preview.ts';

export interface StaticServer {
  /** The address of the folder, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a folder as a static host does: `index.html` for folders, `404.html` for what is not there.
 *
 * @param base The sub-path the folder is served from.
 */
export async function serveFolder(folder: string, base = '/'): Promise<StaticServer> {
  const files = sirv(folder, { dev: true, dotfiles: true, setHeaders: sendArchivesAsTheyLie });
  const server = createServer((request, response) => {
    const missing = (): void => {
      response.statusCode = 404;
      response.end('Not found');
    };
    const path = request.url ?? '/';
    if (!path.startsWith(base)) {
      missing();
      return;
    }
    request.url = `/${path.slice(base.length)}`;
    files(request, response, missing);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((done, fail) => {
        server.closeAllConnections();
        server.close((error) => (error ? fail(error) : done()));
      }),
  };
}
