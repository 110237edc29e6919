import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For the environment of a command: where Node itself keeps what it has compiled, which is a third of each start. */
export const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };
