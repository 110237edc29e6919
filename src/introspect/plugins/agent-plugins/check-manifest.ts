import { z } from 'zod';
import { type Diagnostic, diagnose } from '../../../domain/diagnostic.ts';
import { suggest } from '../../../domain/did-you-mean.ts';
import { shorten } from '../../../domain/shorten.ts';
import { asObject } from '../../../domain/untyped.ts';
import type { JsonFile } from '../../read-json.ts';
import { schemaId, schemaVersion, SUPPORTED_VERSIONS } from './schema-version.ts';

const text = z.string('is not a text');

/** Section 5.5. A character set, a length, and nothing doubled, each with words of its own. */
const Name = text
  .min(1, 'is empty')
  .max(64, 'has more than 64 characters')
  .regex(/^[a-z0-9.-]*$/, 'holds other characters than lower-case letters, digits, hyphens and periods')
  .regex(/^(?![.-])(?:.*[^.-])?$/s, 'does not begin and end with a letter or digit')
  .refine((name) => !name.includes('--') && !name.includes('..'), 'has two hyphens or two periods in a row');

/** Metadata is judged by its types alone: no version, address or licence is refused for its form (section 5.4). */
const Manifest = z.strictObject({
  $schema: z.unknown().optional(),
  name: Name,
  version: text.optional(),
  description: text.optional(),
  author: z
    .strictObject({ name: text.optional(), email: text.optional(), url: text.optional() }, 'is not an object')
    .optional(),
  homepage: text.optional(),
  repository: text.optional(),
  license: text.optional(),
  keywords: z.array(text, 'is not a list').optional(),
  // What is in a namespace belongs to its client and is not looked at; that it is an object is the manifest's own rule.
  extensions: z.record(z.string(), z.looseObject({}, 'is not an object')).optional(),
});

/** The fields a manifest can have. */
const FIELDS = Object.keys(Manifest.shape);

export interface ManifestCheck {
  /** Clients of the specification refuse the plugin. */
  readonly fatal: boolean;
  /** The version of the specification that it declares, supported or not. */
  readonly version?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges the `plugin.json` at the root of a plugin (Agent Plugins 1.0, sections 5.2 to 5.5 and 8.1). A field that is not
 * known and `extensions` that is no object are reported and ignored; anything else that breaks the schema is fatal.
 */
export function checkManifest(json: JsonFile): ManifestCheck {
  const refuse = (message: string, keys: readonly (string | number)[] = [], hint?: string): Diagnostic =>
    diagnose('agent-plugin-invalid', { message, at: json.at(keys), hint });
  const ignore = (message: string, key: string, hint?: string): Diagnostic =>
    diagnose('agent-plugin-field-ignored', { message, at: json.at([key]), hint });

  const fields = asObject(json.value);
  if (!fields) return { fatal: true, diagnostics: [refuse('The manifest is not an object.')] };
  const version = schemaVersion(fields['$schema'], 'plugin');
  const unknown = Object.keys(fields).filter((key) => !FIELDS.includes(key));
  const ignored = unknown.map((key) => ignore(`"${shorten(key)}" is no field of the manifest.`, key, suggestion(key)));
  const hasBadExtensions = Object.hasOwn(fields, 'extensions') && !asObject(fields['extensions']);
  if (hasBadExtensions) ignored.push(ignore('"extensions" is not an object.', 'extensions'));

  const fatal = schemaProblem(fields, version).map((message) =>
    refuse(message, ['$schema'], `Write "$schema": "${schemaId('plugin')}".`),
  );
  const known = FIELDS.filter((key) => Object.hasOwn(fields, key) && !(key === 'extensions' && hasBadExtensions));
  const result = Manifest.safeParse(Object.fromEntries(known.map((key) => [key, fields[key]])));
  for (const issue of result.error?.issues ?? [])
    fatal.push(...explain(issue, fields).map(({ message, keys }) => refuse(message, keys)));
  return {
    fatal: fatal.length > 0,
    ...(version !== undefined && { version }),
    diagnostics: [...fatal, ...ignored],
  };
}

function suggestion(key: string): string | undefined {
  const meant = suggest(key, FIELDS);
  return meant?.startsWith('Did you mean') === true ? meant : undefined;
}

function schemaProblem(fields: Readonly<Record<string, unknown>>, version: string | undefined): string[] {
  if (!Object.hasOwn(fields, '$schema')) return ['The required field "$schema" is missing.'];
  if (version === undefined) return ['"$schema" is not the identifier of an Agent Plugins manifest.'];
  if (SUPPORTED_VERSIONS.includes(version)) return [];
  return [`The manifest is written for Agent Plugins ${version}; known here is ${SUPPORTED_VERSIONS.join(', ')}.`];
}

interface Problem {
  readonly message: string;
  readonly keys: readonly (string | number)[];
}

/** What zod has found, in our words and with its place. */
function explain(issue: z.core.$ZodIssue, fields: Readonly<Record<string, unknown>>): Problem[] {
  const keys = issue.path.filter((key) => typeof key !== 'symbol');
  const field = keys.map((key) => shorten(String(key))).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      message: `"${field}.${shorten(key)}" is no field of the manifest.`,
      keys: [...keys, key],
    }));
  const isMissing = field === 'name' && !Object.hasOwn(fields, 'name');
  return [
    isMissing
      ? { message: 'The required field "name" is missing.', keys: [] }
      : { message: `"${field}" ${issue.message}.`, keys },
  ];
}
