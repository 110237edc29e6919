import type { z } from 'zod';

/** What a zod schema says of its parts; only the parts that lead to object keys. */
interface Def {
  readonly type: string;
  readonly shape?: Record<string, Part>;
  readonly innerType?: Part;
  readonly in?: Part;
  readonly out?: Part;
  readonly valueType?: Part;
  readonly element?: Part;
}

interface Part {
  readonly def: Def;
}

/**
 * The keys that a schema knows at a path, for "did you mean".
 *
 * @returns Empty where the path leads to no object of fixed keys.
 */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let part: Part | undefined = unwrap(schema);
  for (const key of path) {
    const def: Def | undefined = part?.def;
    part = unwrap(def?.shape?.[String(key)] ?? def?.valueType ?? def?.element);
  }
  return Object.keys(part?.def.shape ?? {});
}

function unwrap(part: Part | undefined): Part | undefined {
  let inner = part;
  while (inner) {
    // What is made ready by a function first has its keys behind it.
    const { innerType, in: before, out } = inner.def;
    const next: Part | undefined = innerType ?? (before?.def.type === 'transform' ? out : before);
    if (!next) break;
    inner = next;
  }
  return inner;
}
