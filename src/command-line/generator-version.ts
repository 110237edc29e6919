import { readFileSync } from 'node:fs';

/** The version in the manifest that this file came with: of the package, or of the repository. */
export function generatorVersion(): string {
  const manifest = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
}
