import { foldedPath } from '../../domain/archive-path.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import type { Content } from '../model/content.ts';

/** A name by which a harness can call a plugin in its settings. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** The name in the first manifest of a list that the folder of a plugin has; undefined where there is none that is fit. */
export function manifestName({ files }: Pick<Content, 'files'>, manifests: readonly string[]): string | undefined {
  const file = manifests.flatMap((path) => files.filter((one) => foldedPath(one.path) === path)).at(0);
  const name = file && asText(manifestFields(file.bytes)?.['name']);
  return name !== undefined && NAME.test(name) ? name : undefined;
}

/** The fields of a manifest, with or without a byte order mark, as some harnesses pass over it. */
export function manifestFields(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
