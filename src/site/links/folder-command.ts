import type { FullEntry } from '../../domain/index-v1.ts';
import { folderPath } from '../../domain/paths.ts';

/** Words that neither a shell nor curl's patterns take apart. */
const PLAIN = /^[\w./@+-]+$/;

/** More files than this make a line that nobody reads. */
const MOST = 60;

/**
 * The commands that bring the files of an assembled plugin onto a machine, with what of them can be executed.
 *
 * @param base The public address of the marketplace.
 * @returns Undefined where there are too many files, or one has a name that stands for more in a shell.
 */
export function folderCommand(
  { name, digest, files }: Pick<FullEntry, 'name' | 'digest' | 'files'>,
  base: string,
): string | undefined {
  if (files.length > MOST || files.some(({ path }) => !PLAIN.test(path) || path.startsWith('-'))) return undefined;
  const address = new URL(folderPath({ name, digest }), base.endsWith('/') ? base : `${base}/`).href;
  if (!/^[\w:/.@+~%-]+$/.test(address)) return undefined;
  const scripts = files.filter(({ executable }) => executable).map(({ path }) => `${name}/${path}`);
  return [
    `curl -fsS --create-dirs -o '${name}/#1' '${address}{${files.map(({ path }) => path).join(',')}}'`,
    ...(scripts.length > 0 ? [`chmod +x ${scripts.join(' ')}`] : []),
  ].join('\n');
}
