/** What HFS+ passes over in names (git, `utf8.c`, `next_hfs_char`). */
const IGNORED = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/** Where git keeps its own things and settings, also under the short names of NTFS (git, `path.c`, `is_ntfs_dotgit`). */
const OWN = /^(?:\.git|git~\d+|\.git(?:modules|attributes)|git(?:mod|att)~\d+|gi[0-9a-f]{4}~\d+)$/;

/**
 * True where a path can stand in a tree that strangers check out: no part of it is, on any file system, `.git` or a file
 * by which git takes settings from a tree (`git fsck`: `hasDotgit`, `gitmodulesName`, `gitattributesName`).
 */
export function isTreePath(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !OWN.test(folded(part)));
}

/** A name as the file systems see it that pass over most. */
function folded(name: string): string {
  const [stem = ''] = name.replaceAll(IGNORED, '').toLowerCase().split(/[:\\]/, 1);
  return stem.replace(/[. ]+$/, '');
}
