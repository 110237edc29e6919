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

/** One package that an entry installs or runs. */
export const PackageUse = z.object({
  /** npm, pypi, cargo, go, gem, brew, apt or another word for where it comes from. */
  manager: z.string(),
  name: z.string(),
  version: z.string().optional(),
});
export type PackageUse = z.infer<typeof PackageUse>;

/** What an entry can do and what it costs, from its files alone. */
export const Evidence = z.object({
  /** Tools it asks to use without a question. */
  tools: z.array(z.string()),
  scripts: z.array(Script),
  hooks: z.array(HookAction),
  servers: z.array(ServerFacts),
  /** Hosts that its scripts and instructions name in code, with a port that is not the scheme's own; at most 200. */
  hosts: z.array(z.string()),
  /** Packages that it installs, runs or declares to need; at most 200. */
  packages: z.array(PackageUse),
  /** Names of the environment variables it reads or asks to be set; at most 200. */
  variables: z.array(z.string()),
  /** All its files together. */
  bytes: z.int(),
  /** Estimates, about four characters a token: what is always loaded, what is loaded on use, and all text files. */
  tokens: z.object({ description: z.int(), body: z.int(), everything: z.int() }),
});
export type Evidence = z.infer<typeof Evidence>;
