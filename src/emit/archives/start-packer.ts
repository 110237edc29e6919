import { Worker } from 'node:worker_threads';
import type { PackOrder } from './pack-worker.ts';

/** Makes archives on a thread of its own. */
export interface Packer {
  /** The bytes of an archive. What is ordered first is made first. */
  pack(order: PackOrder): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Starts the thread. Compressing leaves much to be collected, and the collector would go through the whole catalog each
 * time if that lay on the same heap; the second processor is a gain besides.
 */
export function startPacker(): Packer {
  const worker = new Worker(new URL('./pack-worker.ts', import.meta.url));
  const waiting: PromiseWithResolvers<Uint8Array>[] = [];
  let broken: Error | undefined;
  worker.on('message', (archive: Uint8Array) => waiting.shift()?.resolve(archive));
  worker.on('error', (error) => {
    broken = error instanceof Error ? error : new Error(String(error));
    for (const one of waiting.splice(0)) one.reject(broken);
  });
  return {
    pack(order) {
      if (broken) return Promise.reject(broken);
      const one = Promise.withResolvers<Uint8Array>();
      waiting.push(one);
      worker.postMessage(order, []);
      return one.promise;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
