import { diskState } from './disk-state.ts';
import { insideRoot } from './inside-root.ts';

/**
 * A name beside a target under which nothing is: `<target>.backup-1`, or the next number that is free.
 *
 * @param wanted Taken where it is free.
 */
export async function freeName(root: string, target: string, wanted?: string): Promise<string> {
  if (wanted !== undefined && (await isFree(root, wanted))) return wanted;
  for (let n = 1; ; n += 1) {
    const name = `${target}.backup-${n}`;
    if (await isFree(root, name)) return name;
  }
}

async function isFree(root: string, target: string): Promise<boolean> {
  return (await diskState((await insideRoot(root, target)).path)).type === 'absent';
}
