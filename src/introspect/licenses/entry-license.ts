import { isLicenseExpression } from '../../domain/license-expression.ts';
import { licenseId } from '../../domain/license-id.ts';
import { isWithin } from '../../domain/path-within.ts';
import type { FolderLicense, LicenseFiles } from './license-files.ts';

/** What somebody says of a licence, as it is written; null where it is no text, so that nobody knows what it means. */
type Saying = string | null | undefined;

/** What is known of an entry before its licence is. */
export interface Licensed {
  /** What it says itself. */
  readonly said?: Saying;
  /** Its own folder, or the one its file lies in. */
  readonly folder: string;
  /** The plugin it belongs to: its folder, and what its manifest says. */
  readonly plugin?: { readonly folder: string; readonly said?: Saying } | undefined;
}

export interface EntryLicense {
  /** An SPDX id or expression, or a statement as it is written. */
  readonly license?: string | undefined;
  /** The file whose text names the licence. */
  readonly licenseFile?: string | undefined;
}

/**
 * The licence of an entry: what it says itself, else what stands nearest around it, from its own folder up to the root
 * of the repository: the licence files of a folder, and at the folder of its plugin the word of the manifest before
 * them. What stands nearest decides even where nobody knows the text. A plugin that lies elsewhere is heard last.
 */
export async function licenseOfEntry({ said, folder, plugin }: Licensed, files: LicenseFiles): Promise<EntryLicense> {
  if (isSaid(said)) return bySaying(said, folder, files);
  const near = await files.nearest(folder);
  if (!plugin || !isSaid(plugin.said)) return near ? byFile(near) : {};
  const isInside = isWithin(folder, plugin.folder);
  const isNearer = near && near.folder !== plugin.folder && isWithin(near.folder, plugin.folder);
  return near && (isNearer || !isInside) ? byFile(near) : bySaying(plugin.said, plugin.folder, files);
}

function isSaid(said: Saying): said is string | null {
  return said !== undefined && said?.trim() !== '';
}

/** An id is the licence; a word that points to a file means the one beside it, and no other. Anything else stands. */
async function bySaying(said: string | null, folder: string, files: LicenseFiles): Promise<EntryLicense> {
  if (said === null) return {};
  const id = licenseId(said.trim());
  if (id !== undefined && isLicenseExpression(id)) return { license: id };
  const found = isPointer(said) ? await files.at(folder) : undefined;
  return found?.license === undefined ? { license: said } : byFile(found);
}

function byFile({ license, file }: FolderLicense): EntryLicense {
  return license === undefined ? {} : { license, licenseFile: file };
}

/** Says nothing but where the licence stands; a word more could be a condition. */
const POINTER_WORD =
  /^(?:all|and|are|as|at|bundled|complete|details|file|find|for|found|full|has|have|in|included|is|licen[cs]ed?|of|please|read|refer|see|terms|text|the|this|to|under|with)$/;

/** `LICENSE.txt` beside it, without a folder. */
const FILE_NAME = /^(?:\.\/)?(?:licen[cs]es?|copying)(?:\.(?:md|txt))?$/;

function isPointer(said: string): boolean {
  const words = said
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[("'`[]+|[)"'`\],.;:]+$/g, ''))
    .filter((word) => word !== '');
  const names = words.filter((word) => FILE_NAME.test(word));
  // "License" alone says nothing of a file.
  const isNamed = names.some((word) => /\W/.test(word) || words.length > 1);
  return isNamed && words.every((word) => FILE_NAME.test(word) || POINTER_WORD.test(word));
}
