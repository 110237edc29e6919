import { readFile } from 'node:fs/promises';
import type { Coordinate } from '../../domain/coordinate.ts';
import { diskState } from '../apply/disk-state.ts';
import { insideRoot } from '../apply/inside-root.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import type { VerifyFinding } from '../model/result.ts';
import { settingName } from '../settings/setting.ts';
import { removeSetting } from '../settings/settings.ts';

/** Compares what is on the disk with what the lock says of one entry. Reads only; empty where all is as it was written. */
export async function compareInstalled(
  root: string,
  id: Coordinate,
  { placed }: LockedInstall,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const one of placed) findings.push(...(await compareOne(root, id, one)));
  return findings.filter((one, index) => findings.findIndex((other) => other.message === one.message) === index);
}

async function compareOne(root: string, id: Coordinate, placed: Placed): Promise<VerifyFinding[]> {
  const { target } = placed;
  if (placed.type === 'setting') return compareSetting(root, id, placed);
  const state = await diskState((await insideRoot(root, target)).path);
  const missing: VerifyFinding = { id, code: 'missing', target, message: `${target} is missing.` };
  if (state.type === 'absent') return [missing];
  const changed: VerifyFinding = { id, code: 'changed', target, message: `${target} has been changed.` };
  if (placed.type === 'file') return state.type === 'file' && state.sha256 === placed.sha256 ? [] : [changed];
  if (state.type !== 'folder') return [changed];
  const { files } = state;
  return [...new Set([...Object.keys(placed.files), ...Object.keys(files)])].flatMap((path): VerifyFinding[] => {
    const place = `${target}/${path}`;
    const [was, is] = [placed.files[path], files[path]];
    if (was === is) return [];
    if (is === undefined) return [{ id, code: 'missing', target: place, message: `${place} is missing.` }];
    if (was === undefined) return [{ id, code: 'added', target: place, message: `${place} was not installed.` }];
    return [{ id, code: 'changed', target: place, message: `${place} has been changed.` }];
  });
}

async function compareSetting(
  root: string,
  id: Coordinate,
  placed: Extract<Placed, { type: 'setting' }>,
): Promise<VerifyFinding[]> {
  const { target, keys } = placed;
  const { path } = await insideRoot(root, target, true);
  const state = await diskState(path);
  const name = settingName(keys);
  const missing: VerifyFinding = { id, code: 'setting-missing', target, message: `${name} is missing in ${target}.` };
  if (state.type !== 'file') return [missing];
  const text = await readFile(path, 'utf8');
  const without = removeSetting(text, placed);
  if ('refused' in without)
    return [
      {
        id,
        code: 'setting-changed',
        target,
        message: `${name} in ${target} is not as it was put there. ${without.refused}`,
      },
    ];
  // What stood there before is the user's, and was never taken out by this text.
  return placed.inserted === '' || without.text !== text ? [] : [missing];
}
