import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A loopback server that compresses as hosts do, and keeps count of what it sends. */
export interface MeasuredServer {
  /** With a slash at its end. */
  readonly url: string;
  /** What was sent since this was asked last: path and bytes, compressed. */
  takeSent(): { readonly path: string; readonly bytes: number }[];
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Pagefind's own files are compressed already. */
const compressible = new Set(['.html', '.css', '.js', '.json', '.svg']);

interface Reply {
  readonly body: Buffer;
  readonly type: string;
  readonly zipped: boolean;
}

/** Every file is compressed once, before or when it is first asked for, so that compressing is no part of later answers. */
export async function serveMeasured(folder: string, first: readonly string[]): Promise<MeasuredServer> {
  const replies = new Map<string, Promise<Reply>>();
  let sent: { path: string; bytes: number }[] = [];
  const load = async (path: string): Promise<Reply> => {
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const bytes = await readFile(join(folder, normalize(name)));
    const type = types[extname(name)] ?? 'application/octet-stream';
    const zipped = compressible.has(extname(name));
    return { body: zipped ? gzipSync(bytes) : bytes, type, zipped };
  };
  const reply = (path: string): Promise<Reply> => {
    const known = replies.get(path) ?? load(path);
    replies.set(path, known);
    return known;
  };
  await Promise.all(first.map(reply));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    reply(path).then(
      ({ body, type, zipped }) => {
        sent.push({ path, bytes: body.byteLength });
        response.writeHead(200, { 'content-type': type, ...(zipped && { 'content-encoding': 'gzip' }) }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    takeSent() {
      const taken = sent;
      sent = [];
      return taken;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
