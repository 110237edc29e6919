import { z } from 'zod';

/** One script among an entry's files. */
export const Script = z.object({ path: z.string(), language: z.string(), executable: z.boolean() });

/** One hook: what runs at which event. */
export const HookAction = z.object({
  event: z.string(),
  matcher: z.string().optional(),
  /** What kind of action it is, `command` for most. */
  type: z.string(),
  command: z.string().optional(),
});
export type HookAction = z.infer<typeof HookAction>;

/** One MCP server: how it is started or where it is. Values of `env` and `headers` are never part of it. */
export const ServerFacts = z.object({
  transport: z.string(),
  command: z.string().optional(),
  host: z.string().optional(),
  /** Names of the environment variables and headers it is given. */
  variables: z.array(z.string()),
});
export type ServerFacts = z.infer<typeof ServerFacts>;

/** What an entry can do and what it costs, from its files alone. */
export const Evidence = z.object({
  /** Tools it asks to use without a question. */
  tools: z.array(z.string()),
  scripts: z.array(Script),
  hooks: z.array(HookAction),
  servers: z.array(ServerFacts),
  /** All its files together. */
  bytes: z.int(),
  /** Estimates, about four characters a token: what is always loaded, what is loaded on use, and all text files. */
  tokens: z.object({ description: z.int(), body: z.int(), everything: z.int() }),
});
export type Evidence = z.infer<typeof Evidence>;
