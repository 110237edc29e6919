import type { z } from 'zod';
import { sha256 } from '../../domain/digest.ts';
import { asObject } from '../../domain/untyped.ts';
import { Refusal } from '../model/refusal.ts';
import { readTolerantly } from './tolerant.ts';
import type { Received } from './transfer.ts';

export interface Expected {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Checks that a file is the one that the index speaks of.
 *
 * @param where The full address, for the sentence.
 * @throws Refusal `registry-truncated` or `registry-hash`.
 */
export function checkBytes({ bytes, contentType }: Received, where: string, expected: Expected): void {
  if (bytes.byteLength === expected.bytes && sha256(bytes) === expected.sha256) return;
  refuseWebPage(bytes, contentType, where);
  if (bytes.byteLength < expected.bytes)
    throw new Refusal(
      'registry-truncated',
      `${where} is cut short: ${bytes.byteLength} of ${expected.bytes} bytes came. Try again; if it stays so, tell the operator.`,
    );
  throw new Refusal(
    'registry-hash',
    `${where} is not what the index says: its SHA-256 differs. Try again; if it stays so, tell the operator, and do not use it.`,
  );
}

/**
 * Reads a file of the index as JSON of a version this client understands.
 *
 * @throws Refusal that names the address: a web page, no JSON, a newer version of the format, or another file.
 */
export function parseFile<T extends z.ZodType>(
  { bytes, contentType }: Received,
  where: string,
  schema: T,
): z.output<T> {
  const text = new TextDecoder().decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuseWebPage(bytes, contentType, where);
    const isCut = /^\s*[{[]/.test(text);
    throw isCut
      ? new Refusal(
          'registry-truncated',
          `${where} is cut short or damaged: it is not whole JSON. Try again; if it stays so, tell the operator.`,
        )
      : new Refusal('registry-not-json', `${where} is not JSON: is it the address of a marketplace?`);
  }
  return checked(value, where, schema);
}

function checked<T extends z.ZodType>(value: unknown, where: string, schema: T): z.output<T> {
  const version = asObject(value)?.['formatVersion'];
  if (typeof version !== 'string' || !/^\d+\.\d+$/.test(version))
    throw new Refusal(
      'registry-not-index',
      `${where} is JSON, but no file of a marketplace: it has no formatVersion. Check the address.`,
    );
  if (!version.startsWith('1.'))
    throw new Refusal(
      'registry-newer',
      `${where} has the format ${version}, and this client reads 1.x: update skillyard.`,
    );
  const read = readTolerantly(schema, { ...asObject(value), formatVersion: '1.0' });
  if (read === undefined)
    throw new Refusal(
      'registry-damaged',
      `${where} is not what a marketplace writes: fields are missing or wrong. Tell the operator.`,
    );
  return read;
}

function refuseWebPage(bytes: Uint8Array, contentType: string | undefined, where: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  const isPage =
    /^\uFEFF?\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(start) || contentType?.startsWith('text/html');
  if (isPage)
    throw new Refusal(
      'registry-html',
      `${where} answered with a web page instead of the file: is it the address of a marketplace, and do you have to sign in?`,
    );
}
