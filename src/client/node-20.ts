/*
 * What Node 20 does not have and the shared rooms use. The bundle of the client imports this file before all others; the
 * sources themselves run on the Node below node_modules.
 */

/** `Map.groupBy` (ECMAScript 2024, 24.1.2.1). */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    index += 1;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

if (!('groupBy' in Map))
  Object.defineProperty(Map, 'groupBy', { value: groupBy, configurable: true, writable: true, enumerable: false });
