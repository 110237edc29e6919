/** True where `path` is `folder` or lies below it; the empty text is the root. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** True where `path` is one of these or lies below one; it costs the depth of the path. The root is never one of them. */
export function isWithinAny(path: string, folders: ReadonlySet<string>): boolean {
  return folders.size > 0 && isAnyPrefix(path, path.length, folders);
}

/** True where `path` lies below one of these folders, whether or not it is one itself. The root is never one of them. */
export function isBelowAny(path: string, folders: ReadonlySet<string>): boolean {
  return folders.size > 0 && isAnyPrefix(path, path.lastIndexOf('/'), folders);
}

function isAnyPrefix(path: string, longest: number, folders: ReadonlySet<string>): boolean {
  for (let end = longest; end > 0; end = path.lastIndexOf('/', end - 1))
    if (folders.has(path.slice(0, end))) return true;
  return false;
}
