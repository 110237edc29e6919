import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../domain/digest.ts';
import type { Effects } from './effects.ts';
import { hasCode } from './error-code.ts';
import type { Step } from './journal.ts';
import { readPlainFile } from './plain-file.ts';

/** What a run needs beside its root: how it writes, and where this person's own files of the client are kept. */
export interface Machine {
  readonly effects: Effects;
  /** Outside of every project, so that nothing that is cloned or unpacked there can bring a file of it. */
  readonly cacheDir: string;
}

const KEY = /^[0-9a-f]{64}$/;

/**
 * The proof that a journal was written by this person on this machine for this folder: an HMAC (SHA-256) under a random
 * key that only they can read. A journal that came with a clone has none.
 *
 * @returns Undefined where there is no key yet: then nothing can have been proven with it.
 */
export async function journalProof(
  root: string,
  steps: readonly Step[],
  { cacheDir }: Pick<Machine, 'cacheDir'>,
): Promise<string | undefined> {
  const key = (await readPlainFile(keyPath(cacheDir)))?.trim();
  if (key === undefined || !KEY.test(key)) return undefined;
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(canonicalJson([await realpath(root), steps]))
    .digest('hex');
}

/** True where two proofs are there and equal. */
export function isSameProof(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Makes the key, once for each person: `journal.key` in the cache folder, which nobody else can read. */
export async function makeKey({ cacheDir, effects }: Machine): Promise<void> {
  const place = keyPath(cacheDir);
  const known = await readPlainFile(place);
  if (known !== undefined && KEY.test(known.trim())) return;
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  const draft = `${place}-${randomUUID()}`;
  await effects.writeFile(draft, Buffer.from(`${randomBytes(32).toString('hex')}\n`), 0o600);
  if (known !== undefined) return effects.rename(draft, place);
  try {
    await effects.link(draft, place);
  } catch (error) {
    // Another run has made it in this moment.
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await effects.remove(draft);
  }
}

function keyPath(cacheDir: string): string {
  return join(cacheDir, 'journal.key');
}
