import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { SitePicture } from '../domain/site-content.ts';
import { isMissing } from './catalog-files.ts';
import { svgTrouble } from './check-svg.ts';

/** In bytes. It is loaded with every page. */
const LARGEST = 100_000;

/**
 * Reads a picture of the site. Its type is what its content says, whatever it is called.
 *
 * @param path Below the catalog folder.
 * @param at Where the catalog names it.
 */
export async function readPicture(
  dir: string,
  path: string,
  at: Place,
): Promise<{ readonly picture?: SitePicture; readonly diagnostics: readonly Diagnostic[] }> {
  const refuse = (message: string, hint?: string): { diagnostics: Diagnostic[] } => ({
    diagnostics: [
      diagnose('site-picture-refused', { message: `${message} The plain look is used instead.`, hint, at }),
    ],
  });
  const file = join(dir, path);
  try {
    const { size } = await lstat(file);
    if (!(await isPlainFileInside(dir, file)))
      return refuse(`"${path}" is not a plain file of the catalog: no folders and no links are read.`);
    if (size > LARGEST) return refuse(`"${path}" has ${size} bytes; ${LARGEST} are the most.`);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return refuse(
      `There is no file "${path}" in the catalog folder.`,
      'Check the path; it is relative to catalog.yaml.',
    );
  }
  const bytes = await readFile(file);
  const ending = endingOf(bytes);
  if (ending === undefined) return refuse(`"${path}" is neither an SVG nor a PNG nor a WebP.`);
  const trouble = ending === 'svg' ? svgTrouble(bytes.toString('utf8')) : undefined;
  if (trouble !== undefined)
    return refuse(`"${path}" is not shown. ${trouble}`, 'Save it as a plain or optimised SVG, or as a PNG.');
  return { picture: { ending, bytes }, diagnostics: [] };
}

/** A link anywhere on the way could bring in a file from outside the catalog. */
async function isPlainFileInside(dir: string, file: string): Promise<boolean> {
  if (!(await lstat(file)).isFile()) return false;
  return relative(await realpath(dir), await realpath(file)) === relative(dir, file).split('/').join(sep);
}

function endingOf(bytes: Buffer): SitePicture['ending'] | undefined {
  const starts = (text: string, at = 0): boolean => bytes.toString('latin1', at, at + text.length) === text;
  if (starts('\u0089PNG\r\n\u001A\n')) return 'png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  const text = bytes.toString('utf8');
  return /^\uFEFF?\s*</.test(text) && /<svg[\s>]/.test(text) && !text.includes('\uFFFD') ? 'svg' : undefined;
}
