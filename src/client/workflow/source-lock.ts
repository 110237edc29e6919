import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Kind } from '../../domain/kind.ts';
import { byText } from '../../domain/order.ts';
import { Refusal } from '../model/refusal.ts';
import { writeAtomically } from './write-folder.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What one folder below the destination holds, and where it is from. */
const LockedSource = z.object({
  place: z.string().describe('The canonical place: repository, ref and path.'),
  url: z.string().optional().describe('Absent for a folder of this machine.'),
  commit: z.string().optional(),
  entries: z.array(z.object({ kind: Kind, name: z.string(), digest: Sha256, target: z.string() })),
  files: z.record(z.string(), Sha256).describe('By path below the folder, what was written.'),
});
export type LockedSource = z.infer<typeof LockedSource>;

/** `sources.lock.json` in the destination: what was loaded, by folder. Keys are sorted; no dates. */
const SourceLock = z.object({ formatVersion: z.literal('1.0'), sources: z.record(z.string(), LockedSource) });
export type SourceLock = z.infer<typeof SourceLock>;

const NAME = 'sources.lock.json';

/** @throws Refusal where the file is there and is none that this client wrote. */
export async function readSourceLock(destination: string): Promise<SourceLock> {
  const text = await readFile(join(destination, NAME), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { formatVersion: '1.0', sources: {} };
  const parsed = SourceLock.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'lock-broken',
    `${join(destination, NAME)} cannot be read. Delete it, and load the workflow again.`,
  );
}

/** Writes what is loaded now. Nothing is written where nothing differs. */
export async function writeSourceLock(destination: string, { sources }: SourceLock): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(sources).toSorted(([a], [b]) => byText(a, b)));
  await writeAtomically(
    join(destination, NAME),
    `${JSON.stringify({ formatVersion: '1.0', sources: sorted }, null, 2)}\n`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
