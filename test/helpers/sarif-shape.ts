import { z } from 'zod';

/** A URI reference of RFC 3986, without what would have to be escaped in it. */
const Uri = z.string().regex(/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-F]{2})+$/);
const Level = z.enum(['none', 'note', 'warning', 'error']);
const Text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });
const Line = z.int().min(1);

const Region = z.strictObject({ startLine: Line, startColumn: Line.optional() });

const Location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: Uri, uriBaseId: z.string() }),
    region: Region,
  }),
  logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string() })).optional(),
});

const Rule = z.strictObject({
  id: z.string().min(1),
  shortDescription: Text.optional(),
  fullDescription: Text.optional(),
  help: Text.optional(),
  helpUri: z.url({ protocol: /^https?$/ }).optional(),
  defaultConfiguration: z.strictObject({ level: Level }).optional(),
});

const Result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  level: Level,
  message: Text,
  locations: z.array(Location).length(1),
  partialFingerprints: z.record(z.string(), z.string().min(1)),
  suppressions: z
    .array(
      z.strictObject({
        kind: z.enum(['inSource', 'external']),
        status: z.enum(['accepted', 'underReview', 'rejected']),
        justification: z.string(),
      }),
    )
    .optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/**
 * What of SARIF 2.1.0 (OASIS, errata 01) is written here: the names and types of sections 3.13 to 3.58, and nothing
 * beside them.
 */
export const SarifShape = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({ name: z.string().min(1), informationUri: z.url().optional(), rules: z.array(Rule) }),
        }),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        invocations: z.array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            toolExecutionNotifications: z.array(z.strictObject({ level: Level, message: Text })).optional(),
          }),
        ),
        results: z.array(Result),
      }),
    )
    .length(1),
});
