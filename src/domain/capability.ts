import { z } from 'zod';

/** What an entry can reach or do, in kinds a reader knows. */
export const CapabilityKind = z.enum(['tool', 'script', 'hook', 'server', 'host', 'package', 'variable']);
export type CapabilityKind = z.infer<typeof CapabilityKind>;

/** One thing an entry can do: the tool it asks for, the script it brings, the host it names. */
export const Capability = z.object({ kind: CapabilityKind, value: z.string() });
export type Capability = z.infer<typeof Capability>;

const Change = z.object({ from: z.int(), to: z.int() });

/** What one revision can do that another cannot, and the other way round. */
export const CapabilityDiff = z.object({
  added: z.array(Capability),
  removed: z.array(Capability),
  /** Bytes of all files. Absent where nothing changed. */
  bytes: Change.optional(),
  /** Estimated tokens of what is always in the context. Absent where nothing changed. */
  tokensDescription: Change.optional(),
  /** Estimated tokens of what is loaded on use. Absent where nothing changed. */
  tokensBody: Change.optional(),
});
export type CapabilityDiff = z.infer<typeof CapabilityDiff>;
