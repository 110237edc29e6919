import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { Transfer } from './transfer.ts';

/** Reads the files of a registry from a folder. Links are followed as long as they stay inside it. */
export function folderTransfer(folder: string): Transfer {
  return {
    async read(path, limit) {
      const missing = new Refusal(
        'registry-missing',
        `There is no ${path} in ${folder}: is it the folder of a built marketplace?`,
      );
      const root = await realpath(folder).catch(() => undefined);
      if (root === undefined)
        throw new Refusal('registry-missing', `There is no folder ${folder}: check the address of the registry.`);
      const place = await realpath(join(root, path)).catch(() => undefined);
      if (place === undefined) throw missing;
      if (!place.startsWith(root.endsWith(sep) ? root : root + sep))
        throw new Refusal(
          'registry-path',
          `${path} in ${folder} is a link that leads out of the folder, and is not read.`,
        );
      const file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const found = await file.stat();
        if (!found.isFile()) throw missing;
        if (found.size > limit)
          throw new Refusal(
            'registry-too-large',
            `${place} is larger than ${limit} bytes, and is not read. Tell its operator.`,
          );
        return { bytes: await file.readFile() };
      } finally {
        await file.close();
      }
    },
  };
}
