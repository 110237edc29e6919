/** A test for paths, made of a pattern. */
export type PathTest = (path: string) => boolean;

/**
 * Reads a pattern of `include` or `exclude`: `**` stands for any number of folders, `*` for any part of a name, `?` for
 * one character; everything else, brackets among it, is meant as it stands. A pattern that names a folder means all
 * that lies in it too.
 *
 * It is matched without going back, so that no pattern and no path can make it slow.
 */
export function pathPattern(pattern: string): PathTest {
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return (path) => {
    // The places in the pattern that the parts of the path seen so far can have led to.
    let places = afterFolders([0], wanted);
    for (const part of path.split('/')) {
      if (places.includes(wanted.length)) return true;
      const next = new Set<number>();
      for (const place of places) {
        const name = wanted[place] ?? '';
        if (name === '**') next.add(place);
        else if (matchesName(part, name)) next.add(place + 1);
      }
      if (next.size === 0) return false;
      places = afterFolders(next, wanted);
    }
    return places.includes(wanted.length);
  };
}

/** `**` also stands for no folder. */
function afterFolders(places: Iterable<number>, wanted: readonly string[]): number[] {
  const reached = new Set(places);
  for (const place of reached) if (wanted[place] === '**') reached.add(place + 1);
  return [...reached];
}

/** One name against one part of a pattern. On a mismatch only the last `*` takes one character more. */
function matchesName(name: string, wanted: string): boolean {
  let [at, place, star, resume] = [0, 0, -1, 0];
  while (at < name.length) {
    if (wanted[place] === '*') {
      star = place++;
      resume = at;
    } else if (wanted[place] === '?' || wanted[place] === name[at]) {
      place += 1;
      at += 1;
    } else if (star === -1) return false;
    else {
      place = star + 1;
      at = ++resume;
    }
  }
  while (wanted[place] === '*') place += 1;
  return place === wanted.length;
}
