import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';

/** How the server treats the requests that follow. */
export type Behaviour =
  | 'serve'
  /** Takes requests and never answers. */
  | 'hang'
  /** Sends the headers and `dieAfter` bytes of each pack, then drops the connection. */
  | 'die'
  /** Answers this HTTP status to everything. */
  | 401
  | 404
  | 503;

export interface GitServer {
  /** `http://127.0.0.1:<port>`; a repository is served below it under its folder's name. */
  readonly url: string;
  behaviour: Behaviour;
  /** Bytes of a pack that go out before it dies. */
  dieAfter: number;
  /** `GET info/refs`, `POST git-upload-pack`, one each request since the last reset. */
  readonly requests: string[];
  /** Bytes of answers since the last reset. */
  bytes(): number;
  /** Connections that are open now. */
  connections(): Promise<number>;
  reset(): void;
  close(): Promise<void>;
}

/** Serves the repositories in a folder over smart HTTP, through `git http-backend`, on 127.0.0.1. */
export async function startGitServer(root: string): Promise<GitServer> {
  let sent = 0;
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    state.requests.push(`${request.method} ${path.replace(/^\/[^/]+\//, '')}`);
    const { behaviour } = state;
    if (behaviour === 'hang') return;
    if (typeof behaviour === 'number') {
      const headers = behaviour === 401 ? { 'WWW-Authenticate': 'Basic realm="test"' } : {};
      response.writeHead(behaviour, headers).end();
      return;
    }
    const most = behaviour === 'die' && path.endsWith('/git-upload-pack') ? state.dieAfter : Infinity;
    runBackend({ root, path, query, request, response, most, onBytes: (count) => (sent += count) });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const state: GitServer = {
    url: `http://127.0.0.1:${port}`,
    behaviour: 'serve',
    dieAfter: 2000,
    requests: [],
    bytes: () => sent,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    reset() {
      state.behaviour = 'serve';
      state.requests.length = 0;
      sent = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}

interface Exchange {
  readonly root: string;
  readonly path: string;
  readonly query: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Bytes of the body after which the connection is dropped. */
  readonly most: number;
  readonly onBytes: (count: number) => void;
}

function runBackend({ root, path, query, request, response, most, onBytes }: Exchange): void {
  const header = (name: string): string => String(request.headers[name] ?? '');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      REQUEST_METHOD: request.method,
      PATH_INFO: path,
      PATH_TRANSLATED: join(root, path),
      QUERY_STRING: query,
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      // Only the folders of one user are served, but a container may run the test as another.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => {});
  response.on('close', () => backend.kill());

  let head: Buffer | undefined = Buffer.alloc(0);
  let left = most;
  const send = (body: Buffer): void => {
    onBytes(body.byteLength);
    response.write(body.subarray(0, left));
    left -= body.byteLength;
    // Later, so that what was written before goes out.
    if (left <= 0) setTimeout(() => response.destroy(), 20);
  };
  backend.stdout.on('data', (chunk: Buffer) => {
    if (left <= 0) return;
    if (head === undefined) {
      send(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    writeHead(response, head.toString('latin1', 0, end));
    const body = head.subarray(end + 4);
    head = undefined;
    if (body.byteLength > 0) send(body);
  });
  backend.stdout.on('end', () => left > 0 && response.end());
}

function writeHead(response: ServerResponse, text: string): void {
  const headers = text.split('\r\n').map((line) => line.split(': ', 2));
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
  for (const [name = '', value = ''] of headers) if (name !== 'Status') response.setHeader(name, value);
  response.writeHead(Number.parseInt(status, 10));
}
