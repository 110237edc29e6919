import { z } from 'zod';
import { ExceptionNote, Severity } from './rules/rule.ts';

/** The risks of the OWASP Agentic Skills Top 10, edition 1.0-2026. Only ids: titles change between editions. */
export const AgenticSkillRisk = z.enum([
  'AST01',
  'AST02',
  'AST03',
  'AST04',
  'AST05',
  'AST06',
  'AST07',
  'AST08',
  'AST09',
  'AST10',
]);
export type AgenticSkillRisk = z.infer<typeof AgenticSkillRisk>;

/** The longest excerpt, in UTF-16 code units after escaping. */
export const MAX_EXCERPT = 120;

/** The longest decoded text, in UTF-16 code units after escaping. */
export const MAX_DECODED = 1000;

/** What one check saw in one place of an entry's files: evidence for a reader, not a verdict. */
export const ContentFinding = z.object({
  /** The id of a finding rule: permanent, with a page of its own. */
  rule: z.string(),
  severity: Severity,
  owasp: AgenticSkillRisk,
  /** The path as it was given to the check. */
  file: z.string(),
  /** Counted from 1. */
  line: z.int().min(1),
  /** Counted from 1, in UTF-16 code units. */
  column: z.int().min(1),
  /** What stands there, in one line: credentials cut to their first four characters, invisible characters as escapes. */
  excerpt: z.string().max(MAX_EXCERPT),
  /** What was seen and why it matters, one sentence. Never contains text of the file. */
  message: z.string(),
  /** What a hidden or encoded text spells, with the same precautions as the excerpt. */
  decoded: z.string().max(MAX_DECODED).optional(),
  /** On the last finding of a rule in a file: how many more there are that are not listed. */
  more: z.int().min(1).optional(),
  /** Set where the operator has accepted it. */
  exception: ExceptionNote.optional(),
});
export type ContentFinding = z.infer<typeof ContentFinding>;
