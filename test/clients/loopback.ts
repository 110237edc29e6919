import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A machine without a network, whose ports the test answers. */
export interface Loopback {
  /** Whatever connects to this port of 127.0.0.1 over there speaks with that port here. */
  forward(port: number, to: number): Promise<void>;
  /** The words that run a command over there. */
  command(words: readonly string[]): readonly string[];
  close(): void;
}

const enter = ['unshare', '--user', '--map-root-user', '--net'];
const raise = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Whether this machine lets the test take the network away: Linux, with namespaces for users. */
function canIsolate(): boolean {
  const [command, ...args] = [...enter, ...raise, 'true'];
  return spawnSync(command, args).status === 0;
}

/** Lets two sockets speak with each other until one of them falls silent. */
export function joinSockets(one: Socket, other: Socket): void {
  one.on('error', () => other.destroy()).pipe(other);
  other.on('error', () => one.destroy()).pipe(one);
}

function answer(server: Server, to: number, open: Server[]): void {
  server.on('connection', (socket) => joinSockets(socket, connect(to, '127.0.0.1')));
  open.push(server);
}

/**
 * Where clients run. With namespaces it is one of their own, in which nothing but the ports opened here can be reached.
 * Elsewhere it is this machine; there only the proxy settings keep clients from the network.
 */
export async function openLoopback(): Promise<Loopback> {
  const open: Server[] = [];
  const closeAll = (): void => open.forEach((server) => server.close());
  if (!canIsolate()) {
    return {
      async forward(port, to) {
        const server = createServer();
        answer(server, to, open);
        await once(server.listen(port, '127.0.0.1'), 'listening');
      },
      command: (words) => words,
      close: closeAll,
    };
  }
  const keeper = await startKeeper();
  return {
    async forward(port, to) {
      keeper.send(port);
      const [, server] = (await once(keeper, 'message')) as [number, Server];
      answer(server, to, open);
    },
    command: (words) => ['nsenter', '--preserve-credentials', '--user', '--net', `--target=${keeper.pid}`, ...words],
    close() {
      closeAll();
      keeper.disconnect();
    },
  };
}

async function startKeeper(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./keep-namespace.ts', import.meta.url));
  const [command, ...args] = [...enter, ...raise, process.execPath, script];
  const keeper = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(keeper, 'message');
  return keeper;
}
