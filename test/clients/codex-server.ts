import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Customer } from './run-client.ts';

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Asks `codex app-server` one question: JSON-RPC, a message a line. Throws what it answers with an error. */
export async function askCodex(customer: Customer, method: string, params: object): Promise<unknown> {
  const server = customer.start('codex', 'app-server');
  const { stdin, stdout } = server;
  if (!stdin || !stdout) throw new Error('codex app-server has no streams.');
  const send = (message: object): void => void stdin.write(`${JSON.stringify(message)}\n`);
  send({ id: 0, method: 'initialize', params: { clientInfo: { name: 'skillyard', version: '1' } } });
  try {
    for await (const line of createInterface({ input: stdout })) {
      const { id, result, error } = JSON.parse(line) as Answer;
      if (error) throw new Error(`${method}: ${error.message}`);
      if (id === 1) return result;
      if (id !== 0) continue;
      send({ method: 'initialized' });
      send({ id: 1, method, params });
    }
    throw new Error(`codex app-server ended before it answered ${method}.`);
  } finally {
    stdin.end();
    server.kill();
    await once(server, 'close');
  }
}
