import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContentFile } from '../../domain/composed.ts';
import { Refusal } from '../model/refusal.ts';
import { type Change, modeOf } from './change.ts';
import type { Effects } from './effects.ts';
import { insideRoot } from './inside-root.ts';
import type { Journal, Step } from './journal.ts';
import { stateFolder } from './state-folder.ts';

/**
 * Prepares all new content beside its place, on the same file system, so that putting it in place is one rename each.
 *
 * @returns The steps that are left.
 * @throws Refusal `other-device` where a target lies on another file system than the root.
 */
export async function stage(root: string, changes: readonly Change[], effects: Effects): Promise<Journal> {
  const { staging } = stateFolder(root);
  await effects.mkdir(staging);
  const { dev } = await stat(staging);
  const steps: Step[] = [];
  for (const [index, change] of changes.entries()) {
    const { target } = change;
    await checkDevice(root, target, dev);
    const [staged, old] = [`${index}`, `old-${index}`];
    switch (change.type) {
      case 'put-folder':
        await writeFolder(join(staging, staged), change.files, effects);
        steps.push({ type: 'put', staged, old, target, before: change.before });
        break;
      case 'put-file':
        await effects.writeFile(join(staging, staged), change.bytes, change.mode);
        steps.push({ type: 'put', staged, old, target, before: change.before });
        break;
      case 'remove':
        steps.push({ type: 'remove', old, target, before: change.before });
        break;
      default:
        steps.push(change);
    }
  }
  return { formatVersion: '1.0', steps };
}

async function writeFolder(folder: string, files: readonly ContentFile[], effects: Effects): Promise<void> {
  const made = new Set<string>();
  const make = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    if (path !== folder) await make(dirname(path));
    await effects.mkdir(path);
    made.add(path);
  };
  await make(folder);
  for (const { path, bytes, executable } of files) {
    const place = join(folder, path);
    await make(dirname(place));
    await effects.writeFile(place, bytes, modeOf(executable));
  }
}

async function checkDevice(root: string, target: string, dev: number): Promise<void> {
  const { path, missing } = await insideRoot(root, target, true);
  let folder = dirname(path);
  for (let up = 0; up < missing.length; up += 1) folder = dirname(folder);
  if ((await stat(folder)).dev !== dev)
    throw new Refusal(
      'other-device',
      `${target} lies on another file system than ${root}, so it cannot be put in place in one step. Nothing was written.`,
    );
}
