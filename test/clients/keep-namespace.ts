// Runs inside a network namespace for as long as its parent wants one. It opens ports there and hands them out.
import { createServer } from 'node:net';

process.on('message', (port: number) => {
  const server = createServer();
  server.listen(port, '127.0.0.1', () => {
    // Closed here as soon as the parent has it: it is the parent who answers.
    process.send?.(port, server, {}, () => server.close());
  });
});
process.send?.('ready');
