/** A part of a file is written `file.json#keys`. A folder may have a `#` in its name, and no JSON file is one. */
const PART = /^(.*?\.json)#/s;

/** True where an entry's path names a part of a file. */
export function isPartOfFile(path: string): boolean {
  return PART.test(path);
}

/** The file or folder of an entry's path, without the part of it that is meant. */
export function fileOf(path: string): string {
  return PART.exec(path)?.[1] ?? path;
}
