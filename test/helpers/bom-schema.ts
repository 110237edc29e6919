import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);
// The library exports its schema files under no name; they lie beside its manifest.
const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));

// It comes without types.
const draft2019 = require('ajv-formats-draft2019') as (ajv: Ajv) => void;

async function schema(name: string): Promise<object> {
  return JSON.parse(await readFile(join(library, 'res', 'schema', `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
}

/** The official schema of CycloneDX 1.7. Gives what it has against a document, one sentence each; empty for a valid one. */
export async function bomValidator(): Promise<(document: unknown) => string[]> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  draft2019(ajv);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(await schema('bom-1.7'));
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
